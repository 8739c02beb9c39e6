"""What views read from a desk."""

from __future__ import annotations

from app.models.book import Book
from app.models.record import Record
from app.services.views.said import FindRecord


def finder(book: Book) -> FindRecord:
    """Return the function that gives a record of any kind by its id, None when it is not here."""

    def find(record_id: str) -> Record | None:
        return book.get(Record, record_id)

    return find

"""Makes a drawn document one that can be signed: an empty field at every place it drew for a signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.words.catalogue import Words

if TYPE_CHECKING:
    from app.documents.signing.prepare import Place


def with_signature_fields(pdf: bytes, places: Sequence[Place], words: Words) -> bytes:
    """Return the PDF with a field for everyone expected to sign and for the spare places it drew.

    For any document: `places` are what its drawing noted (`RenderedPlan.signature_fields`), `words` its
    language. What the pages show is noted too, so that the verifier sees later edits, also without places.
    Raises as `documents.signing.prepare`.
    """
    from app.documents.signing.prepare import prepare
    from app.documents.signing.values import SPARE_FIELDS
    from app.documents.signing.wording import field_name

    spare, labels = words.say("signing.field.spare"), dict[str, str]()
    for place in places:
        who = place.who or field_name(place.name, words)
        named = words.say("signing.field.signatory", name=who)
        labels[place.name] = spare if place.name in SPARE_FIELDS else named
    return prepare(pdf, places, labels)

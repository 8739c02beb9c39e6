"""Puts the fields of a tagged document into its structure, where the box to sign is read."""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from app.documents.signing.pages import page_leaves

_name = generic.pdf_name


def tag_fields(writer: IncrementalPdfFileWriter) -> None:
    """Add an element for every field that has none, in the box that bears the field's name.

    Nothing happens in a document without structure, and to fields outside all boxes.
    """
    if "/StructTreeRoot" not in writer.root:
        return
    root = writer.root["/StructTreeRoot"]
    for page in page_leaves(writer.root):
        for widget in [note for note in page.get("/Annots", ()) if _waits(note.get_object())]:
            box = _box(root, page, str(widget.get_object().get("/T", "")))
            if box is not None:
                _add(writer, root, box, widget)


def _waits(note: Any) -> bool:
    return note.get("/Subtype") == "/Widget" and "/StructParent" not in note


def _box(root: Any, page: Any, name: str) -> generic.IndirectObject | None:
    """Return the element on a page that bears a name, found from the elements of the page's content."""
    numbers = root["/ParentTree"]["/Nums"]
    kept = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for owner in kept.get(int(page.get("/StructParents", -1)), ()):
        above = owner.get_object().raw_get("/P")
        if str(above.get_object().get("/T", "")) == name:
            found: generic.IndirectObject = above
            return found
    return None


def _add(writer: IncrementalPdfFileWriter, root: Any, box: generic.IndirectObject, widget: Any) -> None:
    """Make a form element of a widget as the last of a box, and let each lead to the other."""
    element = generic.DictionaryObject(
        {
            _name("/S"): _name("/Form"),
            _name("/P"): box,
            _name("/K"): generic.DictionaryObject({_name("/Type"): _name("/OBJR"), _name("/Obj"): widget}),
            _name("/Pg"): widget.get_object().raw_get("/P"),
        }
    )
    made, held = writer.add_object(element), box.get_object()
    kids = held.raw_get("/K")
    held[_name("/K")] = generic.ArrayObject(
        [*(kids if isinstance(kids, generic.ArrayObject) else [kids]), made]
    )
    key = generic.NumberObject(int(root["/ParentTreeNextKey"]))
    root["/ParentTree"]["/Nums"] += [key, made]
    root[_name("/ParentTreeNextKey")] = generic.NumberObject(key + 1)
    widget.get_object()[_name("/StructParent")] = key
    for changed in (held, root, widget.get_object()):
        writer.update_container(changed)

"""The words that a document draws: in some formats they leave as dots of a picture, where no search of the finished file finds them."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from toolkit.document.blocks import Document
from toolkit.document.drawing import Drawing, Label


def words(document: Document) -> str:
    """Every label of every drawing, a line each, in the order in which they are drawn."""
    return "\n".join(_labels(document))


def _labels(value: object) -> Iterator[str]:
    if isinstance(value, Drawing):
        yield from (shape.text for shape in value.shapes if isinstance(shape, Label))
    elif isinstance(value, tuple):
        for each in value:
            yield from _labels(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from _labels(getattr(value, part.name))

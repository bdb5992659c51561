"""What a document's tree says, for tests: all its words, its headings, its tables."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from tests.support import material, sample, tree
from toolkit import library
from toolkit.convening.model import Convening
from toolkit.document.blocks import Cover, Document, Heading, Items, Table
from toolkit.document.inline import Blank, Text
from toolkit.documents.registry import Options, Spec, specs
from toolkit.language import language

__all__ = [
    "build", "convening", "every", "headings", "library", "material", "named", "replace", "rows", "sample", "tables", "tree", "words",
]


def build(made: Convening, name: str, audience=None, code="en", paper=None, exercises=None, assets=None) -> Document:
    """One document of any convening, as the pack would ask for it."""
    known = library.exercises() if exercises is None else exercises
    spec: Spec = named(made, name, known)
    chosen = paper or (None if spec.own_paper else made.paper)
    return spec.build(
        made,
        Options(audience or spec.audience, language(code), made.language, chosen, known, assets or {}),
    )


def named(made: Convening, name: str, exercises=None) -> Spec:
    return next(spec for spec in specs(made, library.exercises() if exercises is None else exercises) if spec.name == name)


def convening(**facts) -> Convening:
    return Convening.model_validate({"title": "Water and Work", **facts})


def every(value: object, kind: type) -> Iterator:
    """Everything of one kind in a tree, in order."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from every(item, kind)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from every(getattr(value, each.name), kind)


def words(value: object) -> str:
    """All that is printed in the body, pieces apart by spaces; a line to write on is ____."""
    return " ".join(piece.text if isinstance(piece, Text) else "____" for piece in every(value, (Text, Blank)))


def headings(document: Document) -> list[tuple[int, str]]:
    return [(each.level, words(each.content)) for each in every(document.blocks, Heading)]


def tables(document: Document) -> list[Table]:
    return list(every(document.blocks, Table))


def rows(table: Table) -> list[list[str]]:
    return [[words(cell) for cell in row.cells] for row in table.rows]


def covers(document: Document) -> list[Cover]:
    return list(every(document.blocks, Cover))


def lists(document: Document) -> list[Items]:
    return list(every(document.blocks, Items))

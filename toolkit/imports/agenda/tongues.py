"""The language of an agenda, from the names of days and months in its headings; nothing where more than one language would fit."""

from collections.abc import Iterable

from toolkit.imports.agenda import names


def of(headings: Iterable[str]) -> str:
    """The one common language that has every day and month named; "" where none or several have."""
    left: set[str] | None = None
    for heading in headings:
        for word in names.words(heading):
            having = names.languages(word) if len(word) > 2 else None
            if having:
                left = set(having) if left is None else (left & having) or left
    return next(iter(left)) if left is not None and len(left) == 1 else ""

"""Where one's own exercises name somebody who is to be forgotten.

They are shared by all convenings, so forgetting leaves them as they are, and says so.
"""

import pathlib
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.convening.model import Participant
from toolkit.store.forgetting import names_of, without


@dataclass(frozen=True, slots=True)
class Named:
    """A line of a text of an exercise: its folder, the file in it, counted from 1. It says nothing of who is named."""

    exercise: str
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.exercise}/{self.file}:{self.line}"


def naming(people: Iterable[Participant], folder: pathlib.Path | None) -> tuple[Named, ...]:
    """Every line, also of exercises that are left out or were put aside: whoever opens the folder reads them all the same."""
    names = names_of(people)
    if names is None or folder is None or not folder.is_dir():
        return ()
    return tuple(
        Named(path.parent.name, path.name, number)
        for path in sorted(folder.glob("*/*.md"))
        for number, line in enumerate(_lines(path), 1)
        if without(line, names) != line
    )


def _lines(path: pathlib.Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []

"""Which exercises there are: ours, and one's own from the data folder.

One's own stands in for ours of the same name, in every session that names it. One that cannot be read is left out and said; ours does
not take its place, for another sheet than the one that was written is worse than none. The others are not touched by it.
"""

import functools
import pathlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.convening.exercise import Exercise
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.library.exercises import read_folder, read_tried
from toolkit.library.places import EXERCISES, LibraryError, visible_files


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every exercise by its folder's name, where it lies, which are one's own, and a sentence for each own one that is left out."""

    exercises: Mapping[str, Exercise]
    folders: Mapping[str, pathlib.Path]
    own: frozenset[str] = frozenset()
    left_out: tuple[SaidError, ...] = ()


def shelf(extra: pathlib.Path | None = None) -> Shelf:
    """Ours, and those of a folder of the user's."""
    found, folders = dict(ours()), {slug: EXERCISES / slug for slug in ours()}
    own: set[str] = set()
    left_out: list[SaidError] = []
    for folder in _folders(extra):
        found.pop(folder.name, None)
        folders.pop(folder.name, None)
        try:
            exercise = read_tried(folder)
        except SaidError as problem:
            left_out.append(LibraryError(N_("Your exercise {name} is left out: {why}"), name=folder.name, why=problem))
        except OSError as problem:
            why = (problem.strerror or str(problem)).lower()
            left_out.append(LibraryError(N_("Your exercise {name} is left out: it cannot be read ({why})."), name=folder.name, why=why))
        else:
            found[folder.name], folders[folder.name] = exercise, folder
            own.add(folder.name)
    return Shelf(dict(sorted(found.items())), folders, frozenset(own), tuple(left_out))


def exercises(extra: pathlib.Path | None = None) -> Mapping[str, Exercise]:
    """Every exercise that can be read, by its folder's name."""
    return shelf(extra).exercises


@functools.cache
def ours() -> Mapping[str, Exercise]:
    """Those that came with the program; a wrong one is our fault, and raised. Once for each run: nobody edits them while it runs."""
    return {folder.name: read_folder(folder) for folder in _folders(EXERCISES)}


def _folders(place: pathlib.Path | None) -> Iterator[pathlib.Path]:
    """What looks like an exercise. A name that begins with a dot, a tilde or a line is something put aside."""
    if place is None or not place.is_dir():
        return
    for folder in sorted(place.iterdir()):
        if not folder.name.startswith((".", "~", "_")) and any(visible_files(folder, "*.md")):
            yield folder

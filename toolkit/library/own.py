"""One's own exercises: begun from a skeleton or as a copy, put where they live, and taken along as a ZIP.

Nothing is written before all of it has been read as an exercise, and nothing of the user's is written over: what is replaced is put
aside in the same folder. From a ZIP only text files of an exercise are taken, under names that we make; no path of it is followed.
"""

import io
import pathlib
import re
import secrets
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Convening
from toolkit.language import N_
from toolkit.library.exercises import is_slug, read_tried
from toolkit.library.opening import MAX_ENTRIES, zip_of
from toolkit.library.places import MAX_BYTES, SKELETON, LibraryError, decode, read_bytes, read_text, visible_files
from toolkit.library.shelf import Shelf

CARD = "exercise.md"
MOST_TEXT = 1024 * 1024
"""Bytes of one text file; the longest of ours has 8 kB."""
MOST_UNPACKED = 20 * 1024 * 1024

Texts = Mapping[str, str]
"""The files of one exercise: their names and what stands in them."""

_FILE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.md$")
_TITLE = re.compile(r"^title:.*$", re.MULTILINE)

BAD_SLUG = N_("The folder {name} cannot name an exercise; use small letters a to z, digits and dashes.")
TAKEN = N_("You have an exercise {name} already; choose another name, or replace it.")
NOT_WRITTEN = N_("{folder} could not be written ({reason}).")
LOCKED = N_("{source} is locked with a password; unpack it first.")


def skeleton(title: str) -> Texts:
    """A small exercise that keeps every promise, to write one's own over."""
    return titled(texts(SKELETON), title)


def texts(folder: pathlib.Path) -> Texts:
    """The files of an exercise, to copy or to take along."""
    return {path.name: read_text(path) for path in visible_files(folder, "*.md")}


def titled(made: Texts, title: str) -> Texts:
    """The same exercise under another title; its translations keep theirs."""
    if not title:
        return made
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    return {**made, CARD: _TITLE.sub(lambda _: f'title: "{quoted}"', made[CARD], count=1)}


def put(place: pathlib.Path, made: Mapping[str, Texts], *, replace: bool = False) -> tuple[pathlib.Path, ...]:
    """Exercises into a folder of exercises, all or none; their folders.

    :raises LibraryError: a name that cannot be one, or that is taken; FileError or LibraryError: an exercise that is not in order.
    """
    for slug in made:
        if not is_slug(slug):
            raise LibraryError(BAD_SLUG, name=slug)
        if not replace and (place / slug).exists():
            raise LibraryError(TAKEN, name=slug)
    new = place / f".new-{secrets.token_hex(4)}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        for slug, files in made.items():
            _write(new / slug, files)
            read_tried(new / slug)
        for slug in made:
            if (place / slug).exists():
                (place / slug).rename(_aside(place, slug))
            (new / slug).rename(place / slug)
    except OSError as problem:
        raise LibraryError(NOT_WRITTEN, folder=place, reason=_why(problem)) from None
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return tuple(place / slug for slug in made)


def rewrite(folder: pathlib.Path, files: Texts) -> None:
    """Other texts into an exercise that is there, once they have been read as one. What else lies in its folder stays.

    :raises LibraryError, FileError: they are not in order; nothing is changed.
    """
    new = folder.parent / f".new-{secrets.token_hex(4)}"
    try:
        _write(new / folder.name, files)
        read_tried(new / folder.name)
        for name in files:
            (new / folder.name / name).replace(folder / name)
        for path in visible_files(folder, "*.md"):
            if path.name not in files:
                path.unlink()
    except OSError as problem:
        raise LibraryError(NOT_WRITTEN, folder=folder, reason=_why(problem)) from None
    finally:
        shutil.rmtree(new, ignore_errors=True)


def put_aside(folder: pathlib.Path) -> None:
    """Take an exercise off the shelf; its folder stays beside the others, under a name that is not looked at."""
    try:
        folder.rename(_aside(folder.parent, folder.name))
    except OSError as problem:
        raise LibraryError(NOT_WRITTEN, folder=folder, reason=_why(problem)) from None


def may_be_called(name: str) -> bool:
    """Whether a text of an exercise can have this file name."""
    return _FILE.match(name) is not None


def _why(problem: OSError) -> str:
    return (problem.strerror or str(problem)).lower()


def _write(folder: pathlib.Path, files: Texts) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _aside(place: pathlib.Path, slug: str) -> pathlib.Path:
    """Where what is replaced goes: a name that no exercise has."""
    return next(path for path in (place / f"_{slug}-{number}" for number in range(1, 1_000_000)) if not path.exists())


def pack(folders: Iterable[pathlib.Path]) -> bytes:
    """Exercises as one ZIP, a folder each; the same bytes each time."""
    files = {
        f"{folder.name}/{path.name}": read_bytes(path)
        for folder in sorted(folders, key=lambda each: each.name)
        for path in visible_files(folder, "*.md")
    }
    return zip_of(files)


def unpack(data: bytes, source: str) -> Mapping[str, Texts]:
    """The exercises in a ZIP, by name: each folder with an `exercise.md`, or the ZIP itself under its own name."""
    if len(data) > MAX_BYTES:
        raise LibraryError(N_("{source} is larger than {most} MB; exercises are not."), source=source, most=MAX_BYTES // 1024 // 1024)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            return _unpacked(held, source)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as problem:
        raise LibraryError(N_("{source} is no ZIP file, or a damaged one; make it again."), source=source) from problem


def carried(held: zipfile.ZipFile, folder: str, source: str) -> Mapping[str, Texts]:
    """The exercises that a convening brings along in this folder of its ZIP; none is as good as some."""
    return _found(held, source, folder)


def used(convening: Convening, shelf: Shelf) -> Mapping[str, Texts]:
    """The texts of one's own exercises that an agenda names, for they are nowhere else."""
    every = [*(session for _, _, session in convening.sessions()), *convening.parked]
    return {slug: texts(shelf.folders[slug]) for slug in sorted({session.exercise or "" for session in every} & shelf.own)}


def read(slug: str, made: Texts) -> Exercise:
    """An exercise from its texts, without putting it anywhere.

    :raises LibraryError, FileError: it is not in order.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / slug
        _write(folder, made)
        return read_tried(folder)


def _unpacked(held: zipfile.ZipFile, source: str) -> Mapping[str, Texts]:
    found = _found(held, source)
    if not found:
        raise LibraryError(
            N_("{source} holds no {card}; an exercise as ZIP is its folder, with {card} and a text for each sheet."),
            source=source, card=CARD,
        )
    return found


def _found(held: zipfile.ZipFile, source: str, inside: str = "") -> Mapping[str, Texts]:
    entries = held.infolist()
    if len(entries) > MAX_ENTRIES:
        raise LibraryError(N_("{source} holds {count} files; {most} is the most."), source=source, count=len(entries), most=MAX_ENTRIES)
    for entry in entries:
        _must_stay_inside(entry, source)
    there = [entry for entry in entries if not entry.is_dir() and not _is_debris(entry.filename) and entry.filename.startswith(inside)]
    found: dict[str, Texts] = {}
    left = MOST_UNPACKED
    for card in (entry.filename for entry in there if entry.filename.split("/")[-1] == CARD):
        folder = card[: -len(CARD)]
        slug = folder.rstrip("/").split("/")[-1] or pathlib.PurePath(source).stem
        if not is_slug(slug):
            raise LibraryError(BAD_SLUG, name=slug)
        if slug in found:
            raise LibraryError(N_("{source} holds two exercises of the name {name}."), source=source, name=slug)
        files: dict[str, str] = {}
        for entry in there:
            name = entry.filename.removeprefix(folder)
            if entry.filename.startswith(folder) and "/" not in name and _FILE.match(name):
                text = _read(held, entry, source)
                left -= len(text)
                if left < 0:
                    raise LibraryError(
                        N_("{source} unpacks to more than {most} MB; exercises do not."), source=source, most=MOST_UNPACKED // 1024 // 1024
                    )
                files[name] = decode(text, entry.filename)
        found[slug] = files
    return found


def _must_stay_inside(entry: zipfile.ZipInfo, source: str) -> None:
    """What leads out of the ZIP is not even looked at: whoever made it means no good, or it is damaged."""
    parts = entry.filename.split("/")
    outside = entry.filename.startswith("/") or ".." in parts or "\\" in entry.filename or ":" in entry.filename
    if outside or stat.S_ISLNK(entry.external_attr >> 16):
        raise LibraryError(
            N_("{source} holds {name}, which leads to a place outside it; nothing was taken."), source=source, name=entry.filename
        )


def _is_debris(name: str) -> bool:
    return name.startswith("__MACOSX/") or any(part.startswith((".", "~", "_")) for part in name.split("/"))


def _read(held: zipfile.ZipFile, entry: zipfile.ZipInfo, source: str) -> bytes:
    if entry.flag_bits & 1:
        raise LibraryError(LOCKED, source=source)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotImplementedError
    with held.open(entry) as stream:
        data = stream.read(MOST_TEXT + 1)
    if len(data) > MOST_TEXT:
        most = MOST_TEXT // 1024 // 1024
        raise LibraryError(N_("{name} in {source} is larger than {most} MB."), name=entry.filename, source=source, most=most)
    return data

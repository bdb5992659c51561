"""Where the library lies, and how a text file of it is read."""

import pathlib
from collections.abc import Iterator

from toolkit.language import N_
from toolkit.language.said import SaidError

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates" / "convenings"
SAMPLES = ROOT / "templates" / "samples"
EXERCISES = ROOT / "exercises"
SKELETON = ROOT / "templates" / "exercise"
FONTS = ROOT / "static" / "fonts"

MAX_BYTES = 20 * 1024 * 1024


class LibraryError(SaidError):
    """What cannot be found or read: one sentence that says where, and what to do."""


def read_bytes(path: pathlib.Path, most: int = MAX_BYTES) -> bytes:
    """A whole file, or one sentence."""
    try:
        if path.is_dir():
            raise LibraryError(N_("{file} is a folder; name the convening file in it."), file=path)
        if path.stat().st_size > most:
            raise LibraryError(N_("{file} is larger than {most} MB; a convening file is not."), file=path, most=most // 1024 // 1024)
        return path.read_bytes()
    except FileNotFoundError:
        raise LibraryError(N_("There is no file {file}; look at its name and folder."), file=path) from None
    except OSError as problem:
        raise LibraryError(N_("{file} cannot be read ({why})."), file=path, why=(problem.strerror or str(problem)).lower()) from None
    except ValueError:
        raise LibraryError(N_("The name of the file holds a character that no file name can hold.")) from None


def decode(data: bytes, source: str) -> str:
    """Text as UTF-8, with or without a byte order mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise LibraryError(N_("{source} is saved as UTF-16; save it as UTF-8."), source=source)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise LibraryError(
            N_("{source}, line {line}: this is not text in UTF-8; save the file as UTF-8."),
            source=source, line=line,
        ) from None


def read_text(path: pathlib.Path) -> str:
    return decode(read_bytes(path), path.name)


def visible_files(folder: pathlib.Path, pattern: str) -> Iterator[pathlib.Path]:
    """Files of a folder in the order of their names, without those that an editor or a Mac leaves behind."""
    if folder.is_dir():
        yield from sorted(path for path in folder.glob(pattern) if path.is_file() and not path.name.startswith((".", "~", "_")))


Stamp = tuple[tuple[str, int, int], ...]


def stamp(paths: Iterator[pathlib.Path]) -> Stamp:
    """What changes when a file is edited, so that what was read is read again only then."""
    return tuple((str(path), (found := path.stat()).st_mtime_ns, found.st_size) for path in paths)

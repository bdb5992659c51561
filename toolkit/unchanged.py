"""Whether a build would make again what lies there already: told from bytes alone, before anything of the program is loaded.

Everything that a build reads goes into one digest: the convening file, the pictures beside it, the exercises, the program, its
libraries and what was asked for. If the last build with that digest went without a word of warning, and each of its files is as it was
left, there is nothing to do. Keeps digests and file names, which are made of ids; no word of a convening.
"""

import contextlib
import hashlib
import json
import os
import pathlib
import sys
from collections.abc import Iterable, Iterator, Sequence

from toolkit.on_disk import digest

_ROOT = pathlib.Path(__file__).resolve().parent.parent
_READ_WHOLE = frozenset({".py", ".md", ".css", ".docx", ".mo", ".svg", ".yaml", ".txt"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".svg"})
_MOST_KEPT = 40


def inputs(file: pathlib.Path, own_exercises: pathlib.Path | None, asked: Sequence[object]) -> str | None:
    """One digest of all that a build reads; nothing where a file of it cannot be read, which the build itself will say better."""
    digest = hashlib.sha256(repr((sys.version, [str(each) for each in asked])).encode())
    folders = [_ROOT / "toolkit", _ROOT / "exercises", _ROOT / "static", *([own_exercises] if own_exercises else [])]
    try:
        digest.update((_ROOT / "requirements.txt").read_bytes())
        digest.update(" ".join(sorted(_libraries())).encode())
        digest.update(file.read_bytes())
        for path in (*_files(folders), *_pictures(file.parent)):
            digest.update(_told(path))
    except OSError:
        return None
    return digest.hexdigest()


def still_there(kept: pathlib.Path, key: str, folder: pathlib.Path) -> tuple[str, ...]:
    """The files of the last build with these inputs, in its order, where each is as it was left; else nothing."""
    left = _read(kept).get(key, [])
    if any(digest(folder / name) != known for name, known in left):
        return ()
    return tuple(name for name, _ in left)


def remember(kept: pathlib.Path, key: str, folder: pathlib.Path, names: Iterable[str]) -> None:
    """What a build that met no problem has left. What cannot be remembered is looked at again next time."""
    known = _read(kept)
    known.pop(key, None)
    known[key] = [(name, digest(folder / name)) for name in names]
    part = kept.with_name(f".{kept.name}.{os.getpid()}.part")
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(dict(list(known.items())[-_MOST_KEPT:])), encoding="utf-8")
        part.replace(kept)


def _read(kept: pathlib.Path) -> dict[str, list[tuple[str, str]]]:
    try:
        found = json.loads(kept.read_bytes())
        return {str(key): [(str(name), str(digest)) for name, digest in files] for key, files in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _files(folders: Sequence[pathlib.Path]) -> Iterator[pathlib.Path]:
    for folder in folders:
        for where, inner, names in os.walk(folder):
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            yield from (pathlib.Path(where, name) for name in sorted(names))


def _pictures(folder: pathlib.Path) -> list[pathlib.Path]:
    """Logos and figures lie beside the convening file."""
    return sorted(pathlib.Path(entry.path) for entry in os.scandir(folder) if pathlib.Path(entry.name).suffix.lower() in _PICTURES)


def _told(path: pathlib.Path) -> bytes:
    """Small files by what they hold; fonts and pictures by their size and when they were changed."""
    if path.suffix in _READ_WHOLE:
        return f"{path}\n".encode() + path.read_bytes()
    found = path.stat()
    return f"{path} {found.st_size} {found.st_mtime_ns}\n".encode()


def _libraries() -> set[str]:
    """Each with its version, as pip names the folders."""
    places = (place for place in sys.path if place.endswith("site-packages"))
    return {entry.name for place in places for entry in os.scandir(place) if entry.name.endswith(".dist-info")}

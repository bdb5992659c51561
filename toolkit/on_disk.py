"""What a build leaves on disk: whole files or none, what somebody edited put aside, one ZIP, and what is remembered of the last build."""

import contextlib
import hashlib
import io
import itertools
import json
import os
import pathlib
import zipfile
from collections.abc import Mapping


def put_aside(target: pathlib.Path, ours: str, fresh: bytes) -> str:
    """The name under which a file lies now that somebody edited since we wrote it; "" where there was nothing to save."""
    there = digest(target)
    if there in ("", ours, hashlib.sha256(fresh).hexdigest()):
        return ""
    for number in itertools.count(1):
        aside = target.with_name(f"{target.stem}.edited{'' if number == 1 else f'-{number}'}{target.suffix}")
        if not aside.exists():
            target.rename(aside)
            return aside.name
    return ""


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """One ZIP without a clock in it: the same files, the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name])
    return made.getvalue()


def remember(ledger: pathlib.Path, data: bytes) -> None:
    """What cannot be remembered is made again next time."""
    with contextlib.suppress(OSError):
        write_whole(ledger, data)


def write_whole(target: pathlib.Path, data: bytes) -> None:
    """The whole file or none of it: a half-written one never carries the name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def remembered(ledger: pathlib.Path) -> dict[str, list[str]]:
    """What was remembered by file name; nothing where it cannot be read."""
    try:
        found = json.loads(ledger.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(k): [str(part) for part in v] for k, v in found.items() if isinstance(v, list)} if isinstance(found, dict) else {}


def digest(path: pathlib.Path) -> str:
    """A file's SHA-256 in hex, "" where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""

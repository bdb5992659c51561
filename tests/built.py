"""The files of documents, made once in a whole run of the tests, whichever worker asks for them first.

    written(document, "pdf")      the bytes of any document of any convening; its fingerprint and the format are the key
    complaints(document, "pdf")   what was logged while those bytes were written, from WARNING up
    office_pdfs(soffice, files)   what LibreOffice prints of Word files: one start for those that it has not printed yet in this run
    once(key, make)               anything else that is dear to make and can be pickled

They are kept in a folder that the workers share (tests/conftest.py makes it and takes it away); outside a run of the tests
nothing is kept. A test of the writing itself (a second writing, another process, how long it takes) calls the writer.
"""

import contextlib
import hashlib
import logging
import os
import pathlib
import pickle
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from toolkit.document.blocks import Document
from toolkit.document.fingerprint import fingerprint
from toolkit.writers.formats import FORMATS

SHARED = "CONVENING_TESTS_BUILT"
"""The variable of the environment that names the folder: what the first process sets, its workers have."""

Made = TypeVar("Made")


@dataclass(frozen=True)
class Written:
    data: bytes
    complaints: tuple[str, ...]


def written(document: Document, form: str) -> bytes:
    """A document's file."""
    return _written(document, form).data


def complaints(document: Document, form: str) -> tuple[str, ...]:
    """What the libraries had to say while it was written, each with the name of its logger."""
    return _written(document, form).complaints


def _written(document: Document, form: str) -> Written:
    def make() -> Written:
        with _listening() as said:
            data = FORMATS[form].write(document)
        return Written(data, tuple(said))

    return once(f"{fingerprint(document)}.{form}", make)


@contextlib.contextmanager
def _listening() -> Iterator[list[str]]:
    said: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(f"{record.name}: {record.getMessage()}")

    ear = Ear(logging.WARNING)
    logging.getLogger().addHandler(ear)
    try:
        yield said
    finally:
        logging.getLogger().removeHandler(ear)


AT_ONCE = 80
"""Files for one start of LibreOffice: after some hundreds it leaves the rest undone, and says nothing."""


def office_pdfs(soffice: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """What LibreOffice makes of Word documents."""
    keys = {stem: f"{hashlib.sha256(data).hexdigest()}.office" for stem, data in files.items()}
    with _locked("office"):
        missing = {stem: data for stem, data in files.items() if not _is_kept(keys[stem])}
        stems = list(missing)
        made: dict[str, bytes] = {}
        for at in range(0, len(stems), AT_ONCE):
            made |= _print(soffice, {stem: missing[stem] for stem in stems[at : at + AT_ONCE]})
        return {stem: once(key, lambda stem=stem: made[stem]) for stem, key in keys.items()}  # type: ignore[misc]


def _print(soffice: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """One start for all of them, with a profile of its own and our fonts."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for stem, data in files.items():
            (folder / f"{stem}.docx").write_bytes(data)
        command = [soffice, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf", "--outdir", name]
        subprocess.run([*command, *[str(folder / f"{stem}.docx") for stem in files]], check=True, capture_output=True, timeout=300)
        return {stem: (folder / f"{stem}.pdf").read_bytes() for stem in files}


# What is kept


def once(key: str, make: Callable[[], Made]) -> Made:
    """What was made under this key in this run; two workers that want the same at once make it once."""
    folder = _folder()
    if folder is None:
        return make()
    with _locked(key):
        if _is_kept(key):
            kept: Made = pickle.loads((folder / key).read_bytes())
            return kept
        made = make()
        whole = folder / f"{key}.part"
        whole.write_bytes(pickle.dumps(made))
        whole.replace(folder / key)
        return made


def _is_kept(key: str) -> bool:
    folder = _folder()
    return folder is not None and (folder / key).exists()


def _folder() -> pathlib.Path | None:
    name = os.environ.get(SHARED)
    return pathlib.Path(name) if name else None


@contextlib.contextmanager
def _locked(key: str) -> Iterator[None]:
    """Where files cannot be locked in this way, a file may be made twice: that costs time and nothing else."""
    folder = _folder()
    try:
        import fcntl
    except ImportError:
        folder = None
    if folder is None:
        yield
        return
    with (folder / f"{key}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield

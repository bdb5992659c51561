"""The sample's documents, built once in each test process and asked for by name."""

import functools
import pathlib
import subprocess
import tempfile

from toolkit import library
from toolkit.convening.model import Audience
from toolkit.document.blocks import Document
from toolkit.documents.registry import Spec, specs
from toolkit.library import Opened
from toolkit.pack import Material, Task
from toolkit.writers import formats
from toolkit.writers.formats import FORMATS

ROOT = pathlib.Path(__file__).parent.parent


@functools.cache
def sample() -> Opened:
    return library.sample()


@functools.cache
def material() -> Material:
    return Material(sample().convening, library.exercises(), sample().assets)


@functools.cache
def all_specs() -> tuple[Spec, ...]:
    return specs(sample().convening, library.exercises())


@functools.cache
def chosen_specs() -> tuple[Spec, ...]:
    """What is held against every contract: of the exercises the longest; the others are in tests/contract/test_every_exercise.py."""
    others = tuple(f"{slug}-" for slug in library.exercises() if slug != "word-association-mapping")
    return tuple(spec for spec in all_specs() if not spec.name.startswith(others))


def cuts() -> list[tuple[str, Audience]]:
    """Every document with every audience that it is cut for."""
    return [(spec.name, audience) for spec in chosen_specs() for audience in spec.audiences]


@functools.cache
def tree(name: str, audience: Audience | None = None, language: str = "en", paper: str | None = None) -> Document:
    spec = next(spec for spec in all_specs() if spec.name == name)
    return material().tree(Task(spec, "", audience or spec.audience, language, paper, ""))  # type: ignore[arg-type]


@functools.cache
def made(name: str, form: str, audience: Audience | None = None, language: str = "en", paper: str | None = None) -> bytes:
    return FORMATS[form].write(tree(name, audience, language, paper))


def forms(name: str) -> list[str]:
    """The formats that a document of the sample has."""
    return [form for form in FORMATS if formats.has(tree(name), FORMATS[form])]


def office_pdfs(soffice: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """What LibreOffice makes of Word documents: one start for all of them, with a profile of its own and our fonts."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for stem, data in files.items():
            (folder / f"{stem}.docx").write_bytes(data)
        command = [soffice, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf", "--outdir", name]
        subprocess.run([*command, *[str(folder / f"{stem}.docx") for stem in files]], check=True, capture_output=True, timeout=300)
        return {stem: (folder / f"{stem}.pdf").read_bytes() for stem in files}

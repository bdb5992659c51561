"""What every document of a convening is built from, one file that is to be made of it, and why that file may not leave."""

import hashlib
import importlib.metadata
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import NamedTuple

from toolkit import leaks
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Audience, Convening
from toolkit.document.blocks import Document
from toolkit.document.fingerprint import fingerprint
from toolkit.documents.registry import Edition, Options, PaperSize, Spec
from toolkit.language import N_, Language, language
from toolkit.language.said import SaidError

_ROOT = pathlib.Path(__file__).parent


class PackError(SaidError):
    """What cannot be made, in one sentence, with what to do."""


NO_SUCH_NEAR = N_("There is no {what} called {name}: did you mean {near}?")
NO_SUCH = N_("There is no {what} called {name}: there are {known}.")
NO_LANGUAGE = N_("{code} is no code of a language: write it as en, fr or pt-BR.")
NOT_FOR = N_("{name} is never made for {audiences}; it is made for {made}.")
NO_EDITION = N_("{name} has no {edition} edition; it has {editions}.")
NO_SECOND = N_("A bilingual edition needs two languages, and this convening has one: name them, as --languages en,fr.")
NO_FORM = N_("{name} has no {format} form.")
HELD = N_("{file} is held back, for it says what {audience} may not read: {what}")
NOT_WRITTEN = N_("{file} could not be written ({reason}): make room for it, or choose another folder.")
STOPPED = N_("{file} was not made: its worker process was stopped, perhaps for want of memory; try again.")
NOT_BUILT = N_("The pack was not made, for a fault of the program ({kind}); what it met is in the window that it was started from.")


class Which(NamedTuple):
    """Names a tree: the files of all formats that are made of it have it in common."""

    document: str
    audience: Audience
    language: str
    paper: PaperSize | None
    edition: Edition
    second: str
    people: tuple[str, ...]

    def task(self, spec: Spec, form: str, file: str) -> "Task":
        return Task(spec, form, self.audience, self.language, self.paper, file, self.edition, self.second, self.people)


@dataclass(frozen=True, slots=True)
class Task:
    """One file to make: which document, for whom, in which language, on which paper, in which format."""

    spec: Spec
    format: str
    audience: Audience
    language: str
    paper: PaperSize | None
    file: str
    edition: Edition = "usual"
    second: str = ""
    people: tuple[str, ...] = ()

    @property
    def which(self) -> Which:
        return Which(self.spec.name, self.audience, self.language, self.paper, self.edition, self.second, self.people)


@dataclass(frozen=True)
class Material:
    """What every document of one convening is built from, and what its files are held against."""

    convening: Convening
    exercises: Mapping[str, Exercise]
    assets: Mapping[str, bytes] = field(default_factory=dict)
    pages: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def check(self) -> leaks.Check:
        return leaks.Check(self.convening)

    def tree(self, task: Task) -> Document:
        options = Options(
            audience=task.audience,
            language=language(task.language),
            original=self.convening.language,
            paper=task.paper or (None if task.spec.own_paper else self.convening.paper),
            exercises=self.exercises,
            assets=self.assets,
            pages=self.pages,
            edition=task.edition,
            second=language(task.second) if task.second else None,
            people=task.people,
        )
        return task.spec.build(self.convening, options)

    def on(self, paper: PaperSize) -> "Material":
        """The same for a meeting that prints on another paper: what hangs on a wall is on the larger one that goes with it."""
        if paper == self.convening.paper:
            return self
        return replace(self, convening=self.convening.model_copy(update={"paper": paper}))


class HeldError(PackError):
    """A finished file that may not leave. Its sentence names nobody: it says which id, and where. `lines` are what stands there."""

    def __init__(self, file: str, audience: Audience, found: tuple[leaks.Leak, ...], lines: tuple[str, ...] = ()) -> None:
        self.file, self.audience, self.found, self.lines = file, audience, found, lines
        super().__init__(HELD, file=file, audience=audience, what=self._what(language("en")))

    def __reduce__(self) -> tuple[type["HeldError"], tuple[object, ...]]:
        return HeldError, (self.file, self.audience, self.found, self.lines)

    def say(self, say: Language) -> str:
        return say(self.message, **{**self.values, "what": self._what(say)})

    def _what(self, say: Language) -> str:
        return "; ".join(dict.fromkeys(leak.sentence(say) for leak in self.found))


def leaked(material: Material, task: Task, says: str) -> HeldError | None:
    """Why this file may not leave, or nothing."""
    found = material.check.find(task.audience, {task.file: says})
    if not found:
        return None
    return HeldError(task.file, task.audience, found, tuple("".join(leaks.around(says, leak)).strip() for leak in found))


def doubted(material: Material, task: Task, says: str) -> tuple[leaks.Leak, ...]:
    """What its readers may take for somebody who did not agree to be named: asked, and no reason to hold the file back."""
    return material.check.doubtful(task.audience, {task.file: says})


def page_count(data: bytes) -> int:
    import pypdfium2

    opened = pypdfium2.PdfDocument(data)
    try:
        return len(opened)
    finally:
        opened.close()


def tree_key(document: Document, form: str) -> str:
    """Changes when the file that is made of this tree may change."""
    return key_of(fingerprint(document), form)


def key_of(print_: str, form: str) -> str:
    """`tree_key` of a tree whose fingerprint is known."""
    return hashlib.sha256(f"{_engine()} {form} {print_}".encode()).hexdigest()


@cache
def _engine() -> str:
    """Changes when what is made from an equal tree may change: our writers, the look, the libraries that write."""
    digest = hashlib.sha256()
    static = _ROOT.parent / "static"
    for path in [*sorted((_ROOT / "writers").glob("*.py")), static / "print.css", static / "reference.docx"]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes() if path.exists() else b"")
    for name in ("weasyprint", "pydyf", "fonttools", "python-docx", "lxml", "xlsxwriter", "icalendar", "resvg_py"):
        digest.update(f"{name} {importlib.metadata.version(name)}".encode())
    return digest.hexdigest()

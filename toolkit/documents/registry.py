"""Which documents a convening has, found from the modules of this package."""

import functools
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Literal

import toolkit.documents as package
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Audience, Convening
from toolkit.convening.values import Text, in_language
from toolkit.document import inline
from toolkit.document.blocks import Document
from toolkit.language import N_, Language

PaperSize = Literal["a2", "a3", "a4", "letter", "tabloid"]
Edition = Literal["usual", "large", "low-ink", "bilingual"]
EDITIONS: tuple[Edition, ...] = ("usual", "large", "low-ink")
"""Those that every sheet has; `bilingual` those only that are written in two languages."""
EDITION_WORDS: dict[Edition, str] = {
    "usual": N_("Usual"), "large": N_("Large print, 18 points"), "low-ink": N_("Spares ink"), "bilingual": N_("Two languages"),
}
WITH_LARGE: tuple[Edition, ...] = ("usual", "large")
"""Those of a document in which nothing is drawn or filled, so that there is no ink to spare."""


@dataclass(frozen=True, slots=True)
class Options:
    """Everything a document is built from beside the convening. No clock: the same options give the same tree."""

    audience: Audience
    language: Language
    original: str = "en"
    paper: PaperSize | None = None
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    assets: Mapping[str, bytes] = field(default_factory=dict)
    edition: Edition = "usual"
    people: tuple[str, ...] = ()
    """Ids of those whom a letter, a certificate or a slip is made for, a page each; none: a blank form."""
    second: Language | None = None
    """The other language of a bilingual edition."""
    whole: bool = False
    """Whether what hangs on a wall is shown on one page of the paper, instead of coming in parts of its true size."""
    pages: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """How many pages a document (by its name and language) came to when it was laid out; what was not laid out is not in it."""

    def read(self, text: Text) -> str:
        """A printed text in the document's language, or in its original where it was never translated."""
        return in_language(text, self.language.code, self.original)[0]

    def words(self, text: Text) -> tuple[inline.Inline, ...]:
        """The same as inline content, marked with its own language where that is not the document's."""
        said, code = in_language(text, self.language.code, self.original)
        return inline.text(said, self.mark(code))

    def mark(self, code: str) -> str | None:
        """What a text in this language is marked with: nothing where the document's language is it, or a kind of it (en, en-GB)."""
        return None if f"{self.language.code}-".startswith(f"{code}-") else code


@dataclass(frozen=True, slots=True)
class Spec:
    """What the menu, the command line and the cover sheet know of a document before it is built.

    Modules named `registry` and `parts` are not documents. `title`, `purpose` and `copies` are messages for gettext
    (marked with N_). `audiences` are those it may be cut for, its own first.
    `copies` says how many to print ("one each", "one for the wall"); `count` works the number out.
    `own_paper` documents choose their paper themselves (a wall wants A3) unless somebody names one.
    `sides` is how many sides of its paper are printed (what is cut, hung or folded has an empty back), `session` whose sheet it is.
    `editions` are those that it is laid out for, `written_in` the languages of a sheet's own text.
    `counts_pages` documents say how many pages the others have, so they are built after them; a `by_file` one is not printed.
    `asked` ones are made only when somebody names them: they belong to no pack, no print run and no cover sheet.
    `late` ones are wanted at the end of a meeting: without a session they are printed for its last day, all others for its first.
    `private` ones are for no clerk's eyes though no name stands on them: first names, codes beside names, what the room said.
    `personal` ones are made for people who are chosen by id, a page each.
    """

    name: str
    title: str
    purpose: str
    audiences: tuple[Audience, ...]
    build: Callable[[Convening, Options], Document]
    order: int = 100
    copies: str = ""
    count: Callable[[Convening], int] | None = None
    formats: tuple[str, ...] = ("pdf", "docx", "html", "md")
    own_paper: bool = False
    title_text: Text | None = None
    sides: Literal[1, 2] = 2
    session: str = ""
    counts_pages: bool = False
    by_file: bool = False
    asked: bool = False
    late: bool = False
    private: bool = False
    personal: bool = False
    editions: tuple[Edition, ...] = ("usual",)
    written_in: tuple[str, ...] = ()

    def in_original(self, code: str) -> str:
        """The language that a sheet prints in where it has no text in this one; nothing where it has, or is no sheet."""
        there = not self.written_in or code in self.written_in or code.split("-")[0] in self.written_in
        return "" if there else self.written_in[0]

    @property
    def audience(self) -> Audience:
        """The audience it is made for when nobody says otherwise."""
        return self.audiences[0]


@functools.cache
def _modules() -> tuple[ModuleType, ...]:
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__) if info.name not in ("registry", "parts"))
    return tuple(importlib.import_module(f"{package.__name__}.{name}") for name in names)


@functools.cache
def fixed_names() -> frozenset[str]:
    """What the documents are called that every convening has: no sheet of an exercise may be taken for one of them."""
    return frozenset(spec.name for module in _modules() for spec in getattr(module, "SPECS", ()))


def specs(convening: Convening, exercises: Mapping[str, Exercise]) -> tuple[Spec, ...]:
    """Every document of this convening, in the order of the menu."""
    found: list[Spec] = []
    for module in _modules():
        found.extend(getattr(module, "SPECS", ()))
        made = getattr(module, "specs", None)
        if made is not None and made.__module__ == module.__name__:
            found.extend(made(convening, exercises))
    return tuple(sorted(found, key=lambda spec: (spec.order, spec.name)))


def spec_named(name: str, convening: Convening, exercises: Mapping[str, Exercise]) -> Spec | None:
    return next((spec for spec in specs(convening, exercises) if spec.name == name), None)


def options_for(convening: Convening, spec: Spec, language: Language, audience: Audience | None = None, **rest: object) -> Options:
    """Options as the convening sets them: its paper, its original language, the document's own audience."""
    base = Options(audience=audience or spec.audience, language=language, original=convening.language, paper=convening.paper)
    return replace(base, **rest)  # type: ignore[arg-type]

"""The sample's documents, asked for by name: a tree is built once in each test process, a file once for all of them."""

import functools
import pathlib
from typing import TYPE_CHECKING

from tests import built
from tests.built import office_pdfs
from toolkit import library
from toolkit.convening.model import Audience
from toolkit.convening.values import Text, in_language
from toolkit.document.blocks import Document
from toolkit.documents.registry import Spec, specs
from toolkit.library import Opened
from toolkit.material import Material, Task
from toolkit.writers import formats
from toolkit.writers.formats import FORMATS

if TYPE_CHECKING:
    from toolkit.store import Store

__all__ = [
    "ROOT", "all_specs", "chosen_specs", "cuts", "editions", "ends", "english", "forms", "keep_sample", "made", "material", "office_pdfs",
    "on_request", "sample", "tree",
]  # fmt: skip

ROOT = pathlib.Path(__file__).parent.parent


@functools.cache
def sample() -> Opened:
    return library.sample()


def keep_sample(store: "Store") -> str:
    """The sample in a store, as the start page puts it there, without reading it and drawing its logos anew."""
    from toolkit.web.home import SAMPLE

    return store.add(sample().convening, sample().assets, origin=SAMPLE)


def english(text: Text) -> str:
    """A printed text of an exercise, which carries its language."""
    return in_language(text, "en", "en")[0]


@functools.cache
def material() -> Material:
    return Material(sample().convening, library.exercises(), sample().assets)


@functools.cache
def all_specs() -> tuple[Spec, ...]:
    return specs(sample().convening, library.exercises())


_HELD = frozenset({"participant-numbers", "reply-slip", "certificate"})
"""Of what is made on request, one of each shape: tables for every circle, a form, a page that is one card."""


@functools.cache
def chosen_specs() -> tuple[Spec, ...]:
    """What is held against every contract: of the exercises the longest; the others are in tests/contract/test_every_exercise.py.

    Of what is made on request a few; the others are in tests/contract/test_on_request.py, and here with the full counts.
    """
    from tests.conftest import FULL

    others = tuple(f"{slug}-" for slug in library.exercises() if slug != "word-association-mapping")
    chosen = (spec for spec in all_specs() if FULL or not spec.asked or spec.name in _HELD)
    return tuple(spec for spec in chosen if not (spec.session and spec.name.startswith(others)))


def on_request() -> tuple[Spec, ...]:
    """What is made on request and is not among the chosen ones."""
    names = {spec.name for spec in chosen_specs()}
    return tuple(spec for spec in all_specs() if spec.asked and spec.name not in names)


def cuts() -> list[tuple[str, Audience]]:
    """Every document with every audience that it is cut for."""
    return [(spec.name, audience) for spec in chosen_specs() for audience in spec.audiences]


def editions() -> list[tuple[str, str]]:
    """Every other edition than the usual one of what is no sheet of an exercise (those are in tests/documents/test_editions.py)."""
    ours = [spec for spec in chosen_specs() if not spec.session or spec.name.endswith("-guide")]
    return [(spec.name, edition) for spec in ours for edition in spec.editions if edition != "usual"]


def ends() -> list[tuple[str, Audience]]:
    """Every document as the first and as the last of its circles has it, the most and the least public; with the full counts, all."""
    from tests.conftest import FULL

    found = [(spec.name, audience) for spec in chosen_specs() for audience in dict.fromkeys((spec.audiences[0], spec.audiences[-1]))]
    return cuts() if FULL else found


@functools.cache
def tree(
    name: str, audience: Audience | None = None, language: str = "en", paper: str | None = None, edition: str = "usual"
) -> Document:
    spec = next(spec for spec in all_specs() if spec.name == name)
    return material().tree(Task(spec, "", audience or spec.audience, language, paper, "", edition))  # type: ignore[arg-type]


@functools.cache
def made(
    name: str, form: str, audience: Audience | None = None, language: str = "en", paper: str | None = None, edition: str = "usual"
) -> bytes:
    return built.written(tree(name, audience, language, paper, edition), form)


def forms(name: str) -> list[str]:
    """The formats that a document of the sample has."""
    return [form for form in FORMATS if formats.has(tree(name), FORMATS[form])]

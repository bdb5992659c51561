"""How documents are wanted: in which language, on the paper of which meeting, in which edition. For a whole page, and for one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from flask import request

from toolkit.convening.model import Audience, Convening
from toolkit.documents.registry import Edition, PaperSize
from toolkit.language import N_
from toolkit.store import Stored, Way
from toolkit.web.planner import planner

if TYPE_CHECKING:
    from toolkit.documents import Spec
    from toolkit.material import Material, Task

PAPERS: dict[PaperSize, str] = {"a4": N_("A4"), "letter": N_("Letter")}
POSTERS: dict[PaperSize, str] = {"a3": N_("A3"), "tabloid": N_("Tabloid")}


@dataclass(frozen=True, slots=True)
class Wish:
    """`paper` is the meeting's: what hangs on a wall is on the larger one that goes with it."""

    language: str
    paper: PaperSize
    edition: Edition
    second: str = ""
    """The other language of a bilingual edition: the first of the meeting's that is not `language`."""

    def query(self, convening: Convening) -> dict[str, str]:
        """What an address has to say of it: only what is not as the convening has it."""
        usual = {"language": convening.language, "paper": convening.paper, "edition": "usual"}
        return {name: value for name, value in _all(self).items() if value != usual[name]}

    def edition_of(self, spec: "Spec") -> Edition:
        """A document that is not laid out so comes as it always does."""
        if self.edition == "bilingual" and any(spec.in_original(code) for code in (self.language, self.second)):
            return "usual"
        return self.edition if self.edition in spec.editions else "usual"


def _all(wish: Wish) -> dict[str, str]:
    return {"language": wish.language, "paper": wish.paper, "edition": wish.edition}


def languages_of(convening: Convening) -> tuple[str, ...]:
    return tuple(dict.fromkeys((convening.language, *convening.languages)))


def editions_of(every: "Iterable[Spec]", convening: Convening) -> set[Edition]:
    """Those that a document of this meeting has; two languages where two of the meeting's have a sheet."""
    codes = languages_of(convening)
    return {
        edition
        for spec in every
        for edition in spec.editions
        if edition != "bilingual" or sum(not spec.in_original(code) for code in codes) > 1
    }


def wish(stored: Stored) -> Wish:
    """From the address or the form; what is not one of the choices is not taken."""
    asked, convening = request.values, stored.convening
    code, paper, edition = asked.get("language", ""), asked.get("paper", ""), asked.get("edition", "")
    code = code if code in languages_of(convening) else convening.language
    second = next((each for each in languages_of(convening) if each != code), "")
    known = edition in get_args(Edition) and (edition != "bilingual" or second)
    return Wish(code, paper if paper in PAPERS else convening.paper, cast(Edition, edition) if known else "usual", second)


@dataclass(frozen=True, slots=True)
class Choice:
    """One document as it is wanted. `size` is a paper that was named for it alone, instead of its own; `people` are those whom a letter
    is for, by id.
    """

    audience: Audience
    wish: Wish
    size: PaperSize | None = None
    people: tuple[str, ...] = ()

    def query(self, convening: Convening, spec: "Spec") -> dict[str, str | list[str]]:
        own: dict[str, str | list[str]] = {"audience": self.audience} if self.audience != spec.audience else {}
        if self.size:
            own["size"] = self.size
        if self.people:
            own["person"] = list(self.people)
        return {**self.wish.query(convening), **own}


def choice(stored: Stored, spec: "Spec") -> Choice:
    asked = request.args.get("audience", spec.audience)
    audience = next((each for each in spec.audiences if each == asked), spec.audience)
    size = request.args.get("size", "")
    known = {person.id for person in stored.convening.participants} if spec.personal else set()
    chosen = tuple(dict.fromkeys(each for each in request.args.getlist("person") if each in known))
    return Choice(audience, wish(stored), size if spec.own_paper and size in {**PAPERS, **POSTERS} else None, chosen)


def task(spec: "Spec", wanted: Choice, ending: str, name: str = "") -> "Task":
    from toolkit.material import Task

    edition = wanted.wish.edition_of(spec)
    file = name or f"{spec.name}.{ending}"
    second = wanted.wish.second if edition == "bilingual" else ""
    return Task(spec, ending, wanted.audience, wanted.wish.language, wanted.size, file, edition, second, wanted.people)


def material(stored: Stored, wanted: Wish) -> "Material":
    return planner().material(stored).on(wanted.paper)


def way(made: "Task", convening: Convening, paper: PaperSize) -> Way:
    """Under which it is remembered that it was printed."""
    other = made.paper or (paper if paper != convening.paper else "")
    return Way(made.spec.name, made.audience, made.language, made.edition, other)

"""Everything that can be printed, as the Print page shows it: by those it is for, the sheets of each session together, found by words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.convening.model import AUDIENCES, Audience, Convening
from toolkit.convening.values import in_language
from toolkit.language import Language
from toolkit.planning.review.topics import fold
from toolkit.store import Stored
from toolkit.web.planner import planner

if TYPE_CHECKING:
    from toolkit.documents import Spec


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as the menu shows it. `formats` are those it can leave in, as (name, title), Word first."""

    spec: "Spec"
    title: str
    purpose: str
    amount: str
    formats: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs to no session, or the sheets of one: its title, and in which day it stands."""

    session: str
    title: str
    day: str
    documents: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one circle; those made on request, for whomever, are one of their own (`asked`)."""

    audience: Audience
    parts: tuple[Part, ...]
    asked: bool = False


def documents(stored: Stored, speech: Language) -> tuple[Shown, ...]:
    from toolkit.documents import specs
    from toolkit.documents.print_lines import why_none

    convening = stored.convening
    made: list[Shown] = []
    for spec in specs(convening, planner().exercises()):
        title = speech(spec.title)
        if spec.title_text is not None:
            title = in_language(spec.title_text, speech.code, convening.language)[0]
        count = spec.count(convening) if spec.count is not None else None
        amount = why_none(convening, speech) if count == 0 else _amount(count, speech(spec.copies) if spec.copies else "", speech)
        made.append(Shown(spec, title, speech(spec.purpose), amount, _leaves_as(spec, speech)))
    return tuple(made)


def groups(shown: Sequence[Shown], convening: Convening, speech: Language, words: str = "", audience: str = "") -> tuple[Group, ...]:
    """Those that are looked for. The sheets of a session stand together, after what belongs to none, in the order of the agenda."""
    order = {day.id: at for at, day in enumerate(convening.days, 1)}
    sessions = {session.id: (at, session.title, order[day.id]) for at, (day, _, session) in enumerate(convening.sessions())}
    wanted = fold(words).split()

    def title_of(session: str) -> str:
        return in_language(sessions[session][1], speech.code, convening.language)[0] if session in sessions else ""

    def is_meant(each: Shown) -> bool:
        said = fold(" ".join((each.title, each.purpose, each.spec.name, title_of(each.spec.session))))
        return all(word in said for word in wanted)

    def parts(held: Sequence[Shown]) -> Iterator[Part]:
        for session in sorted({each.spec.session for each in held}, key=lambda name: sessions[name][0] if name in sessions else -1):
            day = speech("Day {n}", n=speech.number(sessions[session][2])) if session in sessions and len(order) > 1 else ""
            yield Part(session, title_of(session), day, tuple(each for each in held if each.spec.session == session))

    usual = [one for one in shown if not one.spec.asked]
    found: list[Group] = []
    for each in AUDIENCES:
        held = [one for one in usual if one.spec.audience == each and audience in ("", each) and is_meant(one)]
        if held:
            found.append(Group(each, tuple(parts(held))))
    asked = [one for one in shown if one.spec.asked and audience in ("", one.spec.audience) and is_meant(one)]
    if asked:
        found.append(Group("organisers", tuple(parts(asked)), asked=True))
    return tuple(found)


def _amount(count: int | None, copies: str, speech: Language) -> str:
    if count is None:
        return copies
    counted = speech.plural("{n} copy", "{n} copies", count)
    return speech("{copies}: {whose}", copies=counted, whose=copies) if copies else counted


def _leaves_as(spec: "Spec", speech: Language) -> tuple[tuple[str, str], ...]:
    from toolkit.writers.formats import FORMATS

    return tuple((name, speech(FORMATS[name].title)) for name in FORMATS if name in spec.formats)

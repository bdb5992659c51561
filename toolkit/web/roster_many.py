"""What is done to many people at once: to those who are ticked, or to all who were found."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.convening import consents, roster
from toolkit.convening.edits import AnyEdit
from toolkit.convening.model import Convening
from toolkit.language import N_, Language
from toolkit.language.said import SaidError
from toolkit.web import roster_agreeing
from toolkit.web.roster_fields import NO_DAY, NO_NUMBER, STATUS_WORDS
from toolkit.web.settings_fields import LONGEST, TOO_LONG, read_date

NOBODY = N_("Tick somebody first, or “all who are found”.")
NO_DATE = N_("Say on which day they were asked.")
NO_STATUS = N_("Choose a status first.")

Make = Callable[[Convening, Sequence[str]], AnyEdit | None]


@dataclass(frozen=True, slots=True)
class Wish:
    """The change, the sentence about it for one and for several, and what is wrong with it."""

    edit: Make
    one: str = ""
    many: str = ""
    wrong: str = ""

    def said(self, count: int, say: Language) -> str:
        return say.plural(self.one, self.many, count)


def picked(convening: Convening, form: Any, wanted: roster.Wanted) -> tuple[str, ...]:
    """Who is meant."""
    if form.get("all") == "yes":
        return tuple(person.id for person in roster.found(convening, wanted))
    return tuple(form.getlist("pick"))


def wish(what: str, form: Any, today: dt.date, say: Language) -> Wish:
    try:
        return _WISHES[what](form, today, say) if what in _WISHES else Wish(_nothing)
    except SaidError as error:
        return Wish(_nothing, wrong=error.say(say))


def _nothing(_: Convening, __: Sequence[str]) -> AnyEdit | None:
    return None


def _status(form: Any, _: dt.date, __: Language) -> Wish:
    chosen = form.get("many-status", "")
    if chosen not in dict(STATUS_WORDS):
        raise SaidError(NO_STATUS)
    value = None if chosen == "confirmed" else chosen
    return Wish(
        lambda now, ids: roster.set_many(now, ids, "status", value),
        N_("the status of {n} person"), N_("the status of {n} people"),
    )  # fmt: skip


def _side(form: Any, _: dt.date, say: Language) -> Wish:
    typed = form.get("many-side", "").strip()
    if len(typed) > LONGEST:
        raise SaidError(TOO_LONG, found=say.number(len(typed)), most=say.number(LONGEST))
    return Wish(
        lambda now, ids: roster.set_many(now, ids, "side", typed or None), N_("the side of {n} person"), N_("the side of {n} people"),
    )  # fmt: skip


def _days(form: Any, _: dt.date, __: Language) -> Wish:
    ticked = form.getlist("many-day")
    if not ticked:
        raise SaidError(NO_DAY)

    def edit(now: Convening, ids: Sequence[str]) -> AnyEdit | None:
        days = [day.id for day in now.days if day.id in ticked]
        return roster.set_many(now, ids, "days", None if len(days) == len(now.days) else list(days))

    return Wish(edit, N_("the days of {n} person"), N_("the days of {n} people"))


def _asked(form: Any, today: dt.date, say: Language) -> Wish:
    typed, how, wording = (form.get(f"many-{each}", "").strip() for each in ("asked", "how", "wording"))
    on = read_date(typed)
    if on is None:
        raise SaidError(NO_DATE)
    if wording and not (wording.isdecimal() and len(wording) < 6):
        raise SaidError(NO_NUMBER, found=wording[:LONGEST])
    day, number = dt.date.fromisoformat(on), int(wording) if wording else None
    return Wish(
        lambda now, ids: roster.ask_many(now, ids, lambda person: consents.asked(person, day, how[:LONGEST], number)),
        N_("that {n} person was asked for consent"), N_("that {n} people were asked for consent"),
    )  # fmt: skip


def _agreed(form: Any, _: dt.date, say: Language) -> Wish:
    """Counted are those who are changed, as the preview said it: the number stands beside its mark."""
    return Wish(roster_agreeing.wanted(form, say), roster_agreeing.ONE, roster_agreeing.MANY)


def _remove(_: Any, __: dt.date, ___: Language) -> Wish:
    one, many = N_("{n} person is taken out; Undo takes it back"), N_("{n} people are taken out; Undo takes it back")
    return Wish(roster.remove_many, one, many)


_WISHES: Mapping[str, Callable[[Any, dt.date, Language], Wish]] = {
    "status": _status, "side": _side, "days": _days, "asked": _asked, "agree": _agreed, "agreed": _agreed,
    "remove": _remove,
}  # fmt: skip

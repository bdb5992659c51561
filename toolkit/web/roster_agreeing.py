"""The same consent for many people at once: read from the form, said as a preview, and written down only as it was said there."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from toolkit.convening import agreeing
from toolkit.convening.edits import AnyEdit
from toolkit.convening.model import Consented, Convening
from toolkit.language import N_, Language
from toolkit.language.said import SaidError
from toolkit.web.roster_fields import ANSWERS, NO_NUMBER, SHOWS
from toolkit.web.roster_page import USE_WORDS
from toolkit.web.settings_fields import LONGEST, RefusedError, read_date

NO_USE = N_("Choose first what they agreed to.")
NO_DAY = N_("Say on which day they agreed.")
NO_SHOW = N_("Tick what a list may show of them, or leave “In a list” as it is.")
OTHERWISE = N_("This would now change something else than was said before. Read it once more.")

FATE_WORDS: Mapping[agreeing.Fate, tuple[str, str]] = {
    "widened": (N_("{n} is widened"), N_("{n} are widened")),
    "wider": (N_("{n} who agreed to less is widened"), N_("{n} who agreed to less are widened")),
    "less": (N_("{n} agreed to less, and it stays so"), N_("{n} agreed to less, and it stays so")),
    "there": (N_("{n} agreed to this before"), N_("{n} agreed to this before")),
    "refused": (N_("{n} refused, and it stays so"), N_("{n} refused, and it stays so")),
    "withdrawn": (N_("{n} took consent back, and it stays so"), N_("{n} took consent back, and it stays so")),
}  # fmt: skip
WIDENED, WIDENED_MANY = N_("The consent of {n} person would be widened."), N_("The consent of {n} people would be widened.")
ONE, MANY = N_("the consent of {n} person"), N_("the consent of {n} people")


def choices(say: Language) -> tuple[tuple[Consented, str, tuple[tuple[str, str], ...]], ...]:
    """For each use what can be agreed to, which is neither a refusal nor no answer."""
    return tuple((use, say(USE_WORDS[use]), tuple((value, say(words)) for value, words in ANSWERS[use][2:])) for use in agreeing.WIDTHS)


@dataclass(frozen=True, slots=True)
class Preview:
    """What is said before it is done: for each use what it is to be and how many meet what; and the mark of exactly this change."""

    changed: int
    head: str
    lines: tuple[tuple[str, str], ...]
    kept: str
    redated: str
    mark: str


def read(form: Any, say: Language) -> agreeing.Agreement:
    """
    :raises SaidError: it says too little, or something that cannot be read.
    """
    answers: dict[Consented, JsonValue] = {}
    for use, _, options in choices(say):
        chosen = form.get(f"many-agreed-{use}", "")
        if chosen in dict(options):
            answers[use] = True if use == "photo" else chosen
    if not answers:
        raise SaidError(NO_USE)
    show = tuple(each for each, _ in SHOWS if each in form.getlist("many-show"))
    if "list" in answers and not show:
        raise SaidError(NO_SHOW)
    on = read_date(form.get("many-on", "").strip())
    if on is None:
        raise SaidError(NO_DAY)
    how, wording = form.get("many-on-how", "").strip(), form.get("many-on-wording", "").strip()
    if wording and not (wording.isdecimal() and len(wording) < 6):
        raise SaidError(NO_NUMBER, found=wording[:LONGEST])
    return agreeing.Agreement(
        answers, show, dt.date.fromisoformat(on), how[:LONGEST], int(wording) if wording else None, form.get("many-also-less") == "yes"
    )


def preview(convening: Convening, ids: Sequence[str], form: Any, say: Language) -> Preview:
    """
    :raises SaidError: the form says too little.
    """
    agreed = read(form, say)
    plan = agreeing.plan(convening, ids, agreed)
    lines = []
    for use, words, options in choices(say):
        if use in plan.uses:
            value = agreed.answers[use]
            wanted = dict(options)["yes" if value is True else str(value)]
            counts = [say.plural(*FATE_WORDS[fate], n) for fate in FATE_WORDS if (n := plan.uses[use][fate])]
            lines.append((say("{use}: {answer}", use=words, answer=wanted), "; ".join(counts)))
    n = len(plan.edits)
    head = say.plural(WIDENED, WIDENED_MANY, n) if n else say("Nobody would be changed.")
    kept = say("A refusal ({refused}) or a withdrawn consent ({withdrawn}) is never overridden: these people stay as they are.",
               refused=say.number(plan.refused), withdrawn=say.number(plan.withdrawn))  # fmt: skip
    redated = say.plural(
        "{n} of them answered something on another day; this day stands for all of their answers then.",
        "{n} of them answered something on another day; this day stands for all of their answers then.", plan.redated,
    ) if plan.redated else ""  # fmt: skip
    return Preview(n, head, tuple(lines), kept, redated, plan.mark)


def wanted(form: Any, say: Language) -> Callable[[Convening, Sequence[str]], AnyEdit | None]:
    """The edit, made anew from what stands there now, and refused where that is not what was said.

    :raises SaidError: the form says too little.
    """
    agreed, mark = read(form, say), form.get("many-mark", "")

    def edit(now: Convening, ids: Sequence[str]) -> AnyEdit | None:
        plan = agreeing.plan(now, ids, agreed)
        if plan.mark != mark:
            raise RefusedError(OTHERWISE)
        return plan.edit

    return edit

"""Handing over: for whom a copy is, what is in it and what is not, a passphrase typed twice; then the file, and a line that it left."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import make_response, render_template, request
from werkzeug.wrappers import Response

from toolkit import handover, sealing
from toolkit.convening.model import CUTS, Convening, Cut
from toolkit.language import N_, Language
from toolkit.language.said import SaidError
from toolkit.store import Place, Stored
from toolkit.web.keeping import place
from toolkit.web.plan import attachment
from toolkit.web.planner import planner, say
from toolkit.web.roster_page import today
from toolkit.web.undo import turning
from toolkit.web.who import who

if TYPE_CHECKING:
    from toolkit.handover.packed import Made
    from toolkit.library import Opened

BACK = "back"
LONGEST = 120
MEDIA = "application/octet-stream"

CHOOSE = N_("Choose for whom it is.")
NOT_TWICE = N_("The two are not the same. Type the passphrase twice alike.")
NEEDED = N_("This copy tells of people or of what was said, so it is closed with a passphrase. Type one, or say that it is to stay open.")
TOO_LONG = N_("This is {found} characters long; there is room for {most}.")


@dataclass(slots=True)
class Typed:
    """The form: what stands in it but the passphrase, and what is wrong with it, by field."""

    cut: str = ""
    to: str = ""
    open: bool = False
    sure: bool = False
    wrong: dict[str, str] = field(default_factory=dict)


def show(key: str) -> str:
    return _page(planner().store.get(key), Typed())


def make(key: str) -> Response:
    """The copy as a file to save; what is in doubt is asked first, and nothing is noted before it can be handed over."""
    from toolkit.handover import cutting, packed

    stored = planner().store.get(key)
    typed = _read(stored.convening)
    phrase = request.form.get("passphrase", "")
    if phrase != request.form.get("again", ""):
        typed.wrong["passphrase"] = say()(NOT_TWICE)
    if typed.wrong:
        return _refused(stored, typed)
    opened = _opened(stored)
    made: Made | None = None
    doubts: tuple[str, ...] = ()
    try:
        if typed.cut == BACK:
            data = packed.give_back(opened, handover.as_it_came(planner().store, key))
            tells = cutting.holds_people(stored.convening)
        else:
            made = packed.make(opened, _cut(typed.cut), typed.to, today(planner().now()))
            data, tells = made.data, cutting.holds_people(made.copy.convening)
            doubts = tuple(place(Place(way), say()) for way in cutting.doubts_in(stored.convening, made.copy))
        if phrase:
            sealing.check(phrase)
    except SaidError as problem:
        typed.wrong["passphrase" if isinstance(problem, sealing.SealedError) else "cut"] = problem.say(say())
        return _refused(stored, typed)
    if tells and not phrase and not typed.open:
        typed.wrong["passphrase"] = say()(NEEDED)
        return _refused(stored, typed)
    if doubts and not typed.sure:
        return make_response(_page(stored, typed, doubts), 409)
    data = packed.close(data, phrase)
    if made is not None:
        edit = made.edit
        planner().store.change(key, lambda _: edit, who())
        handover.note(planner().store, key, _cut(typed.cut), made.copy.named, stored.convening.language, today(planner().now()))
    return attachment(data, f"{typed.cut}{packed.ENDING}", MEDIA)


# Inside


def _cut(typed: str) -> Cut:
    return next(each for each in CUTS if each == typed)


def _opened(stored: Stored) -> "Opened":
    from toolkit.library import Opened, own

    mine = planner()
    exercises = own.used(stored.convening, mine.shelf())
    return Opened(stored.convening, mine.store.assets(stored.id), mine.store.originals(stored.id), exercises)


def _read(convening: Convening) -> Typed:
    to = " ".join(request.form.get("to", "").split())
    typed = Typed(request.form.get("cut", ""), to, request.form.get("open") == "yes", request.form.get("sure") == "yes")
    if typed.cut not in (*CUTS, *((BACK,) if convening.came else ())):
        typed.wrong["cut"] = say()(CHOOSE)
    if len(to) > LONGEST:
        typed.wrong["to"] = say()(TOO_LONG, found=say().number(len(to)), most=say().number(LONGEST))
    return typed


def _refused(stored: Stored, typed: Typed) -> Response:
    return make_response(_page(stored, typed), 422)


def _page(stored: Stored, typed: Typed, doubts: tuple[str, ...] = ()) -> str:
    from toolkit.handover.words import CUT_NAMES, HOLDS, HOLDS_NOT

    speech = say()
    choices = [(each, speech(CUT_NAMES[each]), speech(HOLDS[each]), speech(HOLDS_NOT[each])) for each in CUTS]
    return render_template(
        "hand_over.html", stored=stored, convening=stored.convening, stage="hand-over", turning=turning(stored), typed=typed, doubts=doubts,
        choices=choices, least=sealing.SHORTEST, longest=LONGEST, lines=_lines(stored.convening, speech), back=BACK,
    )  # fmt: skip


def _lines(convening: Convening, speech: Language) -> tuple[tuple[str, str, str], ...]:
    """What was handed over, the newest first."""
    from toolkit.handover.words import CUT_NAMES

    return tuple(
        (speech(CUT_NAMES[each.cut]), each.to, "" if each.on is None else speech.date(each.on)) for each in reversed(convening.handed)
    )

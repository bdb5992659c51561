"""What follows from who is here, shown before it is taken: the number that the day is worked out for, its times, its groups, its copies.

What is taken is what was shown: where somebody has changed something meanwhile, nothing is taken and the page shows how it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening.edits import AnyEdit, EditError
from toolkit.convening.known_as import known_as
from toolkit.convening.model import Convening, Day, Session
from toolkit.document.inline import plain
from toolkit.documents.cover_sheet import title_of
from toolkit.documents.registry import Options, specs
from toolkit.language import N_, Language
from toolkit.planning import follow, materials, replan
from toolkit.planning.follow import Follows, Seat, Turned
from toolkit.planning.grouping.make import ClashError
from toolkit.planning.grouping.places import GroupsError
from toolkit.planning.timing import Conflict, fit
from toolkit.store import Stored
from toolkit.web import clock, grouping_page
from toolkit.web.planner import planner, say
from toolkit.web.running import here, words
from toolkit.web.running_late import span
from toolkit.web.undo import turning
from toolkit.web.who import who

SHEETS = (
    ("run-sheet", N_("Run sheet")), ("group-lists", N_("Group lists")), ("materials", N_("Materials")), ("print-run", N_("Print run")),
)  # fmt: skip
CHANGED = N_("Something was pressed or changed meanwhile, so nothing was taken. This is what would change as it stands now.")


@dataclass(frozen=True, slots=True)
class Times:
    """A session whose time changes: planned, and then."""

    title: str
    old: str
    new: str
    length: str


@dataclass(frozen=True, slots=True)
class Groups:
    """A round of groups that changes, in words: who is gone from where, who moves, and how many sit where."""

    title: str
    gone: tuple[str, ...]
    moved: tuple[str, ...]
    sizes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """What is printed or brought in another number: copies of a sheet, or things on the table. `at` is the session's place in the day."""

    at: int
    title: str
    session: str
    old: int
    new: int


def show(key: str) -> str:
    return _page(planner().store.get(key))


def take(key: str) -> Response:
    """All of it, as one change."""
    form = request.form
    wanted, seq = form.get("day", ""), form.get("seq", "")
    seen = planner().store.get(key)
    if seq != str(seen.seq):
        return _refused(key)
    at = here(seen.convening, wanted)
    edit = None if at is None else follow.follow(seen.convening, at).edit

    def make(convening: Convening) -> AnyEdit | None:
        return edit if convening == seen.convening else None

    try:
        before, after = planner().store.change(key, make, who())
    except EditError:
        return _refused(key)
    if before.seq == after.seq:
        return _refused(key)
    return redirect(url_for(".show", key=key, day=wanted or None, told=after.seq, taken=after.seq), 303)


def _refused(key: str) -> Response:
    return make_response(_page(planner().store.get(key), say()(CHANGED)), 409)


def _page(stored: Stored, said: str = "") -> str:
    convening, speech = stored.convening, say()
    now = clock.now(convening, request.values.get("day", ""))
    found = Follows(None, convening) if now is None else follow.follow(convening, now.here)
    day = None if now is None else now.here.day
    after = None if day is None else next(each for each in found.made.days if each.id == day.id)
    return render_template(
        "run/follow.html", stored=stored, convening=convening, stage="run", tab="now",
        wanted=request.values.get("day", ""), turning=turning(stored, said, bool(said)),
        now=now, day_name="" if day is None else clock.day_name(convening, day, speech),
        taken=request.args.get("taken", "") == str(stored.seq), changes=found.edit is not None,
        old=0 if day is None else convening.headcount(day), new=0 if after is None else found.made.headcount(after),
        only_number=day is not None and isinstance(day.present, int), known=day is not None and day.present is not None,
        times=[] if day is None else list(_times(convening, found.made, day, speech)),
        ends=_ends(convening, found.made, day, speech) if day is not None else "",
        clash=after is not None and isinstance(fit(after, found.made.headcount(after)), Conflict),
        groups=[_groups(convening, each, speech) for each in found.rounds],
        refused=[
            (grouping.id, grouping_page.title_of(convening, grouping, speech), _why(reason, speech)) for grouping, reason in found.refused
        ],
        joined=[_named(convening, each, speech) for each in found.joined],
        copies=[] if day is None else list(_copies(convening, found.made, day, speech)),
        things=[] if day is None else list(_things(convening, found.made, day, speech)),
        sheets=[(name, speech(title)) for name, title in SHEETS],
    )  # fmt: skip


def _times(before: Convening, after: Convening, day: Day, speech: Language) -> Iterator[Times]:
    for row in replan.against(before, after, day.id):
        if row.after is None or (row.before.start, row.before.end) == (row.after.start, row.after.end):
            continue
        length = "" if not row.changed or row.after.minutes is None else speech.minutes(row.after.minutes)
        yield Times(_title(before, row.session, speech), span(row.before, speech), span(row.after, speech), length)


def _ends(before: Convening, after: Convening, day: Day, speech: Language) -> str:
    rows = replan.against(before, after, day.id)
    old = max((row.before.end for row in rows if row.before.end is not None), default=None)
    new = max((row.after.end for row in rows if row.after is not None and row.after.end is not None), default=None)
    if old is None or new is None:
        return ""
    if old == new:
        return speech("The day ends at {time}, as planned.", time=speech.time(new))
    return speech("The day ends at {time} instead of {old}.", time=speech.time(new), old=speech.time(old))


def _groups(convening: Convening, turn: Turned, speech: Language) -> Groups:
    title = grouping_page.title_of(convening, turn.grouping, speech)
    if len(turn.grouping.rounds) > 1:
        title = speech("{title}, round {n}", title=title, n=speech.number(turn.number))
    return Groups(
        title,
        tuple(speech("{person}, from {group}", person=_named(convening, each.person, speech), group=_apart(each.old)) if each.old
              else _named(convening, each.person, speech) for each in turn.gone),
        tuple(_moved(convening, each, speech) for each in turn.moved),
        tuple((name, speech.number(new) if old == new else f"{speech.number(old)} {speech.arrow} {speech.number(new)}")
              for name, old, new in turn.sizes),
    )  # fmt: skip


def _moved(convening: Convening, seat: Seat, speech: Language) -> str:
    person = _named(convening, seat.person, speech)
    if not seat.old:
        return speech("{person} joins {group}", person=person, group=_apart(seat.new))
    if not seat.new:
        return speech("{person} leaves {group}", person=person, group=_apart(seat.old))
    return speech("{person}: {change}", person=person, change=f"{_apart(seat.old)} {speech.arrow} {_apart(seat.new)}")


def _why(reason: GroupsError, speech: Language) -> str:
    if isinstance(reason, ClashError):
        return reason.told(lambda person: grouping_page.name_of(person, speech), speech)
    return reason.say(speech)


def _named(convening: Convening, person: str, speech: Language) -> str:
    found = convening.person(person)
    return "" if found is None else _apart(grouping_page.name_of(found, speech))


def _apart(name: str) -> str:
    """A name in a sentence, in its own direction of writing."""
    return f"\u2068{name}\u2069"


def _title(convening: Convening, session: Session, speech: Language) -> str:
    return words(known_as(session), convening, speech) or speech("A session without a title")


def _copies(before: Convening, after: Convening, day: Day, speech: Language) -> Iterator[Copies]:
    """The sheets of this day's sessions of which other numbers are wanted."""
    exercises = planner().exercises()
    inside = {found.id: (at, found) for at, (its_day, _, found) in enumerate(before.sessions()) if its_day.id == day.id}
    for spec in specs(before, exercises):
        if spec.session in inside and spec.count is not None and not spec.asked:
            old, new = spec.count(before), spec.count(after)
            if old != new:
                options = Options(audience=spec.audience, language=speech, original=before.language)
                place, session = inside[spec.session]
                yield Copies(place, plain(title_of(spec, options)), _title(before, session, speech), old, new)


def _things(before: Convening, after: Convening, day: Day, speech: Language) -> Iterator[Copies]:
    """What is brought for this day's exercises in other numbers."""
    exercises = planner().exercises()
    for at, (its_day, _, session) in enumerate(before.sessions()):
        if its_day.id != day.id:
            continue
        old, new = (
            {words(each.item, before, speech): each.quantity + each.spare for each in materials.for_session(state, session, exercises)}
            for state in (before, after)
        )
        for item in {**old, **new}:
            if old.get(item, 0) != new.get(item, 0):
                yield Copies(at, item, _title(before, session, speech), old.get(item, 0), new.get(item, 0))

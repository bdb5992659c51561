"""Here today: one tap a person, or just a number. Kept with the day; codes and the names that organisers see, on their own screen."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening import people
from toolkit.convening.edits import All, AnyEdit, EditError, Insert, Place, Ref, Set, new_id
from toolkit.convening.model import Convening, Day, Participant
from toolkit.language import N_
from toolkit.planning import follow
from toolkit.web import clock
from toolkit.web.planner import planner, say
from toolkit.web.running import here
from toolkit.web.undo import turning
from toolkit.web.who import who

MOST = 100_000
WRONG = N_("“{found}” is not a number of people. Write it in digits, as 34, or leave it empty.")


@dataclass(frozen=True, slots=True)
class Person:
    """One of those who may come today. `expected`: today is one of her days, and she has not declined."""

    id: str
    code: str
    name: str
    here: bool
    expected: bool


def show(key: str) -> str:
    return _page(key)


def tap(key: str) -> Response:
    """She is here, or she is not after all: whatever others tap meanwhile stays. The first tap starts a list in the place of a number."""
    wanted, person, there = request.form.get("day", ""), request.form.get("person", ""), request.form.get("there", "")

    def make(convening: Convening) -> AnyEdit | None:
        at = here(convening, wanted)
        if at is None or (person and convening.person(person) is None):
            return None
        now = at.day.present if isinstance(at.day.present, tuple) else ()
        order = [each.id for each in convening.participants]
        if there == "all":
            chosen = {each.id for each in convening.participants if _expected(each, at.day)} | set(now)
        elif person:
            chosen = set(now) - {person} if person in now else {*now, person}
        else:
            return None
        return _present(at.day, [each for each in order if each in chosen])

    return _changed(key, wanted, make)


def add(key: str) -> Response:
    """Somebody came who is not on the list: a code for this day, for a blank badge, and not a word more. Of a number it is one more."""
    wanted = request.form.get("day", "")

    def make(convening: Convening) -> AnyEdit | None:
        at = here(convening, wanted)
        if at is None:
            return None
        if isinstance(at.day.present, int):
            return _present(at.day, min(at.day.present + 1, MOST))
        now = at.day.present or ()
        person = new_id(convening, "participant")
        value = {"id": person, "name": "", "code": people.free_code(convening), "days": [at.day.id]}
        present = Set(target=Ref(kind="day", id=at.day.id), field=("present",), value=[*now, person])
        return All(edits=(Insert(into=Place(list="participants"), value=value), present))

    return _changed(key, wanted, make)


def count(key: str) -> Response:
    """Only how many they are; nothing typed takes it back."""
    wanted, typed = request.form.get("day", ""), request.form.get("number", "").strip()
    number = int(typed) if typed.isdecimal() and len(typed) < 7 and int(typed) <= MOST else None
    if typed and number is None:
        return Response(_page(key, typed[:40]), 422, mimetype="text/html")

    def make(convening: Convening) -> AnyEdit | None:
        at = here(convening, wanted)
        return None if at is None or at.day.present == number else _present(at.day, number)

    return _changed(key, wanted, make)


def close(key: str) -> Response:
    """The day is closed: everybody on its list is noted as having been there."""
    wanted = request.form.get("day", "")

    def make(convening: Convening) -> AnyEdit | None:
        at = here(convening, wanted)
        edits = [] if at is None else [
            Set(target=Ref(kind="participant", id=person.id), field=("status",), value="attended")
            for person in _came(convening, at.day) if person.status != "attended"
        ]  # fmt: skip
        return All(edits=tuple(edits)) if edits else None

    return _changed(key, wanted, make)


def _came(convening: Convening, day: Day) -> list[Participant]:
    present = frozenset(day.present) if isinstance(day.present, tuple) else frozenset()
    return [person for person in convening.participants if person.id in present]


def _changed(key: str, wanted: str, make: Callable[[Convening], AnyEdit | None]) -> Response:
    try:
        _, after = planner().store.change(key, make, who())
    except EditError:
        after = planner().store.get(key)
    return redirect(url_for(".show", key=key, day=wanted or None, told=after.seq), 303)


def _present(day: Day, value: list[str] | int | None) -> AnyEdit:
    """As an edit of several: two taps within ten seconds are two, and each is undone alone."""
    return All(edits=(Set(target=Ref(kind="day", id=day.id), field=("present",), value=value),))


def _expected(person: Participant, day: Day) -> bool:
    return person.status != "declined" and (not person.days or day.id in person.days)


def _page(key: str, typed: str = "") -> str:
    stored = planner().store.get(key)
    convening, speech = stored.convening, say()
    now = clock.now(convening, request.values.get("day", ""))
    day = None if now is None else now.here.day
    present = None if day is None else day.present
    listed = [] if day is None else _people(convening, day)
    came = [each for each in listed if each.here]
    return render_template(
        "run/here.html", stored=stored, convening=convening, stage="run", tab="now",
        wanted=request.values.get("day", ""), turning=turning(stored), now=now, day=day,
        day_name="" if day is None else clock.day_name(convening, day, speech),
        people=[each for each in listed if each.expected or each.here],
        others=[each for each in listed if not each.expected and not each.here],
        came=came, number=present if isinstance(present, int) else None, known=present is not None,
        count=present if isinstance(present, int) else len(came), planned=convening.headcount(),
        worked_out=0 if day is None else convening.headcount(day), waits=now is not None and follow.waits(convening, now.here), typed=typed,
        to_close=0 if day is None else sum(person.status != "attended" for person in _came(convening, day)),
        missing=[each for each in listed if each.expected and not each.here] if isinstance(present, tuple) else [],
        wrong=speech(WRONG, found=typed) if typed else "",
    )  # fmt: skip


def _people(convening: Convening, day: Day) -> list[Person]:
    came = frozenset(day.present) if isinstance(day.present, tuple) else frozenset()
    listed: list[Person] = []
    for person in sorted(convening.participants, key=people.sort_key):
        seen = people.visible(person, "organisers", "list", convening.rule)
        listed.append(Person(person.id, person.code, seen.name, person.id in came, _expected(person, day)))
    return listed

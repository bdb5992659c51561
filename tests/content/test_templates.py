"""What every template promises, whoever wrote it: its days fit, and an experienced facilitator finds the things she looks for."""

import datetime as dt
import re

import pytest

from toolkit import library
from toolkit.convening.model import PAUSES, Convening, Day, Range
from toolkit.library import Template
from toolkit.planning import timing
from toolkit.planning.review import review

TEMPLATES = library.templates()
WANTED = {
    "two-day-dialogue", "one-day-consultation", "half-day-round-table", "one-day-learning-exchange",
    "ninety-minute-online-dialogue", "three-day-strategy-meeting",
}
each_template = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)


def started(template: Template, people: int | None = None) -> Convening:
    answers = dict.fromkeys(template.card.asks, "Water")
    return library.start(template, answers, first_day=dt.date(2027, 3, 11), expected=people)


def slots(convening: Convening, day: Day) -> list[tuple[str, int, str]]:
    """Kind, minutes and id of every session that takes time of the day, in order."""
    found = {session.id: session for session in day.sessions}
    timed = timing.as_timed(timing.fit(day, convening.headcount()))
    return [
        (found[slot.session].kind, slot.minutes or 0, slot.session)
        for slot in timed.slots
        if slot.track is None and not slot.alongside and slot.session in found
    ]


def test_the_six_are_there_and_the_two_days_come_first() -> None:
    assert {template.name for template in TEMPLATES} >= WANTED
    assert TEMPLATES[0].name == "two-day-dialogue"


@each_template
def test_every_day_fits_exactly_from_its_start_to_its_end(template: Template) -> None:
    convening = started(template)
    for day, result in zip(convening.days, timing.agenda(convening), strict=True):
        assert isinstance(result, timing.Timed)
        assert (result.gaps, sum(minutes for _, minutes, _ in slots(convening, day))) == ((), (day.end or 0) - (day.start or 0))


@each_template
@pytest.mark.parametrize("fewer", [6, -6])
def test_it_still_fits_when_six_people_more_or_fewer_come(template: Template, fewer: int) -> None:
    people = (template.convening.expected or 0) - fewer
    assert [result for result in timing.agenda(started(template, people)) if isinstance(result, timing.Conflict)] == []


@each_template
def test_with_the_people_it_expects_every_session_has_its_usual_length(template: Template) -> None:
    convening = started(template)
    for day in convening.days:
        usual = {s.id: s.minutes.usual for s in day.sessions if isinstance(s.minutes, Range) and s.minutes_per_person is None}
        assert {name: minutes for _, minutes, name in slots(convening, day) if name in usual} == usual


@each_template
def test_nobody_sits_longer_than_the_body_allows(template: Template) -> None:
    """PRACTICE A03 and A04: ninety minutes without a break in a room, sixty at a screen; A27: six and a half hours of work."""
    longest = 60 if template.convening.mode == "online" else 90
    convening = started(template)
    for day in convening.days:
        stretch = work = 0
        for kind, minutes, _ in slots(convening, day):
            stretch = 0 if kind in PAUSES else stretch + minutes
            work += 0 if kind in PAUSES else minutes
            assert stretch <= longest
        assert work <= 390


@each_template
def test_every_day_opens_and_closes_and_keeps_time_in_hand(template: Template) -> None:
    convening = started(template)
    for day in convening.days:
        found = slots(convening, day)
        work = sum(minutes for kind, minutes, _ in found if kind not in PAUSES)
        in_hand = sum(minutes for kind, minutes, name in found if name.startswith("in-hand"))
        groups = sum(minutes for kind, minutes, _ in found if kind == "small-groups")
        assert (found[0][0], found[-1][0] in {"closing", "recap"}) == ("opening", True)
        assert in_hand >= work * 0.05
        assert groups >= work * 0.3


@each_template
def test_after_lunch_people_move_or_talk(template: Template) -> None:
    convening = started(template)
    for day in convening.days:
        kinds = [kind for kind, _, _ in slots(convening, day)]
        after = [kinds[at + 1] for at, kind in enumerate(kinds) if kind == "meal"]
        assert set(after) <= {"energiser", "small-groups", "exercise"}


@each_template
def test_agreements_expectations_and_next_steps_are_there(template: Template) -> None:
    convening = started(template)
    said = [" ".join((str(s.title), str(s.purpose))).lower() for s in convening.days[0].sessions]
    assert any("agreement" in words for words in said)
    assert any("expect" in words or "hope" in words for words in said)
    last = " ".join(" ".join((str(s.title), str(s.purpose))).lower() for s in convening.days[-1].sessions)
    assert ("next steps" in last, "evaluation" in last) == (True, True)


@each_template
@pytest.mark.parametrize("first_day", [None, dt.date(2027, 3, 11)], ids=["undated", "over-a-friday"])
def test_the_review_has_nothing_but_advice(template: Template, first_day: dt.date | None) -> None:
    convening = library.start(template, dict.fromkeys(template.card.asks, "Water"), first_day=first_day)
    assert [(each.rule, each.session) for each in review(convening, library.exercises()) if each.level != "advice"] == []


@pytest.mark.parametrize("people", [35, 38, 40])
def test_the_review_has_nothing_to_say_of_the_two_days(people: int) -> None:
    assert review(started(library.template("two-day-dialogue"), people), library.exercises()) == ()


@each_template
def test_every_question_is_used_and_no_brace_is_left(template: Template) -> None:
    text = template.convening.model_dump_json(exclude={"template"})
    assert set(re.findall(r"\{([a-z-]+)\}", text)) == set(template.card.asks)
    assert re.findall(r"\{[a-z-]+\}", started(template).model_dump_json()) == []


@each_template
def test_what_outsiders_read_does_not_name_the_subject(template: Template) -> None:
    assert "{" not in str(template.convening.discreet_title or "{")


@each_template
def test_every_session_but_a_pause_says_what_it_is_for(template: Template) -> None:
    silent = [s.id for day in template.convening.days for s in day.sessions if s.kind not in PAUSES | {"energiser"} and not s.purpose]
    assert silent == []


@each_template
def test_the_report_gathers_from_sessions_that_exist(template: Template) -> None:
    there = {session.id for _, _, session in template.convening.sessions()}
    gathered = [session for section in template.convening.report.sections for session in section.gathers]
    assert set(gathered) <= there


def test_the_two_days_keep_their_spine() -> None:
    convening = started(library.template("two-day-dialogue"))
    first, second = (timing.as_timed(result) for result in timing.agenda(convening))
    at = {slot.session: slot.start for slot in (*first.slots, *second.slots)}
    spine_1 = ["welcome", "word-map", "terms", "lunch-1", "representation", "models", "recap-1"]
    spine_2 = ["policies", "dots", "donors", "lunch-2", "opportunities", "next-steps", "closing"]
    assert [sorted(spine, key=lambda name: at[name] or 0) for spine in (spine_1, spine_2)] == [spine_1, spine_2]
    assert [at[name] for name in ("welcome", "lunch-1", "opening-2", "lunch-2")] == [540, 750, 540, 750]
    assert (first.end, second.end) == (17 * 60 + 30, 16 * 60)

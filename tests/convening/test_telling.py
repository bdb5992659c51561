import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import FULL
from tests.convening.strategies import convenings
from tests.convening.test_edits import a_convening, any_edit, session
from toolkit.convening import called, edits
from toolkit.convening.addressed import _MODELS
from toolkit.convening.checked import plan_of
from toolkit.convening.difference import back_to
from toolkit.convening.edits import All, AnyEdit, Count, EditError, Insert, Move, Place, Ref, Remove, Set, Spot
from toolkit.convening.model import (
    Box,
    Convening,
    Day,
    Evaluation,
    Grouping,
    Host,
    Note,
    Participant,
    Question,
    Report,
    ReportComment,
    ReportFigure,
    Room,
    Section,
    Sent,
    SentReport,
    Session,
    Signature,
    Support,
    Track,
    Word,
)
from toolkit.convening.telling import phrase, phrases
from toolkit.language import language

SAY = language("en")
DAY_1, DAY_2 = (Place(of=Ref(kind="day", id=f"day-{n}"), list="sessions") for n in (1, 2))
MARIA = Ref(kind="participant", id="maria")
MODELS, WELCOME, LUNCH = session("models"), session("welcome"), session("lunch")
HOSTS = Place(list="hosts")
ERN = {"name": "Example Rights Network", "short": "ERN"}


def put(target: Ref, field: str, value: Any = None) -> Set:
    return Set(target=target, field=tuple(field.split(".")), value=value)


def instead(old: dict[str, Any], new: dict[str, Any]) -> All:
    return All(edits=(Remove(target=Spot(place=HOSTS, at=0, value=old)), Insert(into=HOSTS, value=new, at=0)))


def noon(convening: Convening) -> Mapping[str, int]:
    """A clock for tests: each session of the first day an hour after the one before."""
    return {each.id: 9 * 60 + at * 60 for at, each in enumerate(convening.days[0].sessions)}


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (put(MODELS, "title", "Four models"), "renamed “Models” to “Four models”"),
        (put(MODELS, "title", {"en": "Four models", "fr": "Quatre modèles"}), "renamed “Models” to “Four models”"),
        (put(MODELS, "minutes", "1h30"), "changed the length of “Models” from 1 h to 1 h 30"),
        (put(MODELS, "minutes", {"least": 20, "usual": 30, "most": 40}),
         "changed the length of “Models” from 1 h to 20 min–40 min, usually 30 min"),
        (put(MODELS, "minutes"), "cleared the length of “Models”"),
        (put(LUNCH, "pin", "13:00"), "moved “Lunch” from 12:30 to 13:00"),
        (put(LUNCH, "pin"), "let “Lunch” begin when it comes, no longer at 12:30"),
        (put(WELCOME, "pin", "9:00"), "fixed “Welcome” at 09:00"),
        (put(MODELS, "room", "Hall"), "set the room of “Models” to “Hall”"),
        (put(MODELS, "purpose", "x" * 61), "changed the purpose of “Models”"),
        (put(MODELS, "purpose.fr", None), "changed nothing"),
        (put(MODELS, "notes", "Private"), "changed the private notes of “Models”"),
        (put(MODELS, "kind", "panel"), "changed the kind of “Models” from plenary to panel"),
        (put(MODELS, "keep", "may"), "changed the priority of “Models” from should stay to may go"),
        (put(MODELS, "alongside", True), "let “Models” run beside the day"),
        (put(MODELS, "rule", "chatham-house"), "put “Models” under the Chatham House rule"),
        (put(MODELS, "fill.centre", "Water"), "set the answers for the exercise of “Models” to “Water”"),
        (put(MODELS, "lead", [{"person": "maria"}]), "added Maria Example to the leads of “Models”"),
        (put(WELCOME, "lead", [{"host": "ERN"}, {"person": "maria"}]), "changed the order of the leads of “Welcome”"),
        (put(WELCOME, "lead", [{"person": "maria"}, {"text": "Panel"}]), "put “Panel” in the place of “ERN”"),
        (put(WELCOME, "lead"), "changed the leads of “Welcome”"),
        (put(Ref(), "title", "Rivers"), "changed the title from “Water and Work” to “Rivers”"),
        (put(Ref(), "title", {"en": "Water and Work", "fr": "L’eau"}), "changed the title"),
        (put(Ref(), "subtitle", "A dialogue"), "set the subtitle to “A dialogue”"),
        (put(Ref(), "venue.city", "Riverton"), "set the town to “Riverton”"),
        (put(Ref(), "venue.rooms", [{"name": "Hall"}]), "added “Hall” to the rooms"),
        (put(Ref(), "paper", "letter"), "changed the paper from A4 to Letter"),
        (put(Ref(), "language", "fr"), "changed the language of the documents from English to French"),
        (put(Ref(), "languages", ["en", "fr"]), "set the languages to print in to English and French"),
        (put(Ref(), "expected", 1200), "set the number of people expected to 1,200"),
        (put(Ref(), "keep_until", "2027-09-11"), "set the day until which names are kept to 11 Sept 2027"),
        (put(Ref(), "at_risk", True), "noted that people are at risk"),
        (put(Ref(), "mode", "hybrid"), "changed the way of meeting from in one room to in one room and online"),
        (put(Ref(), "objectives", ["See"]), "added “See” to the objectives"),
        (put(Ref(kind="day", id="day-2"), "date", "2027-03-12"), "set the date of day 2 to 12 Mar 2027"),
        (put(Ref(kind="day", id="day-1"), "start", "8:30"), "changed the start of day 1 from 09:00 to 08:30"),
        (put(MARIA, "name", "Mia"), "renamed Maria Example to Mia"),
        (put(MARIA, "consent.list", "public"), "set the consent of Maria Example to “public”"),
        (put(MARIA, "more.Flight", "X2"), "changed the further columns of Maria Example from “X1” to “X2”"),
        (put(Ref(kind="note", id="n1"), "text", "B"), "changed the text of the note “A” from “A” to “B”"),
        (put(Ref(kind="note", id="n1"), "owner"), "cleared the owner of the note “A”"),
        (put(Ref(kind="section", id="aims"), "heading", "Ends"), "renamed the section “Aims” to the section “Ends”"),
        (put(Ref(kind="report"), "summary", "All"), "changed the summary of the report"),
        (Insert(into=DAY_1, value={"title": "Energiser"}, after="welcome"), "added “Energiser” to day 1, after “Welcome”"),
        (Insert(into=DAY_1, value={"title": "Energiser"}, at=0), "added “Energiser” to day 1"),
        (Insert(into=Place(list="parked"), value={"title": "Later"}), "added “Later” to the parked sessions"),
        (Insert(into=Place(list="participants"), value={"name": "Bo"}), "added Bo to the people"),
        (Insert(into=Place(list="participants"), value={}), "added a person without a name to the people"),
        (Insert(into=Place(list="days"), value={}), "added day 3"),
        (Insert(into=Place(of=MODELS, list="tracks"), value={"title": "Latin America"}), "added “Latin America”"),
        (Insert(into=Place(list="words"), value={"text": "dignity"}), "added “dignity” to the words"),
        (Count(word="word-1", by=1), "counted the word “mobility” 3 times"),
        (Count(word="word-2", by=-1), "took “river” out of the words"),
        (Count(word="word-3", by=2, value={"text": "dam"}), "added “dam” to the words"),
        (All(edits=tuple(Count(word=f"w{at}", by=1, value={"text": str(at)}) for at in range(5))),
         "added 5 words: “0”, “1”, “2” and 2 more"),
        (put(Ref(kind="word", id="word-1"), "cluster", "Ways"), "put “mobility” into the heap “Ways”"),
        (put(Ref(kind="word", id="word-1"), "show", False), "kept “mobility” out of print"),
        (put(Ref(kind="word", id="word-1"), "text", "moving"), "renamed the word “mobility” to “moving”"),
        (All(edits=(Remove(target=Ref(kind="word", id="word-2")), Count(word="word-1", by=1))), "joined the word “river” to “mobility”"),
        (put(Ref(kind="word", id="word-1"), "side", "donor"), "changed the words"),
        (Insert(into=HOSTS, value={"name": "Fund"}), "added “Fund” to the hosts"),
        (instead(ERN, {**ERN, "name": "Rights Network"}), "renamed “Example Rights Network” to “Rights Network”"),
        (instead(ERN, {**ERN, "logo": "a.png"}), "changed the logo of “Example Rights Network”"),
        (instead(ERN, {**ERN, "role": "supporter"}), "changed the role of “Example Rights Network” from host to supporter"),
        (instead(ERN, {"name": "Network", "short": "ERN", "role": "supporter"}),
         "changed the name of “Example Rights Network” from “Example Rights Network” to “Network”; "
         "changed the role of “Example Rights Network” from host to supporter"),
        (edits.removal(a_convening(), WELCOME), "took out “Welcome”"),
        (edits.removal(a_convening(), MARIA), "took out Maria Example"),
        (edits.removal(a_convening(), Ref(kind="day", id="day-1")), "took out day 1"),
        (edits.duplicate(a_convening(), "lunch"), "added “Lunch” to day 1, after “Lunch”"),
        (edits.park("lunch"), "parked “Lunch”"),
        (Move(target=LUNCH, into=DAY_1, after="welcome"), "moved “Lunch” from 11:00 to 10:00"),
        (Move(target=WELCOME, into=DAY_2, after="close"), "moved “Welcome” to day 2, after “Close”"),
        (Move(target=session("close"), into=DAY_2, at=0), "changed nothing"),
        (Move(target=Ref(kind="track", id="africa"), into=Place(of=MODELS, list="tracks"), at=0), "moved “Africa” to the beginning"),
        (Move(target=MARIA, into=Place(list="participants"), after="jo"), "moved Maria Example after Jo Sample"),
        (put(LUNCH, "tracks", [{"id": "a", "title": "A"}, {"id": "b"}]), "split “Lunch” into parallel groups: “A” and a parallel group"),
        (put(MODELS, "tracks"), "joined the parallel groups of “Models” again"),
        (All(edits=(edits.park("close"), Remove(target=Ref(kind="day", id="day-2")))), "took out day 2; parked “Close”"),
        (put(Ref(), "review.A01.gap", 5), "set the limits of the review to 5"),
        (Move(target=WELCOME, into=DAY_1, at=0), "changed nothing"),
        (All(edits=()), "changed nothing"),
        (All(edits=(put(MODELS, "minutes", 45), put(LUNCH, "pin", "12:15"))),
         "changed the length of “Models” from 1 h to 45 min; moved “Lunch” from 12:30 to 12:15"),
        (All(edits=(put(MODELS, "title", "1"), put(LUNCH, "title", "2"), put(WELCOME, "title", "3"), put(WELCOME, "room", "4"),
                    put(LUNCH, "room", "5"))),
         "renamed “Models” to “1”; renamed “Lunch” to “2”; renamed “Welcome” to “3”; and 2 more changes"),
    ],
)  # fmt: skip
def test_a_change_is_told_as_a_person_would_tell_it(edit: AnyEdit, told: str) -> None:
    assert phrase(edit, a_convening(), SAY, noon) == told


def test_what_was_parked_is_brought_back() -> None:
    parked = edits.apply(a_convening(), edits.park("lunch")).convening
    back = Move(target=LUNCH, into=DAY_2, after="close")
    assert phrase(back, parked, SAY) == "brought “Lunch” back into day 2, after “Close”"


def test_without_a_clock_a_move_is_told_by_its_place() -> None:
    assert phrase(Move(target=LUNCH, into=DAY_1, at=0), a_convening(), SAY) == "moved “Lunch” to the beginning"


def test_going_back_is_told_part_by_part() -> None:
    then = a_convening()
    now = edits.apply(then, edits.removal(then, WELCOME)).convening
    now = edits.apply(now, put(MODELS, "title", "Four")).convening
    assert phrases(back_to(now, then), now, SAY) == (
        "added “Welcome” to day 1", "changed the advice that was set aside", "renamed “Four” to “Models”", "changed the words",
        "changed the session of the note “A”", "changed the sessions of the section “Aims”",
    )  # fmt: skip


@pytest.mark.parametrize("code", ["en-XA", "ar-XB"])
def test_nothing_in_a_telling_is_unmarked(code: str) -> None:
    say = language(code)
    said = phrase(All(edits=(put(MODELS, "kind", "panel"), put(LUNCH, "pin", "12:15"), edits.park("lunch"))), a_convening(), say, noon)
    plain = re.sub(r"“.*?”|⟦.*?⟧", "", said.replace("Models", "").replace("Lunch", ""))
    assert re.findall(r"[A-Za-z]{3,}", plain) == []


def test_every_field_that_an_edit_can_set_has_a_name() -> None:
    models = (
        Convening, Report, Day, Session, Track, Participant, Grouping, Word, Note, Section, Box, ReportFigure, Sent, Evaluation, Question,
        SentReport, ReportComment, Signature,
    )  # fmt: skip
    assert {_MODELS[each.__name__] for each in models} == set(_MODELS.values())
    keys = {f"{_MODELS[each.__name__]}.{key}" for each in models for key in plan_of(each).fields}
    keys |= {f"{name}.{key}" for name, model in (("host", Host), ("room", Room)) for key in plan_of(model).fields}
    nested = {f"convening.venue.{key}" for key in ("name", "city", "country", "rooms")}
    nested |= {f"note.support.{key}" for key in plan_of(Support).fields}
    permanent = {key for key in keys if key.rpartition(".")[2] in ("id", "format")}
    assert set(called.FIELDS) == (keys | nested) - permanent


@settings(deadline=None, max_examples=200 if FULL else 40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(convenings(), st.data())
def test_any_change_can_be_told_and_so_can_taking_it_back(convening: Convening, data: st.DataObject) -> None:
    edit = data.draw(any_edit(convening))
    try:
        after, inverse = edits.apply(convening, edit)
    except EditError:
        return
    for each, state in ((edit, convening), (inverse, after), (back_to(after, convening), after)):
        told = phrase(each, state, SAY)
        assert told
        assert (told == "changed nothing") == (convening == after)

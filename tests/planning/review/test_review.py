"""The whole review: what it says of a real agenda's shape, what is set aside, what an organiser may change, in which words, how fast."""

import re
import time

import pytest
from hypothesis import given, settings

from tests.conftest import FULL
from tests.convening.strategies import convenings
from tests.planning.review.cases import CASES
from tests.planning.review.plans import EXERCISES, found, one_day, opening, part, plan
from tests.planning.review.reference import agenda
from toolkit.convening import file
from toolkit.convening.edits import Move, Place, Ref, Set, apply, removal
from toolkit.convening.file import FileError
from toolkit.convening.limits import Limits
from toolkit.convening.model import Dismissed
from toolkit.language import language
from toolkit.planning.review import RULES, dismiss, dismissed, restore, review

ENGLISH = language("en")


def said(convening):
    return [(each.level, each.rule, each.day, each.session, each.saw.say(ENGLISH)) for each in review(convening)]


def test_what_a_facilitator_says_of_an_agenda_that_was_really_held():
    assert said(plan(agenda())) == [
        ("error", "A09", "day-2", None, "The day has no opening and no closing."),
        ("error", "A03", "day-2", "upcoming-opportunities-and-resources", "From 13:30 to 16:00 there is no break: 2 h 30."),
        ("warning", "A15", None, None, "Of 12 h 30 of sessions, 1 h 30 are in small groups: 12%."),
        ("warning", "A10", "day-1", None, "No session of the first day asks what people expect."),
        ("warning", "A11", "day-1", None, "No session of the first day agrees on confidentiality and on how people work together."),
        ("warning", "A21", "day-1", None, "Of 6 h 45 of work, nothing is kept free."),
        ("warning", "A27", "day-1", None, "The day holds 6 h 45 of work, breaks not counted."),
        ("warning", "A03", "day-1", "welcome-and-introductions", "From 09:00 to 11:00 there is no break: 2 h."),
        ("warning", "A13", "day-1", "welcome-and-introductions", "“Welcome and introductions” lasts 30 min; 35 people need 40 min."),
        ("warning", "A07", "day-1", "how-carriers-are-shown",
         "The first thing after the meal is “How carriers are shown”: 1 h 30 of sitting together."),
        ("warning", "A03", "day-1", "three-cooperatives-in-depth", "From 15:30 to 17:30 there is no break: 2 h."),
        ("warning", "A26", "day-1", "recap-and-close",
         "“Recap and close” follows “Three cooperatives in depth” with 0 min in between; 5 min are needed."),
        ("warning", "A12", "day-2", None, "No session asks how it was."),
        ("warning", "A21", "day-2", None, "Of 5 h 45 of work, nothing is kept free."),
        ("warning", "A03", "day-2", "mapping-the-rules-that-reach-carriers", "From 09:00 to 11:00 there is no break: 2 h."),
        ("warning", "A31", "day-2", "lunch-2",
         "On this Friday “Lunch” is from 12:30 to 13:30; the noon prayer is between 12:00 and 14:00."),
        ("warning", "A07", "day-2", "upcoming-opportunities-and-resources",
         "The first thing after the meal is “Upcoming opportunities and resources”: 2 h 30 of sitting together."),
        ("warning", "A40", "day-2", "open-discussion-on-next-steps",
         "“Open discussion on next steps” does not ask who takes a step on, and by when."),
        ("advice", "A08", "day-1", "how-carriers-are-shown", "For 1 h 30 after “Lunch” nobody leaves their chair."),
        ("advice", "A08", "day-2", "upcoming-opportunities-and-resources", "For 1 h 30 after “Lunch” nobody leaves their chair."),
    ]  # fmt: skip


def test_where_people_are_at_risk_a_missing_agreement_is_an_error():
    safe, at_risk = plan(agenda(discreet_title="Spring meeting")), plan(agenda(discreet_title="Spring meeting", at_risk=True))
    as_error = [("error", *each[1:]) if each[1] == "A11" else each for each in said(safe)]
    assert sorted(said(at_risk)) == sorted(as_error)


def test_thirty_five_people_of_whom_nobody_was_asked_are_an_error():
    everybody = [{"name": f"Person {n}"} for n in range(35)]
    assert found("A34", agenda(participants=everybody)) == [("error", None, None)]


def test_the_same_agenda_from_a_file_that_knows_kinds_is_told_the_same():
    raw = agenda()
    kinds = {"Welcome and introductions": "opening", "Introduction to the two days": "opening", "Recap and close": "recap"}
    for day in raw["days"]:
        day["sessions"] = [{**each, "kind": kinds.get(each["title"], each["kind"])} for each in day["sessions"]]
    assert said(plan(raw)) == said(plan(agenda()))


# What is set aside.


def test_a_remark_that_was_set_aside_is_silent_and_can_speak_again():
    before = plan(agenda())
    remark = next(each for each in review(before) if each.rule == "A13")
    after, _ = apply(before, dismiss(remark, "They know each other."))
    assert [each for each in review(before) if each not in review(after)] == [remark]
    assert dismissed(after) == (
        (remark, Dismissed(rule="A13", session="welcome-and-introductions", reason="They know each other.")),
    )
    assert apply(after, restore(after, after.dismissed[0])).convening == before


def test_it_stays_aside_when_the_session_moves_to_another_day_and_when_its_minutes_change():
    before = plan(agenda())
    remark = next(each for each in review(before) if each.session == "upcoming-opportunities-and-resources" and each.rule == "A03")
    after, _ = apply(before, dismiss(remark, "We stand."))
    after, _ = apply(after, Set(target=Ref(kind="session", id="open-discussion-on-next-steps"), field=("minutes",), value=61))
    after, _ = apply(after, Move(target=Ref(kind="session", id="upcoming-opportunities-and-resources"),
                                 into=Place(of=Ref(kind="day", id="day-1"), list="sessions"), after="lunch"))  # fmt: skip
    assert [(each.rule, each.session, entry.reason) for each, entry in dismissed(after)] == [
        ("A03", "upcoming-opportunities-and-resources", "We stand."),
    ]  # fmt: skip


def test_a_remark_on_a_day_is_set_aside_for_that_day_alone():
    after = plan(agenda(dismissed=[{"rule": "A21", "day": "day-1", "reason": "The last hour is open."}]))
    assert [each.day for each in review(after) if each.rule == "A21"] == ["day-2"]


def test_without_day_and_session_the_whole_rule_is_set_aside():
    after = plan(agenda(dismissed=[{"rule": "A03", "reason": "We stand."}]))
    assert ([each for each in review(after) if each.rule == "A03"], len(dismissed(after))) == ([], 4)


def test_what_was_set_aside_goes_with_its_day():
    after = plan(agenda(dismissed=[{"rule": "A21", "day": "day-1"}, {"rule": "A21", "day": "day-2"}]))
    left, _ = apply(after, removal(after, Ref(kind="day", id="day-1")))
    assert left.dismissed == (Dismissed(rule="A21", day="day-2"),)


def test_a_day_that_is_not_there_cannot_be_spoken_of():
    with pytest.raises(FileError, match="no day has the id “day-8”; did you mean day-1"):
        file.read("title: A\ndays: [{id: day-1}]\ndismissed: [{rule: A21, day: day-8}]\n")


@pytest.mark.parametrize(("rule", "raw"), [
    pytest.param(rule, raw, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, raw, expected in cases if expected
])  # fmt: skip
def test_every_remark_can_be_set_aside(rule, raw):
    convening = plan(raw)
    for remark in review(convening, EXERCISES):
        convening, _ = apply(convening, dismiss(remark, "No."))
    assert review(convening, EXERCISES) == ()
    assert {each.rule for each, _ in dismissed(convening, EXERCISES)} >= {rule}


# What an organiser may change.


def test_every_threshold_belongs_to_a_rule_and_says_what_it_is():
    assert set(Limits.model_fields) <= {rule.id for rule in RULES}
    assert {rule.id for rule in RULES if rule.thresholds} == set(Limits.model_fields)
    assert all(threshold.label for rule in RULES for threshold in rule.thresholds)


def test_a_changed_threshold_is_kept_by_the_file_and_obeyed():
    text = "format: 1\ntitle: Meeting\nreview:\n  A03: {warn: 2h, error: 150}\n"
    convening = file.read(text)
    assert convening.review == Limits.model_validate({"A03": {"warn": 120, "error": 150}})
    assert file.dump(convening)["review"] == {"A03": {"warn": 120, "error": 150}}
    assert file.read(file.write(convening)) == convening


def test_a_threshold_is_changed_and_taken_back_like_any_field():
    before = plan(agenda())
    after, inverse = apply(before, Set(target=Ref(), field=("review", "A27", "warn"), value=420))
    assert [each.rule for each in review(before) if each not in review(after)] == ["A27"]
    assert apply(after, inverse).convening == before


@pytest.mark.parametrize(("typed", "says"), [
    ("{A99: {warn: 100}}", "the key “A99” is not known here; did you mean"),
    ("{a03: {warn: 100}}", "the key “a03” is not known here; did you mean A03?"),
    ("{A03: {worn: 100}}", "the key “worn” is not known here; did you mean warn? Allowed: warn, error"),
    ("{A03: {warn: 130}}", "warn and error contradict each other"),
    ("{A05: {error: 20}}", "warn and error contradict each other"),
    ("{A03: {warn: soon}}", "“soon” is not a length of time"),
    ("{A15: {warn: -1}}", "too small"),
])  # fmt: skip
def test_a_wrong_threshold_is_refused_with_its_line_and_the_nearest_right_one(typed, says):
    with pytest.raises(FileError) as refused:
        file.read(f"title: A\nreview: {typed}\n")
    assert str(refused.value).startswith("line 2, ") and says in str(refused.value)


# In which words.


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_sentence_of_a_rule_is_marked(rule):
    """In en-XA every marked sentence stands between brackets and loses its plain letters; titles of these agendas are cut out."""
    speech = language("en-XA")
    texts = [speech(each) for each in (rule.title, rule.source, rule.why, rule.do, *(limit.label for limit in rule.thresholds))]
    for _, raw, _ in CASES[rule.id]:
        for each in review(plan(raw), EXERCISES):
            if each.rule == rule.id:
                texts += [each.saw.say(speech), each.why.say(speech), each.do.say(speech)]
                texts += [each.repair.effect.say(speech)] if each.repair else []
    assert [text for text in texts if not (text.startswith("⟦") and text.endswith("⟧"))] == []


def test_a_number_is_written_as_the_language_writes_it_and_counts_its_words():
    [one] = [each for each in review(plan({"title": "A", "participants": [{"name": "A"}]})) if each.rule == "A34"]
    [many] = [each for each in review(plan({"title": "A", "participants": [{"name": "A"}] * 1200})) if each.rule == "A34"]
    assert (one.saw.say(ENGLISH), many.saw.say(ENGLISH)) == (
        "1 of 1 people has not been asked for consent yet.", "1,200 of 1,200 people have not been asked for consent yet.",
    )  # fmt: skip


def test_a_title_is_read_in_the_language_of_whoever_asks():
    two = part({"en": "Keynote", "fr": "Exposé"}, 30)
    [remark] = [each for each in review(plan(one_day(two))) if each.rule == "A20"]
    assert [remark.saw.say(language(code)).split("”")[0] for code in ("en", "fr", "de")] == ["“Keynote", "“Exposé", "“Keynote"]


def test_no_remark_names_a_person():
    people = [{"id": f"p{n}", "name": "Wilhelmina Quax", "needs": {"access": "x", "interpretation": "fr"}} for n in range(3)]
    for rule, cases in CASES.items():
        for _, raw, _ in cases:
            if not raw.get("participants"):
                raw = {**raw, "participants": people}
            for each in review(plan(raw), EXERCISES):
                assert not re.search(r"Quax|Person \d", each.saw.say(ENGLISH)), rule


def test_an_afternoon_that_somebody_calls_small_hours_is_not_put_twelve_hours_later():
    late = one_day(part("A", 30), part("B", 30, pin="11:59"), start="40:49", review={"A02": {"until": "47:59"}})
    assert [each.repair is None for each in review(plan(late)) if each.rule == "A02"] == [True, False]


# Anything that a person may type.


@settings(deadline=None, max_examples=500 if FULL else 40)
@given(convenings())
def test_any_convening_is_reviewed_and_every_remark_sits_where_something_is(convening):
    remarks = review(convening, EXERCISES)
    here = {None, *(day.id for day in convening.days)}
    sessions = {None, *(each.id for _, _, each in convening.sessions()), *(each.id for each in convening.parked)}
    assert ({each.day for each in remarks} <= here, {each.session for each in remarks} <= sessions) == (True, True)
    assert len({(each.rule, each.day, each.session) for each in remarks}) == len(remarks)
    for each in remarks:
        assert not re.search(r"\{\w+\}", each.saw.message.format(**dict.fromkeys(each.saw.values, "")))
        if each.repair is not None:
            assert apply(apply(convening, each.repair.edit).convening, apply(convening, each.repair.edit).inverse).convening == convening


@pytest.mark.parametrize("raw", [
    {"title": "A"},
    {"title": "A", "days": [{}, {"sessions": []}]},
    one_day(part("Evening talk", 90), start="19:00"),
    one_day(part("Registration", 60, alongside=True, pin="08:00")),
    one_day(part("A", 60), part("B", 60), end="10:00"),
], ids=["no day", "empty days", "one session", "only something alongside", "a day that cannot fit"])  # fmt: skip
def test_of_little_little_is_said(raw):
    assert {each.level for each in review(plan(raw))} <= {"warning", "advice"} and len(review(plan(raw))) <= 1


def test_half_a_day_that_does_what_it_should_is_left_in_peace():
    talk = part("In fours, what could move", 60, "small-groups")
    whole = one_day(
        opening(), part("Agreements, and what we hope for", 20, "opening"), part("Where we stand", 45), part("Break", 15, "break"), talk,
        part("Break", 15, "break"), part("Next steps: who, and by when", {"least": 15, "usual": 20, "most": 20}),
        part("Time in hand", 15, "other"), part("Evaluation", 10, "closing"), expected=16,
    )  # fmt: skip
    assert said(plan(whole)) == []
    assert [each[1] for each in said(plan({**whole, "days": [{"sessions": whole["days"][0]["sessions"]}]}))] == []


def test_sixty_sessions_are_reviewed_in_ten_milliseconds():
    raw = agenda()
    sessions = [{**each, "purpose": "Why we do this, and what we have at its end.", "notes": "Ask who is missing. " * 10}
                for day in raw["days"] for each in day["sessions"]]  # fmt: skip
    convening = plan({**raw, "days": [{"start": "08:00", "sessions": (sessions * 2)[:20]} for _ in range(3)]})
    took = []
    for _ in range(12):
        started = time.process_time()
        review(convening)
        took.append(time.process_time() - started)
    assert (len(list(convening.sessions())), min(took) < 0.01) == (60, True)

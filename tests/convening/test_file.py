import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.convening.strategies import convenings, typed
from toolkit.convening.exercise import Exercise
from toolkit.convening.file import FileError, dump, load, loose_ends, read, schema, write, write_json
from toolkit.convening.keys import DERIVED_IDS, KEYS
from toolkit.convening.model import Convening, Participant
from toolkit.convening.tidy import yaml_text
from toolkit.convening.translations import lacking
from toolkit.language import language

big_data = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def said(text: str) -> str:
    with pytest.raises(FileError) as refused:
        read(text, "my.yaml")
    return str(refused.value)


def session(**keys: str) -> str:
    """A file whose third session of the second day holds these keys."""
    lines = "".join(f"        {key}: {value}\n" for key, value in keys.items())
    return f"title: Water\ndays:\n  - id: d1\n  - id: d2\n    sessions:\n      - title: A\n      - title: B\n      - title: C\n{lines}"


@big_data
@given(convenings())
def test_what_is_written_reads_back_the_same(convening: Convening) -> None:
    text = write(convening)
    assert read(text) == convening
    assert write(read(text)) == text


@big_data
@given(convenings())
def test_what_is_written_as_json_reads_back_the_same(convening: Convening) -> None:
    text = write_json(convening)
    assert read(text) == convening
    assert json.loads(text) == dump(convening)
    assert read(json.dumps(dump(convening))) == convening


def test_strings_are_what_was_typed() -> None:
    text = (
        "title: Null\nvenue: {name: 0x1F, country: NO}\nversion: 1.10\nobjectives: [yes, 12:30:45, 2027-03-11, '', 1_000, ~x]\n"
        "days: [{sessions: [{title: on, pin: 10:30, minutes: 1:30}]}]\nparticipants: [{code: 007, name: true, more: {1: 2, no: y}}]"
    )
    convening = read(text)
    assert (convening.title, convening.venue.name, convening.venue.country, convening.version) == ("Null", "0x1F", "NO", "1.10")
    assert convening.objectives == ("yes", "12:30:45", "2027-03-11", "", "1_000", "~x")
    first = convening.days[0].sessions[0]
    assert (first.title, first.pin, first.minutes) == ("on", 630, 90)
    person = convening.participants[0]
    assert (person.code, person.name, person.more) == ("007", "true", {"1": "2", "no": "y"})


def test_null_and_nothing_are_the_same_as_leaving_the_key_out() -> None:
    assert read("title: A\nsubtitle:\nvenue: ~\nexpected: null\ndays:\nfinal:\n") == read("title: A")
    assert read('{"title": "A", "subtitle": null, "days": null}') == read("title: A")
    assert read("title: 'null'").title == "null"


def test_json_is_read_like_yaml() -> None:
    text = '{"title": "\\ud83d\\ude00 \\/", "expected": 38, "final": true,\n\t"days": [{"sessions": [{"title": "A", "minutes": 30}]}]}'
    convening = read(text)
    assert (convening.title, convening.expected, convening.final, convening.days[0].sessions[0].minutes) == ("😀 /", 38, True, 30)
    assert said('{"title": "\\ud83d\\ude00",\n "expected": 3.5}') == (
        "my.yaml, line 2, column 2: expected: “3.5” is not a whole number; write it in digits"
    )
    assert "the key title stands here for the second time; the first is on line 1" in said('{"title": "a", "title": "b"}')


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    assert read("\ufefftitle: A\r\nsubtitle: |\r\n  b\r\n  c\r\n") == read("title: A\nsubtitle: |\n  b\n  c\n")


def test_ids_are_derived_and_then_kept() -> None:
    first = read("title: A\ndays:\n  - sessions: [{title: Tea}, {title: Tea}]\nparticipants: [{name: Zoe Example}]")
    assert [each.id for each in first.days[0].sessions] == ["tea", "tea-2"]
    assert (first.days[0].id, first.participants[0].id) == ("day-1", "person-1")
    assert "id: tea-2" in write(first)


def test_any_model_is_read_by_its_own_schema() -> None:
    exercise = load(
        "slug: a-b\ntitle: {en: A, fr: B}\nsummary: s\npurpose: p\npeople: {least: 3, usual: 4, most: 5}\n"
        "minutes: {least: 10, usual: people * 2, most: 30}\nphases: [{title: x, minutes: 5}]",
        Exercise,
    )
    assert (exercise.minutes.usual, exercise.phases[0].minutes) == ("people * 2", "5")
    with pytest.raises(FileError, match=r"a\.md, line 2, column 1: naem: the key “naem” is not known here; did you mean name\?"):
        load("id: p\nnaem: x", Participant, "a.md")


AT = "my.yaml, line 9, column 9: days, day 2, session 3, "


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (session(minutes="soon"), AT + "minutes: “soon” is not a length of time; write minutes as 45, 1h30 or 1:30"),
        (session(minutes="[1]"), AT + "minutes: a list stands where one value is expected; put a text that begins "
         "with [ or - between quotes"),
        (session(minutes="{least: 9, usual: 5, most: 7}"), AT + "minutes: least, usual and most must rise: least ≤ usual ≤ most"),
        (session(minutes="9000"), AT + "minutes: “9000” is 9000 minutes; a length is between 0 minutes and 48 hours"),
        (session(pin="25 o'clock"), AT + "pin: “25 o'clock” is not a clock time; write it as \"09:00\", and a quarter "
         "to one that night as \"24:45\""),
        (session(alongside="yes"), AT + "alongside: “yes” is neither true nor false; write true or false"),
        (session(kind="energizer"), AT + "kind: “energizer” is not known here; did you mean energiser? Allowed: "
         "opening, plenary, panel, exercise, "
         "small-groups, break, meal, energiser, recap, closing, other"),
        (session(kind="{a: b}"), AT + "kind: {…} stands where one word is expected: opening, plenary, panel, exercise, small-groups, "
         "break, meal, energiser, recap, closing, other"),
        (session(minuets="3"), AT + "minuets: the key “minuets” is not known here; did you mean minutes? Allowed: id, "
         "title, kind, minutes, "
         "minutes_per_person, pin, alongside, keep, lead, room, purpose, exercise, fill, rule, tracks, notes, happened"),
        (session(exercise="Word Map"), AT + "exercise: “Word Map” cannot be an id; ids are small letters a to z, digits, - and _, "
         "begin with a letter or digit, at most 64 characters"),
        (session(minutes_per_person="500"), AT + "minutes_per_person: “500” is too large; the most is 120.0"),
        (session(tracks="asia"), AT + "tracks: “asia” stands where a list is expected; write each item on its own line after a dash"),
        (session(purpose="{e n: x}"), "my.yaml, line 9, column 19: days, day 2, session 3, purpose, e n: "
         "“e n” is not a language code; write it as en, pt-BR or zh-Hant"),
        (session(purpose='"a\\x07"'), AT + "purpose: “a\ufffd” holds the control character U+0007 as character 2; take it out"),
        (session(lead="[{person: p, text: t}]"), "my.yaml, line 9, column 16: days, day 2, session 3, lead 1: "
         "names exactly one of person, host or text; here stand more, or none"),
        (session(lead="[~]"), "my.yaml, line 9, column 16: days, day 2, session 3, lead 1: is empty; fill it in or take it out"),
        ("title: A\ndays: [{date: 11.03.2027}]", "my.yaml, line 2, column 9: days, day 1, date: “11.03.2027” is not a date; "
         "write year-month-day, as 2027-03-11"),
        ("title: A\ndays: [{date: 2027-02-30}]", "my.yaml, line 2, column 9: days, day 1, date: “2027-02-30” is a day "
         "that no calendar has; "
         "dates are year-month-day, as 2027-03-11"),
        ("title: A\nparticipants: [{consent: {show: [name, face]}}]", "my.yaml, line 2, column 40: participants, "
         "participant 1, consent, show 2: "
         "“face” is not known here; allowed: name, title, organisation, country"),
        ("title: A\nparticipants: [{code: 'K 7'}]", "my.yaml, line 2, column 17: participants, participant 1, code: "
         "“K 7” cannot be a code; codes are letters a to z, digits and -, at most 12 of them"),
        ("format: 2\ntitle: A", "my.yaml, line 1, column 1: format: “2” is not known here; allowed: 1"),
        ("title: {subject}", "my.yaml, line 1, column 1: title: gives a text in no language; "
         "put a text that begins with { between quotes"),
        ("subtitle: A", "my.yaml, line 1, column 1: has no title, which it needs"),
        ("title:\n", "my.yaml, line 1, column 1: title: is empty; fill it in or take it out"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_one_sentence_with_its_line_key_and_fix(text: str, sentence: str) -> None:
    assert said(text) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: b: c", "line 1, column 5: a colon stands inside the text (put it between quotes), or the line is indented wrongly"),
        ('a: "x', "line 1, column 6: a quote is opened and never closed"),
        ("a: [", "line 2, column 1: a value is expected here; is a bracket opened and never closed?"),
        ("a:\n\t- b", "line 2, column 1: a tab, or one of @ ` %, stands at the start; indent with spaces, and put "
         "such a text between quotes"),
        ("title: &x c", "line 1, column 8: title: &x marks a part to be repeated; take it out, and write repeats out"),
        ("title: *x", "line 1, column 8: title: *x repeats another part; write that part out here"),
        ("title: !x c", "line 1, column 8: title: the tag !x is not read here; put a text that begins with ! between quotes"),
        ("title: !!str c", "line 1, column 8: title: the tag tag:yaml.org,2002:str is not read here; put a text that "
         "begins with ! between quotes"),
        ("<<: {a: b}", "line 1, column 1: << merges other parts; nothing is merged here, so write it out"),
        ("a: 1\nb: {c: 1, c: 2}", "line 2, column 11: b: the key c stands here for the second time; the first is on line 2"),
        ("a: b\n---\nb: c", "line 2, column 1: a second document begins here; one file holds one"),
        ("[a]: b", "line 1, column 1: a list or keys stand where one key is expected; put a text that holds brackets between quotes"),
        ("a: b\nc: d\x85", "line 2, column 5: holds the control character U+0085, which has no meaning on paper; "
         "take it out, or save the file as UTF-8 text"),
        ("a\u2028: b", "line 1, column 2: holds the control character U+2028, which has no meaning on paper; "
         "take it out, or save the file as UTF-8 text"),
    ],
)  # fmt: skip
def test_what_is_not_yaml_is_said_in_words(text: str, sentence: str) -> None:
    assert said(text) == f"my.yaml, {sentence}"


@pytest.mark.parametrize(
    "text",
    [
        "", " \n\n", "\ufeff", "---", "- a\n- b", "just words", "\x00" * 1000,
        "[" * 10_000, "{" * 10_000, '{"a":' * 10_000, "- " * 10_000,
        "x" * 20_000_000, '{"title": 1' + ", " * 3, "%YAML 9.9\n---\na: b", "title: \ud800",
        "? a\n? b", "}", "\t", "'", "&", "*", "!", "|", "42",
        "a: " + "9" * 6000, "expected: " + "9" * 5000, "title: x\nexpected: 1e9",
    ],
)  # fmt: skip
def test_odd_input_is_refused_at_once_and_in_words(text: str) -> None:
    started = time.perf_counter()
    sentence = said(text)
    assert time.perf_counter() - started < 2
    assert sentence.startswith("my.yaml")
    assert len(sentence) < 1500


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | typed,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(typed | st.sampled_from(["id", "title", "sessions"]), inner, max_size=3),
    max_leaves=6,
)


def _places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(place for key, value in inner for place in _places(value, (*path, key)))]


@big_data
@given(convenings(), anything, st.data())
def test_anything_anywhere_is_read_or_refused_in_words(convening: Convening, thing: Any, data: st.DataObject) -> None:
    raw: Any = dump(convening)
    *way, last = data.draw(st.sampled_from(_places(raw)[1:]))
    holder = raw
    for step in way:
        holder = holder[step]
    holder[last] = thing
    for text in (json.dumps(raw), yaml_text(raw)):
        try:
            assert read(write(read(text))) == read(text)
        except FileError as error:
            assert all(each.line > 0 and each.column > 0 for each in error.problems)
            assert str(error)


def test_twenty_problems_are_enough() -> None:
    sentences = said("title: A\n" + "".join(f"k{n}: x\n" for n in range(50))).split("\n")
    assert (len(sentences), sentences[-1]) == (21, "and 30 more problems")


def test_problems_come_in_the_order_of_the_file_and_speak_other_languages() -> None:
    with pytest.raises(FileError) as refused:
        read("title: A\nexpected: x\ndays: [{sessions: [{titel: a}]}]\npaper: a5\n", "my.yaml")
    assert [(each.line, each.key) for each in refused.value.problems] == [
        (2, "expected"), (3, "days, day 1, session 1"), (3, "days, day 1, session 1, titel"), (4, "paper"),
    ]  # fmt: skip
    assert "“x”" in refused.value.say(language("en-XA")).split("\n")[0]
    assert "whole number" not in refused.value.say(language("en-XA"))


REFERENCES = """\
title: A
hosts: [{name: Example Rights Network, short: ERN}]
days:
  - id: day-1
    sessions:
      - id: welcome
        title: Welcome
        lead: [{person: mari}, {host: ENR}]
        tracks: [{id: asia, lead: [{person: x9}], sessions: [{id: deep, title: D, tracks: [{id: deeper}]}]}]
      - {id: welcome, title: B}
  - id: day-1
participants:
  - {id: maria, code: K7, days: [day-9]}
  - {id: maria, code: K7}
together: [[maria, zz]]
apart: [[yy, maria]]
groups: [{id: g, sessions: [welcom], rounds: [{groups: [{name: A, people: [qq]}], locked: [ww]}]}]
words: [{text: w, session: asia}]
notes: [{id: n, text: t, session: s, by: b, owner: o, from: [m]}]
report: {sections: [{id: r, heading: H, gathers: [g], figures: [{id: f, file: a.png, alt: x, people: [u]}]}]}
dismissed: [{rule: A1, session: v}]
"""


def test_every_reference_to_nothing_and_every_name_twice_is_named_with_its_line() -> None:
    with pytest.raises(FileError) as refused:
        read(REFERENCES)
    assert [f"{each.line} {each.key}: {each.message.format(**each.values)}" for each in refused.value.problems] == [
        "8 days, day 1, session 1, lead 1, person: no participant has the id “mari”; did you mean maria?",
        "8 days, day 1, session 1, lead 2, host: no host has the short name “ENR”; did you mean ERN?",
        "9 days, day 1, session 1, track 1, lead 1, person: no participant has the id “x9”",
        "9 days, day 1, session 1, track 1, session 1, tracks: "
        "tracks stand inside a track; they go one level deep, so make these sessions of the day",
        "10 days, day 1, session 2, id: two sessions have the id “welcome”; each needs its own, in all days together",
        "11 days, day 2, id: two days have the id “day-1”; each needs its own",
        "13 participants, participant 1, day 1: no day has the id “day-9”; did you mean day-1?",
        "14 participants, participant 2, id: two participants have the id “maria”; each needs their own",
        "14 participants, participant 2, code: two participants have the code “K7”; each needs their own",
        "15 together, together 1, 2: no participant has the id “zz”",
        "16 apart, apart 1, 1: no participant has the id “yy”",
        "17 groups, group 1, session 1: no session has the id “welcom”; did you mean welcome?",
        "17 groups, group 1, round 1, group 1, person 1: no participant has the id “qq”",
        "17 groups, group 1, round 1, locked 1: no participant has the id “ww”",
        "18 words, word 1, session: “asia” is a track; refer to the session that holds it or to one inside it",
        "19 notes, note 1, session: no session has the id “s”",
        "19 notes, note 1, by: no participant has the id “b”",
        "19 notes, note 1, owner: no participant has the id “o”",
        "19 notes, note 1, from 1: no note has the id “m”",
        "20 report, section 1, gathers 1: no session has the id “g”",
        "20 report, section 1, figure 1, person 1: no participant has the id “u”",
        "21 dismissed, dismissed 1, session: no session has the id “v”",
    ]


def test_four_hundred_people_are_read_in_well_under_a_second() -> None:
    person = {
        "name": "Maria Example", "affiliations": [{"title": "Coordinator", "organisation": "Example Rights Network"}], "side": "activist",
        "country": "PT", "languages": ["pt", "en"], "email": "maria@example.org", "phone": "+351 555", "needs": {"diet": "vegan"},
        "more": {"Flight": "X1"}, "consent": {"list": "public", "given": {"on": "2027-02-01", "how": "e-mail"}},
    }  # fmt: skip
    text = write(Convening.model_validate({"title": "A", "participants": [{**person, "id": f"p{n}", "code": f"K{n}"} for n in range(400)]}))
    took = []
    for _ in range(3):
        started = time.process_time()
        read(text)
        took.append(time.process_time() - started)
    assert min(took) < 1


def test_the_schema_says_what_every_key_means() -> None:
    made = schema()
    parts = {"Convening": made, **made["$defs"]}
    keys = {f"{name}.{key}" for name, part in parts.items() for key in part.get("properties", {})}
    assert keys == set(KEYS)
    assert made["required"] == ["title"]
    assert {name for name in parts if "id" in parts[name].get("properties", {})} == DERIVED_IDS
    assert all("id" not in parts[name].get("required", ()) for name in DERIVED_IDS)
    assert parts["Session"]["properties"]["pin"]["anyOf"][0]["type"] == "string"
    assert all(part.get("additionalProperties") is False for name, part in parts.items() if name != "Localised")
    assert json.loads(json.dumps(made)) == made


def test_only_as_many_right_names_are_looked_for_as_a_person_reads() -> None:
    """Comparing four thousand wrong names with four thousand right ones takes minutes."""
    people = [{"id": f"person-{n}"} for n in range(60)]
    notes = [{"id": f"n{n}", "text": "A", "by": f"persn-{n}"} for n in range(60)]
    found = loose_ends(Convening.model_validate({"title": "T", "participants": people, "notes": notes}))
    assert len(found) == 60
    assert ["near" in each.values for each in found] == [True] * 20 + [False] * 40


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("timezone: Mars/Olympus", "“Mars/Olympus” is no time zone that calendars know; write it as Europe/Lisbon, or leave it out"),
        ("timezone: ../../etc/passwd", "timezone: “../../etc/passwd” is no time zone"),
        ("timezone: Europe", "timezone: “Europe” is no time zone"),
        ("days: [{date: 9999-12-31}]", "days, day 1, date: “9999-12-31” cannot be planned; the year lies between 1900 and 2999"),
        ("keep_until: 0001-01-01", "keep_until: “0001-01-01” cannot be planned"),
    ],
)
def test_what_no_calendar_knows_is_found_out_when_the_file_is_read(text: str, sentence: str) -> None:
    with pytest.raises(FileError) as refused:
        read(f"title: T\n{text}\n", "plan.yaml")
    assert sentence in str(refused.value)


def test_json_that_is_nested_too_deep_is_one_sentence() -> None:
    deep = '{"title": "T", "parked": [' + '{"title": "S", "tracks": [{"sessions": [' * 200 + "]}]}" * 200 + "]}"
    with pytest.raises(FileError, match="is nested more than 40 levels deep"):
        read(deep, "plan.json")


def test_an_error_that_is_logged_holds_nothing_that_was_typed() -> None:
    with pytest.raises(ValidationError) as refused:
        Convening.model_validate({"title": "T", "participants": [{"id": "p1", "name": {"first": "Maria"}}]})
    assert "Maria" not in str(refused.value)


def test_every_text_that_was_typed_once_is_listed_as_the_originals() -> None:
    convening = read(
        "title: {en: T, fr: T}\nobjectives: [Understand, {en: Ask, fr: Demander}]\n"
        "days: [{sessions: [{id: s, title: {fr: S}, room: Hall, fill: {centre: Water, list: [A, {fr: B}]}}]}]\n"
    )
    assert lacking(convening, "fr") == ("objectives.1", "days.day-1.sessions.s.fill.centre", "days.day-1.sessions.s.fill.list.1")

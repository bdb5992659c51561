"""Every shipped template starts a convening that fits; the answers stand where the questions were."""

import datetime as dt
import pathlib

import pytest

from toolkit import library
from toolkit.convening import file
from toolkit.convening.model import Convening
from toolkit.planning.timing import Conflict, agenda

NAMES = [template.name for template in library.templates()]
ANSWER = "Rivers “& <lakes>”"

MINE = """\
format: 1
template:
  title: {en: Mine, fr: Le mien}
  summary: One day.
  order: 3
  asks:
    subject: {label: What is it about?}
    place: {label: {en: Where?, fr: "Où ?"}, example: Riverton}
    host: {label: Who invites?}
title: "{subject}"
subtitle: {en: "On {subject}, in {place}", fr: "De {subject}, à {place}"}
discreet_title: Spring meeting
languages: [en, fr]
venue: {city: "{place}"}
hosts: [{name: "{host}"}, {name: Always Here}]
days:
  - id: one
    start: "09:00"
    sessions:
      - {id: hello, title: "Hello, {place} {unknown}", minutes: 30, kind: opening}
      - {id: talk, title: Talk, minutes: 60, notes: "ask about {subject}"}
      - {id: tea, title: Tea, kind: break, minutes: 15}
  - id: two
    sessions: [{id: close, title: Close, minutes: 30, kind: closing}]
report:
  sections: [{id: all, heading: All, gathers: [hello, close]}]
"""


@pytest.fixture
def mine(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "mine.yaml").write_text(MINE, encoding="utf-8")
    return tmp_path


def begin(mine: pathlib.Path, answers: dict[str, str], **rest: object) -> Convening:
    return library.start("mine", answers, extra=mine, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("people", [None, 12])
def test_every_template_starts_a_convening_whose_days_fit(name: str, people: int | None) -> None:
    template = library.template(name)
    convening = library.start(name, dict.fromkeys(template.card.asks, ANSWER), first_day=dt.date(2027, 3, 11), expected=people)
    assert [result for result in agenda(convening) if isinstance(result, Conflict)] == []
    assert [day.date for day in convening.days] == [dt.date(2027, 3, 11) + dt.timedelta(days=at) for at in range(len(convening.days))]
    assert (convening.template, file.loose_ends(convening)) == (None, ())
    assert file.read(file.write(convening)) == convening
    assert ANSWER in convening.title
    assert not [key for key in template.card.asks if f"{{{key}}}" in convening.model_dump_json()]


@pytest.mark.parametrize("name", NAMES)
def test_every_template_starts_without_any_answer_too(name: str) -> None:
    convening = library.start(name, {})
    assert convening.title
    assert file.read(file.write(convening)) == convening


@pytest.mark.parametrize("name", NAMES)
def test_every_exercise_that_a_template_names_is_there(name: str) -> None:
    named = {session.exercise for _, _, session in library.template(name).convening.sessions() if session.exercise}
    assert named <= set(library.exercises())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("days", [1, 2, 4])
def test_every_template_can_have_another_number_of_days(name: str, days: int) -> None:
    convening = library.start(name, {}, days=days)
    assert len(convening.days) == days
    assert file.loose_ends(convening) == ()


def test_the_two_day_dialogue_comes_first() -> None:
    assert NAMES[0] == "two-day-dialogue"


def test_answers_stand_in_every_text_and_language(mine: pathlib.Path) -> None:
    made = begin(mine, {"subject": "Rivers", "place": "Oldtown", "host": "A House"}, first_day=dt.date(2027, 12, 31), expected=9)
    assert file.dump(made) == {
        "format": 1,
        "title": "Rivers",
        "subtitle": {"en": "On Rivers, in Oldtown", "fr": "De Rivers, à Oldtown"},
        "discreet_title": "Spring meeting",
        "languages": ["en", "fr"],
        "venue": {"city": "Oldtown"},
        "hosts": [{"name": "A House"}, {"name": "Always Here"}],
        "expected": 9,
        "days": [
            {
                "id": "one", "date": "2027-12-31", "start": "09:00",
                "sessions": [
                    {"id": "hello", "title": "Hello, Oldtown {unknown}", "kind": "opening", "minutes": 30},
                    {"id": "talk", "title": "Talk", "minutes": 60, "notes": "ask about Rivers"},
                    {"id": "tea", "title": "Tea", "kind": "break", "minutes": 15},
                ],
            },
            {
                "id": "two", "date": "2028-01-01",
                "sessions": [{"id": "close", "title": "Close", "kind": "closing", "minutes": 30}],
            },
        ],
        "report": {"sections": [{"id": "all", "heading": "All", "gathers": ["hello", "close"]}]},
    }


def test_what_was_not_answered_can_be_seen_and_is_never_the_example(mine: pathlib.Path) -> None:
    made = begin(mine, {})
    assert (made.title, made.venue.city, [host.name for host in made.hosts]) == ("Mine", "", ["Always Here"])
    assert made.days[0].sessions[0].title == "Hello, [Where?] {unknown}"
    assert begin(mine, {}, language="fr").days[0].sessions[0].title == "Hello, [Où ?] {unknown}"


def test_a_host_that_sessions_name_stays_under_its_short_name(mine: pathlib.Path) -> None:
    text = MINE.replace('"{host}"}', '"{host}", short: AH}').replace("minutes: 60,", "minutes: 60, lead: [{host: AH}],")
    (mine / "led.yaml").write_text(text, encoding="utf-8")
    made = library.start("led", {}, extra=mine)
    assert ([host.name for host in made.hosts], file.loose_ends(made)) == (["AH", "Always Here"], ())


def test_a_title_of_ones_own_stands_beside_the_subject(mine: pathlib.Path) -> None:
    made = begin(mine, {"subject": "Rivers"}, title="Water week", discreet_title="Meeting", language="fr")
    assert (made.title, made.discreet_title, made.language, made.days[0].sessions[1].notes) == (
        "Water week", "Meeting", "fr", "ask about Rivers",
    )
    assert begin(mine, {}, title="Water week").days[0].sessions[1].notes == "ask about Water week"


def test_an_answer_may_hold_braces_and_is_not_read_again(mine: pathlib.Path) -> None:
    assert begin(mine, {"subject": "{place}", "place": "X"}).title == "{place}"


def test_fewer_days_keep_the_last_and_drop_what_spoke_of_the_others(mine: pathlib.Path) -> None:
    (mine / "long.yaml").write_text(MINE.replace("  - id: two\n", "  - id: middle\n  - id: two\n"), encoding="utf-8")
    made = library.start("long", {}, days=2, extra=mine)
    assert [day.id for day in made.days] == ["one", "two"]
    one = begin(mine, {}, days=1)
    assert ([day.id for day in one.days], one.report.sections[0].gathers) == (["one"], ("hello",))


def test_more_days_have_the_same_rhythm_and_are_to_be_planned(mine: pathlib.Path) -> None:
    made = begin(mine, {}, days=3)
    assert [day.id for day in made.days] == ["one", "added-day-2", "two"]
    assert [(session.title, session.minutes, session.kind) for session in made.days[1].sessions] == [
        ("To be planned", 30, "opening"), ("To be planned", 60, "plenary"), ("Tea", 15, "break"),
    ]
    assert file.loose_ends(made) == ()


@pytest.mark.parametrize(
    ("name", "answers", "rest", "sentence"),
    [
        ("two-day", {}, {}, "There is no template two-day; did you mean two-day-dialogue?"),
        ("mine", {"plaec": "X"}, {}, "The template mine does not ask for plaec; it asks for place."),
        ("mine", {}, {"days": 0}, "0 days cannot be planned; between 1 and 60 can."),
        ("mine", {}, {"first_day": dt.date.max}, "9999-12-31 is too late a day to begin on."),
    ],
)
def test_what_cannot_be_started_is_said_in_one_sentence(
    mine: pathlib.Path, name: str, answers: dict[str, str], rest: dict[str, object], sentence: str
) -> None:
    with pytest.raises(library.LibraryError) as refused:
        library.start(name, answers, extra=mine, **rest)  # type: ignore[arg-type]
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("rest", "sentence"),
    [
        ({"expected": -5}, "expected: “-5” is too small; the least is 0"),
        ({"title": "a\x07b"}, "title: “a\ufffdb” holds the control character U+0007 as character 2; take it out"),
        ({"title": "a\udcff"}, "title: “a\ufffd” holds the control character U+DCFF as character 2; take it out"),
        ({"language": "?"}, "language: “?” is not a language code; write it as en, pt-BR or zh-Hant"),
    ],
)
def test_an_answer_that_cannot_stand_is_said_once(mine: pathlib.Path, rest: dict[str, object], sentence: str) -> None:
    with pytest.raises(file.FileError) as refused:
        begin(mine, {}, **rest)  # type: ignore[arg-type]
    assert str(refused.value) == sentence


def test_an_unlike_name_lists_what_there_is(mine: pathlib.Path) -> None:
    with pytest.raises(library.LibraryError, match=r"^There is no template zzz; there are two-day-dialogue"):
        library.template("zzz")


def test_a_template_of_ones_own_stands_in_for_ours_and_is_read_again_when_it_changes(mine: pathlib.Path) -> None:
    (mine / "two-day-dialogue.yaml").write_text(MINE, encoding="utf-8")
    assert library.template("two-day-dialogue", mine).card.order == 3
    assert [template.name for template in library.templates(mine)].count("two-day-dialogue") == 1
    (mine / "two-day-dialogue.yaml").write_text(MINE.replace("order: 3", "order: 33"), encoding="utf-8")
    assert library.template("two-day-dialogue", mine).card.order == 33


def test_a_convening_without_a_card_is_no_template(tmp_path: pathlib.Path) -> None:
    (tmp_path / "plain.yaml").write_text("title: T\n", encoding="utf-8")
    with pytest.raises(library.LibraryError) as refused:
        library.templates(tmp_path)
    assert str(refused.value) == "plain.yaml: a template needs a `template:` key with its title and summary."


def test_a_wrong_template_names_its_line(tmp_path: pathlib.Path) -> None:
    (tmp_path / "wrong.yaml").write_text("title: T\ndays: 5\n", encoding="utf-8")
    with pytest.raises(file.FileError) as refused:
        library.templates(tmp_path)
    assert str(refused.value).startswith("wrong.yaml, line 2")

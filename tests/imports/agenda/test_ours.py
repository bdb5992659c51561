"""An agenda that went out and came back is the same: day, date, times, title, kind, room, track, lead, in every form that can be read."""

import datetime as dt
import functools
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import FULL
from tests.documents.reading import build, library, sample
from toolkit.convening import people
from toolkit.convening.model import AUDIENCES, KINDS, Convening
from toolkit.documents import schedule
from toolkit.documents.agenda import KIND_WORDS
from toolkit.documents.registry import Options
from toolkit.imports.agenda import DeclinedError, Understood, convening, understand
from toolkit.imports.agenda.understand import LANGUAGE_OPEN
from toolkit.language import language
from toolkit.readers.reading import read
from toolkit.writers.formats import FORMATS

PAGES = ("docx", "html", "md")
ROWS = ("csv", "xlsx")


@functools.lru_cache(maxsize=1)
def templates() -> dict[str, Convening]:
    made = {
        each.name: library.start(each.name, {"subject": "Water"}, first_day=dt.date(2027, 3, 11), expected=38)
        for each in library.templates()
    }
    return {**made, "sample": sample().convening}


def out_and_back(made: Convening, form: str, audience: str, code: str = "en") -> tuple[Understood, Convening]:
    data = FORMATS[form].write(build(made, "agenda", audience, code))
    understood = understand(read(data, f"agenda.{form}"))
    return understood, convening(understood)


def led(made: Convening, entry: schedule.Entry, options: Options, page: bool) -> tuple[str, ...]:
    """Who leads: rows say it for each session; a page says it once for a group, and again where a session has somebody else."""
    if not page or entry.track is None or entry.is_track:
        return schedule.names(made, entry, options)
    of_group = people.lead_words(made, entry.track.lead, options.audience, options.language.code)
    return schedule.own_names(made, entry, options) or of_group


def row(day: int, date: dt.date | None, entry: schedule.Entry, made: Convening, options: Options, page: bool) -> tuple[object, ...]:
    start, end = (None if minutes is None else minutes % (24 * 60) for minutes in (entry.start, entry.end))
    return (
        day,
        date,
        start,
        end,
        " ".join(options.read(entry.title).split()),
        entry.kind,
        " ".join(entry.room.split()),
        " ".join(options.read(entry.track.title).split()) if entry.track else "",
        tuple(" ".join(name.split()) for name in led(made, entry, options, page)),
    )


def printed(made: Convening, audience: str, untimed: bool, page: bool = False, code: str = "en") -> list[tuple[object, ...]]:
    """What an audience reads, one row for each session and group that has a title."""
    options = Options(audience, language(code), made.language, None, {}, {})
    return [
        row(plan.number, plan.day.date, entry, made, options, page)
        for plan in schedule.plans(made)
        for entry in plan.entries
        if (untimed or entry.start is not None) and (options.read(entry.title) or not entry.session.tracks or entry.track is not None)
    ]


def same(made: Convening, form: str, audience: str, code: str = "en") -> None:
    untimed = form in PAGES or audience == "organisers"
    if form in ROWS and not printed(made, audience, untimed):
        with pytest.raises(DeclinedError):
            out_and_back(made, form, audience, code)
        return
    understood, back = out_and_back(made, form, audience, code)
    assert printed(back, "organisers", untimed=True) == printed(made, audience, untimed, form in PAGES, code)
    assert [doubt for doubt in understood.doubts if doubt.message != LANGUAGE_OPEN] == []


@pytest.mark.parametrize("form", [*ROWS, *PAGES])
@pytest.mark.parametrize("name", list(templates()))
def test_every_template_comes_back_the_same_at_every_audience(name: str, form: str):
    for audience in AUDIENCES:
        same(templates()[name], form, audience)


@pytest.mark.parametrize("code", ["en-XA", "ar-XB", "en-US", "fr", "ko", "hi"])
@pytest.mark.parametrize("form", PAGES)
def test_a_page_in_another_language_comes_back_the_same(form: str, code: str):
    same(templates()["sample"], form, "facilitators", code)


def in_a_calendar(made: Convening, audience: str) -> list[tuple[object, ...]]:
    """What a calendar of this audience says: no leads, and where people are at risk no topics and no groups."""
    document = build(made, "agenda", audience)
    words = {word: kind for kind, word in KIND_WORDS.items()}
    found = []
    for event in document.events:
        group = event.group.removeprefix("Group: ")
        found.append(
            (
                event.start,
                event.end,
                " ".join(event.title.split()),
                words[event.category],
                " ".join(event.place.split()),
                " ".join(group.split()),
            )
        )
    return sorted(found, key=str)


def came_back(made: Convening, audience: str) -> list[tuple[object, ...]]:
    understood, _ = out_and_back(made, "ics", audience)
    midnight = {day.number: dt.datetime.combine(day.date, dt.time()) for day in understood.days if day.date}
    found = [
        (
            midnight[day.number] + dt.timedelta(minutes=row.start),
            midnight[day.number] + dt.timedelta(minutes=row.end),
            row.title,
            row.kind,
            " ".join(row.room.split()),
            row.track,
        )
        for day in understood.days
        for row in day.rows
        if row.start is not None and row.end is not None
    ]
    return sorted(found, key=str)


@pytest.mark.parametrize("name", list(templates()))
def test_every_template_comes_back_from_a_calendar(name: str):
    for audience in AUDIENCES:
        made = templates()[name].model_copy(update={"at_risk": audience in ("public", "participants")})
        assert came_back(made, audience) == in_a_calendar(made, audience)


def test_a_calendar_gives_its_zone_and_prints_the_same_times():
    understood, back = out_and_back(templates()["sample"], "ics", "organisers")
    assert understood.timezone == back.timezone == "Europe/Lisbon"
    timed = [(row.start, row.end, row.title) for day in understood.days for row in day.rows]
    assert sorted(timed, key=str) == sorted(
        [(entry.start, entry.end, entry.title) for _, entry in schedule.everything(back) if entry.title and entry.start is not None],
        key=str,
    )


# Convenings out of nowhere, of the kind that people make

words = st.text(st.sampled_from("abc éñ水مد-'&"), min_size=1, max_size=18).map(lambda text: f"x{' '.join(text.split())}y")
kinds = st.sampled_from(KINDS)
leads = st.lists(
    st.fixed_dictionaries({"text": words}, optional={"public": st.booleans()}), max_size=2, unique_by=lambda each: each["text"]
)


@st.composite
def inner_sessions(draw: st.DrawFn) -> list[dict[str, object]]:
    return [
        {
            "title": draw(words),
            "kind": draw(kinds),
            "minutes": draw(st.integers(1, 8)) * 5,
            "room": draw(st.just("") | words),
            "lead": draw(leads),
        }
        for _ in range(draw(st.integers(0, 3)))
    ]


@st.composite
def days(draw: st.DrawFn) -> dict[str, object]:
    sessions: list[dict[str, object]] = []
    clock = draw(st.integers(7 * 12, 10 * 12)) * 5
    start = clock
    for _ in range(draw(st.integers(1, 6))):
        gap = draw(st.sampled_from([0, 0, 0, 30]))
        minutes = draw(st.integers(1, 24)) * 5
        made = {"title": draw(words), "kind": draw(kinds), "minutes": minutes, "room": draw(st.just("") | words), "lead": draw(leads)}
        if gap:
            made["pin"] = clock + gap
        if draw(st.integers(0, 3)) == 0:
            made["tracks"] = [
                {"title": draw(words), "room": draw(st.just("") | words), "lead": draw(leads), "sessions": draw(inner_sessions())}
                for _ in range(draw(st.integers(1, 3)))
            ]  # fmt: skip
            made["minutes"] = 120
        if draw(st.integers(0, 9)) == 0:
            del made["minutes"]
            made["tracks"] = []
        clock += gap + int(made.get("minutes", 0))
        sessions.append(made)
    return {"start": start, "sessions": sessions, "title": draw(st.just("") | words)}


@st.composite
def convenings(draw: st.DrawFn) -> Convening:
    first = draw(st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2099, 1, 1)))
    made = [{**draw(days()), "date": None if first is None else first + dt.timedelta(number)} for number in range(draw(st.integers(1, 3)))]
    return Convening.model_validate({"title": "Water and Work", "days": made})


PHASES = [Phase.explicit, Phase.generate] if not FULL else list(Phase)
"""What fails is small enough to read; making it smaller takes minutes."""


@settings(
    max_examples=300 if FULL else 20, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES, derandomize=not FULL
)
@given(convenings(), st.sampled_from(AUDIENCES))
def test_any_agenda_with_dates_comes_back_from_a_calendar(made: Convening, audience: str):
    if in_a_calendar(made, audience):
        assert came_back(made, audience) == in_a_calendar(made, audience)


def checked(form: str) -> Callable[[], None]:
    @settings(
        max_examples=600 if FULL else 15, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=PHASES, derandomize=not FULL
    )
    @given(convenings(), st.sampled_from(AUDIENCES))
    def holds(made: Convening, audience: str) -> None:
        same(made, form, audience)

    return holds


@pytest.mark.parametrize("form", [*ROWS, *PAGES])
def test_any_agenda_comes_back_the_same(form: str):
    checked(form)()

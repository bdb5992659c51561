"""Versions that go out: kept as they were printed, without anything that the table does not hold."""

import datetime as dt
import itertools

import pytest
from hypothesis import HealthCheck, given, settings

from tests.conftest import FULL
from tests.convening.strategies import convenings
from tests.documents.reading import build, library, rows, tables
from toolkit.convening import file
from toolkit.convening.edits import Ref, Set, apply
from toolkit.convening.model import AUDIENCES, Audience, Convening
from toolkit.document.blocks import Cover
from toolkit.document.inline import plain
from toolkit.documents import agenda, parts, printed, sending
from toolkit.documents.printed import Row
from toolkit.language import Language, language

MADE = {template.name: library.start(template.name, {}, first_day=dt.date(2027, 3, 11)) for template in library.templates()}


def sample() -> Convening:
    return library.sample().convening


def sent(convening: Convening, name: str = "v4, sent to ERN", **more: object) -> Convening:
    return apply(convening, sending.send(convening, name, **more)).convening  # type: ignore[arg-type]


def in_table(row: Row, say: Language) -> str:
    """What the row says in the table, in order, by what is kept of it."""
    when = "" if row.start is None else say.time(row.start) if row.end in (None, row.start) else say.span(row.start, row.end or 0)
    names = agenda.BETWEEN_LEADS.join(row.lead)
    kind = "" if row.kind == "group" or row.sort == agenda.kind_by_look(row.title, row.groups) else say(agenda.KIND_WORDS[row.sort])
    groups = say.plural(agenda.ONE_GROUP, agenda.GROUPS, row.groups) if row.groups else ""
    dash = agenda.WITHIN if row.kind == "item" else ""
    led = names if row.room or not names else say(agenda.LEAD, names=names)
    return " ".join(" ".join(part for part in (when, dash, row.title, kind, row.purpose, groups, row.room, led) if part).split())


@pytest.mark.parametrize("name, audience", list(itertools.product(["sample", *MADE], AUDIENCES)))
def test_what_is_kept_is_what_the_table_says(name: str, audience: Audience) -> None:
    convening = sample() if name == "sample" else MADE[name]
    for code in ("en", "ar-XB"):
        options = sending.options_of(audience, code, convening)
        bare = convening.model_copy(update={"days": tuple(
            day.model_copy(update={"sessions": tuple(each.model_copy(update={"notes": ""}) for each in day.sessions)})
            for day in convening.days
        )})  # fmt: skip
        numbers = {options.language(agenda.GROUP, n=options.language.number(n)) for n in range(1, 9)}
        said = [
            " ".join(" ".join(cell for cell in row if cell not in numbers).split())
            for table in tables(build(bare, "agenda", audience, code)) for row in rows(table)
        ]  # fmt: skip
        assert [in_table(row, options.language) for _, row in printed.now(convening, options).rows()] == said


@settings(max_examples=400 if FULL else 40, suppress_health_check=list(HealthCheck), deadline=None)
@given(convenings())
def test_a_version_prints_what_the_agenda_printed_then(convening: Convening) -> None:
    options = sending.options_of("participants", convening.language, convening)
    after = sent(convening)
    assert printed.sent(after.sent[-1], after, options.language) == printed.now(after, options)
    assert file.read(file.write(after)) == after


def test_no_private_word_goes_along() -> None:
    convening = sample()
    kept = sent(convening, audience="organisers").sent[-1]
    for session in (each for day in kept.days for each in day.sessions):
        assert (session.notes, session.fill, session.exercise, session.keep, session.minutes_per_person) == ("", {}, None, "should", None)
    assert {lead.person for day in kept.days for each in day.sessions for lead in each.lead} - {None} == {
        lead.person for day in convening.days for each in day.sessions for lead in each.lead
    } - {None}


def test_who_may_not_be_named_on_that_paper_is_not_in_that_version() -> None:
    silent = Convening.model_validate({
        "title": "Water", "participants": [{"id": "p1", "name": "Maria Example"}],
        "days": [{"id": "d", "sessions": [{"id": "s", "title": "Talk", "lead": [{"person": "p1"}, {"text": "Somebody typed"}]}]}],
    })  # fmt: skip
    leads = [sent(silent, audience=audience).sent[-1].days[0].sessions[0].lead for audience in ("participants", "organisers")]
    assert [[lead.model_dump(exclude_defaults=True) for lead in each] for each in leads] == [
        [], [{"person": "p1"}, {"text": "Somebody typed"}],
    ]  # fmt: skip


def test_sending_names_the_version_and_can_be_undone() -> None:
    convening = sample()
    done = apply(convening, sending.send(convening, "  v4,  sent to ERN ", "ERN", dt.date(2027, 1, 2)))
    version = done.convening.sent[-1]
    assert (done.convening.version, version.id, version.name, version.to, version.on) == (
        "v4, sent to ERN", "sent-1", "v4, sent to ERN", "ERN", dt.date(2027, 1, 2),
    )  # fmt: skip
    assert apply(done.convening, done.inverse).convening == convening


def test_one_name_is_one_agenda() -> None:
    once = sent(sample())
    twice = sent(once, to="RCU", code="fr")
    assert [(each.id, each.name, each.language) for each in twice.sent] == [
        ("sent-1", "v4, sent to ERN", "en"), ("sent-2", "v4, sent to ERN", "fr"),
    ]  # fmt: skip
    changed = apply(twice, Set(target=Ref(kind="session", id="aims"), field=("title",), value="What for")).convening
    with pytest.raises(sending.SendingError, match=r"^A version called “v4, sent to ERN” has gone out, and the agenda has changed since"):
        sending.send(changed, "v4, sent to ERN")
    with pytest.raises(sending.SendingError, match=r"^A version that goes out needs a name"):
        sending.send(changed, "  ")


def test_a_version_that_went_out_bears_its_date_beside_its_name() -> None:
    convening = sent(sample(), on=dt.date(2027, 1, 2))
    say = language("en")
    assert parts.label(convening, say) == "DRAFT · v4, sent to ERN · 2 January 2027"
    assert parts.label(convening.model_copy(update={"final": True}), say) == "v4, sent to ERN · 2 January 2027"
    assert parts.label(convening.model_copy(update={"version": "v5"}), say) == "DRAFT · v5"


def test_the_front_of_a_version_is_that_of_the_paper() -> None:
    convening = sample()
    cover = next(block for block in build(convening, "agenda").blocks if isinstance(block, Cover))
    kept = sent(convening).sent[-1]
    assert (kept.title, kept.subtitle, kept.facts) == tuple(map(plain, (cover.kicker, cover.subtitle, cover.facts[0])))

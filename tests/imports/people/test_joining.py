"""A list held against a convening that has people: nothing is overwritten and no consent widened that was not wanted."""

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.reading import build
from tests.imports.people.reading import understood
from tests.support import sample
from toolkit.convening import telling
from toolkit.convening.edits import apply
from toolkit.convening.model import Convening
from toolkit.imports import people
from toolkit.imports.people import Joined
from toolkit.language import language
from toolkit.writers import xlsx

DAY = dt.date(2027, 1, 3)


def convening(*participants: dict[str, Any]) -> Convening:
    return Convening.model_validate(
        {"title": "Water", "participants": [{"id": f"person-{n}", **each} for n, each in enumerate(participants, 1)]}
    )


def join(there: Convening, text: str, **decided: bool) -> Joined:
    return people.join(there, understood(text, "list.csv").people, decided)


def after(there: Convening, joined: Joined, *kinds: str) -> Convening:
    edit = people.edit(
        there, joined, {change.number for change in joined.changes if change.kind in (kinds or people.HARMLESS)}, DAY, "list"
    )
    if edit is None:
        return there
    done = apply(there, edit)
    assert apply(done.convening, done.inverse).convening == there
    assert people.brought(there, edit) == done.convening
    return done.convening


def test_new_people_have_numbers_for_ids_and_never_names() -> None:
    made = after(convening(), join(convening(), "Name,Org\nMaria Example,ERN\nJo Sample,Fund\n"))
    assert [(person.id, person.name) for person in made.participants] == [("person-1", "Maria Example"), ("person-2", "Jo Sample")]


def test_what_is_empty_is_filled_and_what_differs_waits() -> None:
    there = convening({"name": "Maria Example", "country": "PT"})
    joined = join(there, "Name,Country,E-mail\nMARÍA EXAMPLE,Spain,maria@example.org\n")
    assert [(change.kind, change.field) for change in joined.changes] == [
        ("change", ("name",)), ("change", ("country",)), ("fill", ("email",)),
    ]  # fmt: skip
    assert after(there, joined).participants[0].country == "PT"
    assert after(there, joined).participants[0].email == "maria@example.org"
    assert after(there, joined, "change").participants[0].country == "ES"


def test_an_empty_cell_takes_nothing_away_and_who_is_missing_stays() -> None:
    there = convening({"name": "Maria Example", "email": "maria@example.org"}, {"name": "Jo Sample"})
    joined = join(there, "Name,E-mail,Country\nMaria Example,,Peru\n")
    assert joined.missing == {"person-2"}
    made = after(there, joined)
    assert made.participants[0].email == "maria@example.org" and len(made.participants) == 2


def test_consent_waits_for_a_tick_and_a_refusal_does_not() -> None:
    there = convening({"name": "Maria Example"}, {"name": "Jo Sample", "consent": {"list": "public"}})
    joined = join(there, "Name,May we list you?\nMaria Example,yes\nJo Sample,no\nAna Prova,yes\n")
    made = after(there, joined)
    assert made.participants[0].consent is None and made.participants[2].consent is None
    assert made.participants[1].consent is not None and made.participants[1].consent.list == "nobody"
    wide = after(there, joined, *people.HARMLESS, "consent")
    for person in (wide.participants[0], wide.participants[2]):
        assert person.consent is not None and person.consent.list == "participants"
        assert person.consent.given is not None and (person.consent.given.on, person.consent.given.how) == (DAY, "list")


def test_no_list_overrides_a_refusal_or_a_withdrawal_nor_answers_for_what_it_does_not_speak_of() -> None:
    taken_back = {"list": "public", "given": {"on": "2027-01-01", "withdrawn": "2027-02-01"}}
    there = convening(
        {"name": "Maria Example", "consent": {"list": "nobody", "open": ["photo"]}}, {"name": "Jo Sample", "consent": taken_back},
        {"name": "Ana Prova", "consent": {}},
    )  # fmt: skip
    text = "Name,May we list you?,May we take photos?\nMaria Example,yes,yes\nJo Sample,yes,yes\nAna Prova,yes,yes\nLi Test,no,yes\n"
    joined = join(there, text)
    assert joined.kept == 3
    maria, jo, ana, li = (person.consent for person in after(there, joined, *people.HARMLESS, "consent").participants)
    assert maria is not None and (maria.list, maria.photo, maria.open) == ("nobody", True, ())
    assert ana == there.participants[2].consent
    assert jo is not None and jo.given is not None and (str(jo.given.withdrawn), jo.photo) == ("2027-02-01", False)
    assert li is not None and (li.list, li.photo, li.open) == ("nobody", True, ("badge", "lead", "quote"))
    unticked = after(there, joined).participants[3].consent
    assert unticked is not None and (unticked.photo, unticked.open) == (False, ("badge", "lead", "photo", "quote"))


def test_our_own_spreadsheet_comes_back_without_a_column_more_and_without_a_new_consent() -> None:
    held = sample().convening
    found = understood(xlsx.write(build(held, "participant-list", "organisers")), "list.xlsx")
    assert {column.heading for column in found.columns if column.field == "more"} == {"Room", "Flight"}
    changes = people.join(held, found.people).changes
    assert not [change for change in changes if change.kind in ("consent", "refusal") or "Consent" in change.field[-1]]


def test_who_is_known_by_code_or_address_and_who_only_may_be() -> None:
    there = convening({"name": "Maria Example", "code": "K7"}, {"name": "Jo Sample", "email": "jo@example.org"}, {"name": "Ana Prova"})
    text = "Code,Name,E-mail,Country\nK7,Maria E. Example,,Peru\n,Jo Sample,JO@example.org,Peru\n,Prova Ana,,Peru\n"
    joined = join(there, text)
    assert [(change.kind, change.id) for change in joined.changes if change.field == ("country",)] == [
        ("fill", "person-1"),
        ("fill", "person-2"),
    ]
    assert [(maybe.at, maybe.id) for maybe in joined.maybe] == [(2, "person-3")]
    again = people.join(there, joined.people, {joined.people[2].key: True})
    assert not again.of("new") and again.missing == frozenset()


def test_a_second_time_nothing_is_new() -> None:
    text = "First name,Surname,Org,Country,Status,May we list you?,Flight\nMaria,Example,ERN,Peru,yes,yes,TP1\nJo,Sample,,Kenya,no,no,\n"
    made = after(convening(), join(convening(), text), *people.HARMLESS, "consent")
    assert join(made, text).changes == () and join(made, text).alike == 2


def test_twins_of_a_list_are_pairs_and_become_one_when_somebody_says_so() -> None:
    text = (
        "Name,Org,Phone\nZoë Example,ERN,\nZOË EXAMPLE,ERN,+351 1\nZoe\u0308 "
        "Example,Example Rights Network,\nNora Finch Carter,ERN,\nPaula Carter,ERN,\n"
    )
    found = understood(text, "list.csv")
    assert [(pair.one, pair.other, pair.sure) for pair in found.pairs] == [(0, 1, True), (0, 2, False)]
    joined = people.joined(found.people, found.pairs)
    assert [person.name for person in joined] == ["Zoë Example", "Nora Finch Carter", "Paula Carter"]
    assert joined[0].raw["phone"] == "+351 1"


def test_of_two_rows_the_narrower_consent_counts() -> None:
    found = understood("Name,May we list you?\nMaria Example,yes\nMaria Example,no\n", "list.csv")
    assert people.joined(found.people, found.pairs)[0].raw["consent"] == {"list": "nobody"}


def test_many_who_come_in_at_once_are_told_as_a_number() -> None:
    joined = join(convening(), "Name\nMaria Example\nJo Sample\nAna Prova\nLi Esimerkki\nMax Muster\n")
    edit = people.edit(convening(), joined, {change.number for change in joined.changes})
    assert edit is not None and telling.phrase(edit, convening(), language("en")) == "added 5 people to the people"


WORDS = st.text(alphabet="abcdeéßżЖم =+-@,;\"'\n\t<&", max_size=12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=6))
def test_whatever_stands_in_the_cells_comes_in_or_is_declined_in_words(rows: list[tuple[str, str, str]]) -> None:
    import csv
    import io

    from toolkit.language.said import SaidError

    made = io.StringIO()
    csv.writer(made).writerows([("Name", "E-mail", "May we list you?"), *rows])
    try:
        joined = join(convening(), made.getvalue())
    except SaidError:
        return
    after(convening(), joined, *people.HARMLESS, "consent")

"""Not asked, asked and waiting, refused, agreed, withdrawn: told apart for each use, and written down as edits."""

import datetime as dt
from typing import Any

import pytest

from toolkit.convening import consents, edits
from toolkit.convening.model import Convening, Participant
from toolkit.convening.telling import phrase
from toolkit.language import language

TODAY = dt.date(2027, 2, 1)
ASKED: dict[str, Any] = {"open": list(consents.USES), "given": {"asked": "2027-01-20"}}
WITHDRAWN: dict[str, Any] = {"list": "public", "photo": True, "given": {"withdrawn": "2027-02-02"}}


def a_convening(**person: Any) -> Convening:
    return Convening.model_validate({"title": "T", "participants": [{"id": "p", "name": "Maria Example", **person}]})


def made(convening: Convening, edit: edits.Set | None) -> Participant:
    assert edit is not None
    return edits.apply(convening, edit).convening.participants[0]


@pytest.mark.parametrize(
    ("consent", "said", "whole"),
    [
        (None, ("not-asked",) * 5, "not-asked"),
        (ASKED, ("waiting",) * 5, "waiting"),
        ({}, ("refused",) * 5, "refused"),
        ({"list": "public", "badge": "full", "lead": "participants", "photo": True, "quote": "side"}, ("agreed",) * 5, "agreed"),
        (WITHDRAWN, ("withdrawn",) * 5, "withdrawn"),
        ({"list": "participants", "open": ["photo"]}, ("agreed", "refused", "refused", "not-asked", "refused"), "not-asked"),
    ],
)
def test_each_use_has_its_own_answer(consent: dict[str, Any] | None, said: tuple[str, ...], whole: str) -> None:
    person = a_convening(consent=consent).participants[0]
    assert (consents.answers(person), consents.whole(person)) == (said, whole)
    assert tuple(consents.answer(person, use) for use in consents.USES) == said


def test_one_answer_leaves_the_other_questions_open_and_bears_the_day() -> None:
    convening = a_convening()
    person = made(convening, consents.answered(convening.participants[0], "photo", False, TODAY))
    assert consents.answers(person) == ("not-asked", "not-asked", "not-asked", "refused", "not-asked")
    assert person.consent is not None and person.consent.given is not None and person.consent.given.on == TODAY
    back = a_convening(consent={"photo": True, "open": ["list", "badge", "lead", "quote"]})
    assert made(back, consents.answered(back.participants[0], "photo", None, TODAY)).consent is None


def test_a_later_answer_keeps_the_day_of_the_first() -> None:
    convening = a_convening(consent={"list": "public", "given": {"on": "2027-01-05"}})
    person = made(convening, consents.answered(convening.participants[0], "badge", "full", TODAY))
    assert person.consent is not None and person.consent.given is not None and person.consent.given.on == dt.date(2027, 1, 5)


def test_who_was_asked_waits_and_who_has_answered_everything_is_left_alone() -> None:
    unasked = a_convening()
    person = made(unasked, consents.asked(unasked.participants[0], TODAY, "e-mail", 2))
    assert set(consents.answers(person)) == {"waiting"}
    assert person.consent is not None and person.consent.given is not None
    assert (person.consent.given.asked, person.consent.given.how, person.consent.given.wording) == (TODAY, "e-mail", 2)
    for consent in ({}, {"list": "public"}, WITHDRAWN):
        assert consents.asked(a_convening(consent=consent).participants[0], TODAY, "e-mail", 2) is None


def test_the_counts_are_those_of_each_person() -> None:
    people = [a_convening(consent=each).participants[0] for each in (None, ASKED, {}, {"list": "public"}, {"list": "public"}, WITHDRAWN)]
    tally = consents.tally(people)
    assert dict(tally.whole) == {"not-asked": 1, "waiting": 1, "refused": 1, "agreed": 2, "withdrawn": 1}
    assert dict(tally.uses["list"]) == {"not-asked": 1, "waiting": 1, "refused": 1, "agreed": 2, "withdrawn": 1}
    assert dict(tally.uses["photo"]) == {"not-asked": 1, "waiting": 1, "refused": 3, "withdrawn": 1}


@pytest.mark.parametrize(
    ("consent", "change", "told"),
    [
        (None, lambda p: consents.answered(p, "list", "public", TODAY), "noted what Maria Example said about the list"),
        ({}, lambda p: consents.answered(p, "photo", True, TODAY), "noted what Maria Example said about photos"),
        (None, lambda p: consents.asked(p, TODAY, "e-mail", None), "noted that Maria Example was asked for consent"),
        ({"list": "public"}, lambda p: consents.noted(p, "withdrawn", "2027-02-01"), "noted that Maria Example took the consent back"),
        ({"list": "public"}, lambda p: consents.shown(p, ["name"]), "noted what Maria Example said about what the list shows"),
        ({"list": "public"}, lambda p: consents.noted(p, "how", "slip"), "changed when and how Maria Example was asked"),
    ],
)  # fmt: skip
def test_the_history_tells_what_was_noted(consent: dict[str, Any] | None, change: Any, told: str) -> None:
    convening = a_convening(consent=consent)
    assert phrase(change(convening.participants[0]), convening, language("en")) == told

"""Contract 3: no file names a person before somebody who may not read the name.

Every document, every audience, every consent; with one person who stands everywhere a name can stand.
The expectation is worked out here from the table in the README, not by the code under test.
"""

import itertools
import re

import pytest

from tests.conftest import FULL
from tests.support import chosen_specs, material, sample
from toolkit import leaks
from toolkit.convening.model import AUDIENCES, Affiliation, Consent, Given, Lead, Needs, Note, Participant
from toolkit.document.fingerprint import fingerprint
from toolkit.documents.registry import specs
from toolkit.material import Material, Task
from toolkit.writers import formats
from toolkit.writers.formats import FORMATS

NAME, LEGAL = "Quillon Vexbright", "Quirina Vexbright-Ozols"
PRIVATE = ("quillon@vex.example", "+999 888 777 66", "zwieback only", "seat 14Q window")
NOTE = "she asked that nobody mention the quarry hearing"
CIRCLES = ("nobody", "participants", "public")
NAMES = [spec.name for spec in chosen_specs()]


def person(consent):
    return Participant(
        id="qv", code="QV9", name=NAME, legal_name=LEGAL, sort_as="Vexbright, Quillon", email=PRIVATE[0], phone=PRIVATE[1],
        affiliations=(Affiliation(title="Quartermaster", organisation="Vexbright Quarry Union"),), side="activist", country="PT",
        needs=Needs(diet=PRIVATE[2]), more={"Seat": PRIVATE[3]}, consent=consent, status="confirmed",
    )


def with_person(consent):
    """The sample, and this person on its list, leading its first session, owning an action, having written a note."""
    convening = sample().convening
    day = convening.days[0]
    first = day.sessions[0]
    led = first.model_copy(update={"lead": (Lead(person="qv"),), "notes": f"{first.notes}\n\n{NOTE}"})
    day = day.model_copy(update={"sessions": (led, *day.sessions[1:])})
    action = Note(id="qv-action", session=first.id, kind="action", text="Send the tables round", owner="qv", by="qv")
    quote = Note(id="qv-quote", session=first.id, kind="quote", text="Water remembers the mill", by="qv", attribution="name")
    changed = convening.model_copy(
        update={
            "days": (day, *convening.days[1:]),
            "participants": (*convening.participants, person(consent)),
            "notes": (*convening.notes, action, quote),
        }
    )
    grouping = convening.groups[0]
    turn = grouping.rounds[0]
    seated = turn.groups[0].model_copy(update={"people": (*turn.groups[0].people, "qv")})
    turn = turn.model_copy(update={"groups": (seated, *turn.groups[1:])})
    changed = changed.model_copy(update={"groups": (grouping.model_copy(update={"rounds": (turn, *grouping.rounds[1:])}),)})
    return Material(changed, material().exercises, material().assets)


def consents():
    yield None
    for wide, lead, quote, withdrawn in itertools.product(CIRCLES, CIRCLES, ("nobody", "name"), (False, True)):
        given = Given(withdrawn="2027-02-20") if withdrawn else Given(on="2027-02-01")
        yield Consent(list=wide, lead=lead, badge="full", quote=quote, given=given)
    yield Consent(list="public", lead="public", show=("organisation",))


def may_be_named(consent, audience, name=""):
    """By any use: the widest that the table in the README allows; what is worn or stands before her, as she agreed for her badge."""
    if name.startswith(("name-badges", "tent-cards")):
        return consent is not None and consent.badge == "full" and not (consent.given and consent.given.withdrawn)
    if audience in ("facilitators", "organisers"):
        return True
    if consent is None or (consent.given and consent.given.withdrawn):
        return False
    if "name" not in consent.show:
        return consent.badge == "full" or consent.quote == "name"
    circles = {"public": ("public",), "participants": ("participants", "public")}[audience]
    return consent.list in circles or consent.lead in circles or consent.quote == "name"


def built(what, name, audience):
    spec = next(spec for spec in specs(what.convening, what.exercises) if spec.name == name)
    return what.tree(Task(spec, "", audience, "en", None, ""))


def said(what, name, audience, form):
    return said_by(built(what, name, audience), form)


def said_by(tree, form):
    if not formats.has(tree, FORMATS[form]):
        return ""
    return " ".join(leaks.says(FORMATS[form].write(tree), form).split())


@pytest.mark.parametrize("name", NAMES)
def test_no_name_stands_where_consent_does_not_put_it(name):
    spec = next(spec for spec in chosen_specs() if spec.name == name)
    for consent, audience in itertools.product(consents(), spec.audiences):
        tree = built(with_person(consent), name, audience)
        words = said_by(tree, "html") + said_by(tree, "csv")
        if not may_be_named(consent, audience, name):
            assert "Quillon" not in words and "Vexbright" not in words.replace("Vexbright Quarry Union", ""), (consent, audience)
        if audience != "organisers":
            assert LEGAL not in words, (consent, audience)
            assert not [fact for fact in PRIVATE if fact in words], (consent, audience)
        if audience in ("public", "participants"):
            assert NOTE not in words, (consent, audience)


@pytest.mark.parametrize("form", list(FORMATS))
def test_no_part_of_any_file_format_names_who_was_not_asked(form):
    what = with_person(None)
    for spec in chosen_specs():
        for audience in [each for each in spec.audiences if each in ("public", "participants")]:
            words = said(what, spec.name, audience, form)
            assert not [fact for fact in (NAME, LEGAL, "Vexbright", *PRIVATE, NOTE) if fact in words], (spec.name, audience)


def test_who_agreed_is_named_in_the_list_and_as_lead():
    what = with_person(Consent(list="participants", lead="public", given=Given(on="2027-02-01")))
    assert NAME in said(what, "participant-list", "participants", "docx")
    assert NAME not in said(what, "participant-list", "public", "docx")
    assert NAME in said(what, "agenda", "public", "pdf")


def test_withdrawing_consent_changes_every_document_that_named_her():
    agreed = with_person(Consent(list="public", lead="public", quote="name"))
    withdrawn = with_person(Consent(list="public", lead="public", quote="name", given=Given(withdrawn="2027-02-20")))
    for spec in chosen_specs():
        task = Task(spec, "", spec.audience, "en", None, "")
        if spec.audience in ("public", "participants") and NAME in said(agreed, spec.name, spec.audience, "html"):
            assert fingerprint(agreed.tree(task)) != fingerprint(withdrawn.tree(task))


def test_the_leak_check_finds_nothing_in_the_samples_own_documents():
    """No false alarm on the sample, which has a Hope and a May among its people."""
    what = material()
    for spec in chosen_specs():
        for audience in spec.audiences:
            for form in ("html", "csv") if not FULL else tuple(FORMATS):
                words = {f"{spec.name}.{form}": said(what, spec.name, audience, form)}
                assert leaks.find(what.convening, audience, words) == (), (spec.name, audience, form)


RARE = ("cartographer", "Bhutan", "Dzongkha", "zwieback")


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_counted_alone_below_organisers(name):
    """The only one of a side, a country, a language or a diet: a count beside any of them is not a number below five."""
    convening = with_person(None).convening
    rare = person(None).model_copy(update={"side": "cartographer", "country": "BT", "languages": ("dz",)})
    people = tuple(rare if each.id == "qv" else each for each in convening.participants)
    what = Material(convening.model_copy(update={"participants": people}), material().exercises, material().assets)
    spec = next(spec for spec in chosen_specs() if spec.name == name)
    for audience in [each for each in spec.audiences if each != "organisers"]:
        said = said_by(built(what, name, audience), "html")
        for word in RARE:
            alone = rf"{word}\W{{0,12}}[1-4](?![\d:.])|(?<![\d:.])[1-4]\W{{0,12}}{word}"
            assert re.search(alone, said) is None, (audience, word)


CITED = "Rosa Aguirrezabal"


def unasked():
    """The sample in which Hope, May and an author whom the report cites have not been asked yet; May and hope are words of it too."""
    convening = sample().convening
    people = tuple(each.model_copy(update={"consent": None}) if each.id in ("p09", "p10") else each for each in convening.participants)
    author = Participant(id="rosa", name=CITED, affiliations=(Affiliation(organisation="Reed and Rush Review"),))
    first, *rest = convening.report.sections
    words = f"{first.body}\n\nIn May we hope for rain.[^99] May it last.\n\n[^99]: {CITED}, *The Price of a Bucket*, Riverton 2015.\n"
    report = convening.report.model_copy(update={"sections": (first.model_copy(update={"body": words}), *rest)})
    changed = convening.model_copy(update={"participants": (*people, author), "report": report})
    return Material(changed, material().exercises, material().assets)


OUTSIDE = ("public", "participants")


def test_a_hope_a_may_and_a_cited_author_who_were_not_asked_stop_nothing():
    what = unasked()
    for spec in chosen_specs():
        for audience in [each for each in spec.audiences if each in OUTSIDE]:
            words = {f"{spec.name}.html": leaks_says(what, spec.name, audience, "html")}
            assert leaks.find(what.convening, audience, words) == (), (spec.name, audience)
            asked = [(leak.kind, leak.id) for leak in leaks.doubtful(what.convening, audience, words)]
            assert asked == ([("cited", "rosa"), ("part", "p10")] if spec.name == "report" else []), (spec.name, audience)


@pytest.mark.parametrize("form", ["docx", "md", *(["pdf"] if FULL else [])])
def test_an_author_is_known_as_cited_in_every_format(form):
    what = unasked()
    words = {f"report.{form}": leaks_says(what, "report", "public", form)}
    assert leaks.find(what.convening, "public", words) == ()
    assert [(leak.kind, leak.id) for leak in leaks.doubtful(what.convening, "public", words) if leak.kind == "cited"] == [("cited", "rosa")]


def leaks_says(what, name, audience, form):
    return leaks.says(FORMATS[form].write(built(what, name, audience)), form)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_pack_holds_a_file_back_that_says_too_much(audience):
    """A note typed with somebody's name in it gets past consent; the check of the finished file is the last door."""
    what = with_person(None)
    found = leaks.find(what.convening, audience, {"x.html": f"as {NAME} told us"})
    assert bool(found) is (audience in ("public", "participants"))
    assert all(NAME not in leak.sentence() for leak in found)

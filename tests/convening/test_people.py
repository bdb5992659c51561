"""The whole truth table of who may be named: consent x audience x use x rule, each cell from DESIGN's table and not from the code."""

import datetime as dt
import itertools
from typing import Any

import pytest

from toolkit.convening.model import AUDIENCES, Audience, Consent, Convening, Note, Participant
from toolkit.convening.people import (
    NOBODY,
    Shown,
    Use,
    few,
    first_name,
    lead_words,
    listed,
    may_be_pictured,
    may_see_contacts,
    may_see_notes,
    rule_for,
    sort_key,
    speaker,
    visible,
    with_codes,
)

RULES = (None, "chatham-house")
CIRCLES = ("nobody", "participants", "public")
WITHDRAWN = {"withdrawn": "2027-02-01"}


def a_person(**more: Any) -> Participant:
    return Participant.model_validate({
        "id": "p1", "code": "K7", "name": "Maria Example", "legal_name": "Maria Joana Example", "honorific": "Dr.", "country": "PT",
        "affiliations": [{"title": "Coordinator", "organisation": "Example Network"}, {"title": "Poet"}], "side": "activist", **more,
    })  # fmt: skip


def agreed(**consent: Any) -> Participant:
    return a_person(consent=consent)


def refusals() -> list[Participant]:
    """Not asked; refused; withdrawn, whatever she had agreed to before."""
    everything = {"list": "public", "lead": "public", "badge": "full", "photo": True, "quote": "name", "given": WITHDRAWN}
    return [a_person(), agreed(), agreed(**everything)]


@pytest.mark.parametrize("use", ["list", "lead", "author", "owner"])
@pytest.mark.parametrize("circle", CIRCLES)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_name_stands_where_consent_reaches(use: Use, circle: str, audience: Audience) -> None:
    person = agreed(**{"lead" if use == "lead" else "list": circle})
    allowed = {"public": ["public"], "participants": ["participants", "public"], "facilitators": CIRCLES, "organisers": CIRCLES}
    shown = visible(person, audience, use)
    assert (shown.named, shown.name) == ((True, "Maria Example") if circle in allowed[audience] else (False, ""))


@pytest.mark.parametrize("use", ["list", "lead", "author", "owner", "groups", "badge", "quote", "photo", "needs", "notes"])
@pytest.mark.parametrize("person", refusals(), ids=["not asked", "refused", "withdrawn"])
@pytest.mark.parametrize("rule", RULES)
def test_who_did_not_agree_is_nobody_outside_the_team(use: Use, person: Participant, rule: Any) -> None:
    for audience in ("public", "participants"):
        shown = visible(person, audience, use, rule)  # type: ignore[arg-type]
        code_may_stand = use in ("owner", "groups", "badge")
        assert shown == (Shown(named=False, code="K7") if code_may_stand else NOBODY)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("show", [c for n in range(5) for c in itertools.combinations(("name", "title", "organisation", "country"), n)])
def test_a_list_shows_of_her_what_she_agreed_to(audience: Audience, show: tuple[str, ...]) -> None:
    shown = visible(agreed(list="public", show=show), audience, "list")
    everything = audience == "organisers"
    if "name" not in show and audience in ("public", "participants"):
        assert shown == NOBODY
        return
    assert (shown.named, shown.name) == (True, "Maria Example")
    assert shown.legal_name == ("Maria Joana Example" if everything else "")
    assert shown.titles == (("Coordinator", "Poet") if everything or "title" in show else ())
    assert shown.honorific == ("Dr." if everything or "title" in show else "")
    assert shown.organisations == (("Example Network",) if everything or "organisation" in show else ())
    assert shown.country == ("PT" if everything or "country" in show else "")
    assert shown.code == ("K7" if audience in ("facilitators", "organisers") else "")


def test_title_and_organisation_stay_together_when_they_are_cut() -> None:
    shown = visible(agreed(list="public", show=["name", "organisation"]), "public", "list")
    assert [(each.title, each.organisation) for each in shown.affiliations] == [("", "Example Network")]


@pytest.mark.parametrize("person", refusals(), ids=["not asked", "refused", "withdrawn"])
def test_facilitators_know_the_chosen_name_of_everybody_and_no_more(person: Participant) -> None:
    for use in ("list", "lead", "author", "owner", "groups"):
        assert visible(person, "facilitators", use) == Shown(named=True, name="Maria Example", code="K7")  # type: ignore[arg-type]


def test_organisers_see_the_legal_name_where_there_is_no_other() -> None:
    nameless = a_person(name="")
    assert (visible(nameless, "organisers", "list").named, visible(nameless, "organisers", "list").name) == (True, "Maria Joana Example")
    for audience in ("public", "participants", "facilitators"):
        assert visible(agreed(list="public").model_copy(update={"name": ""}), audience, "list").name == ""  # type: ignore[arg-type]
    assert visible(nameless, "organisers", "groups") == Shown(named=False, code="K7")


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize(("badge", "name"), [("none", ""), ("first-name", "Maria"), ("full", "Maria Example")])
def test_a_badge_is_what_she_said_before_every_audience(audience: Audience, badge: str, name: str) -> None:
    expected = Shown(named=True, name=name) if name else Shown(named=False, code="K7")
    assert visible(agreed(badge=badge), audience, "badge") == expected


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_quotation_says_of_its_speaker_what_she_agreed_to(audience: Audience) -> None:
    quoted = {level: visible(agreed(quote=level), audience, "quote") for level in ("nobody", "side", "organisation", "name")}
    assert {level: (each.named, each.name, each.organisations, each.side) for level, each in quoted.items()} == {
        "nobody": (False, "", (), ""),
        "side": (False, "", (), "activist"),
        "organisation": (False, "", ("Example Network",), "activist"),
        "name": (True, "Maria Example", ("Example Network",), "activist"),
    }
    assert all(each.titles == () and each.legal_name == "" and each.code == "" for each in quoted.values())


def test_a_quotation_cannot_show_what_a_list_may_not() -> None:
    shown = visible(agreed(quote="name", show=["country"]), "public", "quote")
    assert (shown.named, shown.name, shown.organisations, shown.side) == (False, "", (), "activist")


@pytest.mark.parametrize(("circle", "audience"), list(itertools.product(CIRCLES, AUDIENCES)))
def test_groups_are_codes_for_the_public_and_names_where_the_list_allows(circle: str, audience: Audience) -> None:
    named = {"public": False, "participants": circle != "nobody", "facilitators": True, "organisers": True}[audience]
    code = "K7" if audience in ("facilitators", "organisers") else ""
    expected = Shown(named=True, name="Maria Example", code=code) if named else Shown(named=False, code="K7")
    assert visible(agreed(list=circle), audience, "groups") == expected


def test_needs_and_contacts_are_for_organisers_and_notes_for_the_team() -> None:
    person = agreed(list="public", lead="public")
    assert [visible(person, audience, "needs").named for audience in AUDIENCES] == [False, False, False, True]
    assert [visible(person, audience, "notes").named for audience in AUDIENCES] == [False, False, True, True]
    assert [may_see_contacts(audience) for audience in AUDIENCES] == [False, False, False, True]
    assert [may_see_notes(audience) for audience in AUDIENCES] == [False, False, True, True]
    assert visible(person, "public", "needs") == visible(person, "facilitators", "needs") == NOBODY


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_picture_needs_her_yes_and_a_caption_her_name_in_the_list(audience: Audience) -> None:
    assert may_be_pictured(agreed(photo=True), audience)
    assert not may_be_pictured(agreed(list="public"), audience)
    assert visible(agreed(list="public"), audience, "photo") == NOBODY
    assert visible(agreed(photo=True, list="participants"), audience, "photo").named == (audience != "public")
    assert may_be_pictured(agreed(photo=True), audience, "chatham-house") == (audience != "public")


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("use", ["list", "lead", "author", "owner", "badge", "quote", "photo", "groups", "needs", "notes"])
def test_under_the_chatham_house_rule_no_affiliation_no_speaker_and_no_list_outside_the_team(audience: Audience, use: Use) -> None:
    person = agreed(list="public", lead="public", photo=True, quote="name", badge="full")
    free, shown = visible(person, audience, use), visible(person, audience, use, "chatham-house")
    assert (shown.titles, shown.organisations) == ((), ())
    if use in ("author", "quote"):
        assert shown == NOBODY
    elif (audience == "public" and use != "badge") or (audience == "participants" and use == "list"):
        assert not shown.named
    else:
        assert (shown.named, shown.name) == (free.named, free.name)


def test_the_rule_never_shows_more() -> None:
    consents = [None, *(Consent(list=a, lead=b, photo=True, quote="name", badge="full") for a in CIRCLES for b in CIRCLES)]  # type: ignore[arg-type]
    uses: tuple[Use, ...] = ("list", "lead", "author", "owner", "badge", "quote", "photo", "groups", "needs", "notes")
    for consent, audience, use in itertools.product(consents, AUDIENCES, uses):
        person = a_person().model_copy(update={"consent": consent})
        free, ruled = visible(person, audience, use), visible(person, audience, use, "chatham-house")
        for part in ("name", "legal_name", "honorific", "country", "side", "titles", "organisations"):
            assert getattr(ruled, part) in (getattr(free, part), "", ())


def test_a_wider_circle_never_sees_more_than_a_narrower_one() -> None:
    uses: tuple[Use, ...] = ("list", "lead", "author", "owner", "groups", "needs", "notes")
    for listing, lead, show, use in itertools.product(CIRCLES, CIRCLES, ([], ["name"], ["name", "title", "country"], ["title"]), uses):
        seen = [visible(agreed(list=listing, lead=lead, show=show), audience, use) for audience in AUDIENCES]
        for wide, narrow in itertools.pairwise(seen):
            assert not wide.named or narrow.named
            assert set(wide.titles) <= set(narrow.titles)
            assert set(wide.organisations) <= set(narrow.organisations)
            assert wide.country in ("", narrow.country)


def a_convening(*people: Participant, **more: Any) -> Convening:
    hosts = [{"name": "Example Rights Network", "short": "ERN"}, {"name": {"en": "Blue Fund", "fr": "Fonds bleu"}}]
    session = {"id": "a", "title": "A", **more.pop("session", {})}
    raw: dict[str, Any] = {"title": "Water", "hosts": hosts, "days": [{"sessions": [session]}]}
    return Convening.model_validate({**raw, **more}).model_copy(update={"participants": people})


def test_a_list_names_whom_it_may_in_order_and_counts_the_others() -> None:
    people = (
        a_person(id="p1", name="Ana Öz", sort_as="Öz, Ana", consent={"list": "public"}),
        a_person(id="p2", name="Bo Oxford", sort_as="Oxford, Bo", consent={"list": "public"}),
        a_person(id="p3", name="Cy Aster", sort_as="Aster, Cy", consent={"list": "participants"}),
        a_person(id="p4", name="Di Gone", status="declined", consent={"list": "public"}),
        a_person(id="p5", name="Ed Hidden"),
    )
    convening = a_convening(*people)
    names = {audience: ([each.name for each in shown], hidden) for audience in AUDIENCES for shown, hidden in [listed(convening, audience)]}
    assert names == {
        "public": (["Bo Oxford", "Ana Öz"], 2),
        "participants": (["Cy Aster", "Bo Oxford", "Ana Öz"], 1),
        "facilitators": (["Cy Aster", "Ed Hidden", "Bo Oxford", "Ana Öz"], 0),
        "organisers": (["Cy Aster", "Ed Hidden", "Bo Oxford", "Ana Öz"], 0),
    }
    assert listed(convening.model_copy(update={"rule": "chatham-house"}), "public") == ((), 4)


def test_leads_are_hosts_those_who_agreed_and_typed_texts_made_public() -> None:
    convening = a_convening(agreed(lead="participants"))
    leads = Convening.model_validate({"title": "x", "days": [{"sessions": [{"title": "A", "lead": [
        {"person": "p1"}, {"host": "ERN"}, {"host": "Fonds bleu"}, {"text": "A neighbour"},
        {"text": {"en": "Panel", "fr": "Table"}, "public": True}
    ]}]}]}).days[0].sessions[0].lead  # fmt: skip
    said = {audience: lead_words(convening, leads, audience, "fr") for audience in AUDIENCES}
    assert said == {
        "public": ("ERN", "Fonds bleu", "Table"),
        "participants": ("Maria Example", "ERN", "Fonds bleu", "Table"),
        "facilitators": ("Maria Example", "ERN", "Fonds bleu", "A neighbour", "Table"),
        "organisers": ("Maria Example", "ERN", "Fonds bleu", "A neighbour", "Table"),
    }
    assert lead_words(convening, leads, "public", "en", "chatham-house") == ("ERN", "Blue Fund", "Panel")


def test_a_typed_text_opens_no_other_door_to_a_name() -> None:
    def said(text: str, audience: Audience, **consent: Any) -> tuple[str, ...]:
        convening = a_convening(agreed(**consent), session={"lead": [{"text": text, "public": True}]})
        return lead_words(convening, convening.days[0].sessions[0].lead, audience, "en")

    assert said("Chair: María EXAMPLE", "public") == ()
    assert said("Chair: María EXAMPLE", "public", lead="public") == ("Chair: María EXAMPLE",)
    assert said("Chair: María EXAMPLE", "facilitators") == ("Chair: María EXAMPLE",)
    assert said("Maria Joana Example", "facilitators", lead="public") == ()
    assert said("Maria Joana Example", "organisers") == ("Maria Joana Example",)
    assert said("Mariana Examples", "public") == ("Mariana Examples",)


def test_a_note_is_attributed_by_the_narrower_of_note_consent_and_rule() -> None:
    def attributed(note: str, consent: str, **session: Any) -> tuple[str, str]:
        made = Note.model_validate({"id": "n", "text": "x", "by": "p1", "session": "a", "attribution": note})
        shown = speaker(a_convening(agreed(quote=consent), session=session), made, "public")
        return shown.name, shown.side

    assert attributed("name", "name") == ("Maria Example", "activist")
    assert attributed("side", "name") == attributed("name", "side") == ("", "activist")
    assert attributed("nobody", "name") == attributed("name", "nobody") == ("", "")
    assert attributed("name", "name", rule="chatham-house") == ("", "")
    assert speaker(a_convening(), Note(id="n", text="x", by="gone", attribution="name"), "organisers") == NOBODY


def test_the_rule_of_a_session_is_its_own_or_that_of_all() -> None:
    own = a_convening(session={"rule": "chatham-house"}, parked=[{"id": "b", "title": "B"}])
    assert (rule_for(own, "a"), rule_for(own, "b"), rule_for(own, None)) == ("chatham-house", None, None)
    assert rule_for(a_convening(rule="chatham-house"), None) == "chatham-house"


def test_names_are_ordered_without_case_and_accents_and_the_nameless_come_last() -> None:
    names = ["Zoë Ábel", "zoe Abel", "Łukasz", "Lucas", "Ødegård", "Odem", "O’Neil", "Oneida", "de la Cruz", "Đặng Thị", "Ægir", "张伟", ""]
    people = [Participant(id=f"p{n}", name=name) for n, name in enumerate(names)]
    assert [person.name for person in sorted(people, key=sort_key)] == [
        "Ægir", "Đặng Thị", "de la Cruz", "Lucas", "Łukasz", "Ødegård", "Odem", "Oneida", "O’Neil", "Zoë Ábel", "zoe Abel", "张伟", "",
    ]  # fmt: skip
    assert sort_key(Participant(id="p", name="Maria Example", sort_as="Example, Maria", honorific="Dr.")).startswith("example maria")


@pytest.mark.parametrize(
    ("name", "more", "first"),
    [
        ("Maria Example", {}, "Maria"),
        ("Dr. Maria Example", {"honorific": "Dr."}, "Maria"),
        ("Nguyễn Thị Hoa", {"sort_as": "Nguyễn Thị, Hoa"}, "Hoa"),
        ("Ana María Sample", {"sort_as": "Sample, Ana María"}, "Ana María"),
        ("Kiri", {"sort_as": "Other, Legal"}, "Kiri"),
        ("", {}, ""),
    ],
)
def test_a_first_name_is_what_sort_as_says_or_the_first_word(name: str, more: dict[str, str], first: str) -> None:
    assert first_name(Participant.model_validate({"id": "p", "name": name, **more})) == first


def test_small_counts_are_said_only_to_organisers() -> None:
    for audience in AUDIENCES:
        small = {n: str(n) if audience == "organisers" else "fewer than 5" for n in (1, 2, 3, 4)}
        assert {n: few(n, audience) for n in range(7)} == {0: "0", **small, 5: "5", 6: "6"}


def test_everybody_gets_a_code_and_nobody_loses_hers() -> None:
    people = (a_person(code="P1"), a_person(id="p2", code=""), a_person(id="p3", code=""))
    assert [each.code for each in with_codes(a_convening(*people)).participants] == ["P1", "P2", "P3"]


def test_consent_given_and_not_withdrawn_counts() -> None:
    given = {"on": dt.date(2027, 2, 1), "how": "e-mail", "wording": 2}
    assert visible(agreed(list="public", given=given), "public", "list").name == "Maria Example"


def test_a_use_that_is_still_open_counts_as_nobody_whatever_stands_beside_it() -> None:
    person = a_person(consent=Consent(list="public", badge="full", photo=True, open=("list", "photo")))
    assert not visible(person, "participants", "list").named
    assert visible(person, "participants", "badge").named and not visible(person, "participants", "photo").named

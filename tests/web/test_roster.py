"""The list of people: found without a name in an address, saved as fields are left, many at once, one beside it, and undone."""

import re
import time
from typing import Any

import pytest

from tests.conftest import FULL
from tests.store.conftest import a_convening
from tests.web.conftest import Browser, Planned
from toolkit.convening.edits import Ref, Set
from toolkit.convening.model import Participant
from toolkit.store import Store

HTMX = {"Origin": "http://127.0.0.1:5000", "Sec-Fetch-Site": "same-origin", "HX-Request": "true"}
PEOPLE: list[dict[str, Any]] = [
    {"id": "p1", "name": "Maria Example", "sort_as": "Example, Maria", "side": "activist", "country": "PT", "email": "m@example.org",
     "affiliations": [{"title": "Coordinator", "organisation": "Example Network"}], "more": {"Flight": "TP1"},
     "consent": {"list": "public", "badge": "full", "given": {"on": "2027-01-01"}}},
    {"id": "p2", "name": "Jo Other", "side": "donor", "legal_name": "Josephine Other"},
    {"id": "p3", "name": "سلمى الورغمي", "status": "invited"},
]  # fmt: skip


@pytest.fixture
def key(store: Store) -> str:
    empty: dict[str, object] = {"notes": [], "groups": [], "words": [], "report": {}, "together": []}
    days = [{"id": "day-1", "date": "2027-03-11", "sessions": [{"id": "s", "title": "Talk"}]}, {"id": "day-2", "date": "2027-03-12"}]
    return store.add(a_convening(**empty, title="T", days=days, participants=PEOPLE))


def person(store: Store, key: str, which: str = "p1") -> Participant:
    found = store.get(key).convening.person(which)
    assert found is not None
    return found


def save(browser: Browser, key: str, was: dict[str, str] | None = None, **data: Any) -> str:
    """Fields as the page sends them: `side` of p1 beside the list, unless the name says which; what stood there in `was`."""
    sent: dict[str, Any] = {"v:sort": "name", "open": "p1", "rows": "p1,p2,p3"}
    for name, value in (was or {}).items():
        sent[f"was:{name}"] = value
    answer = browser.post(f"/c/{key}/people/save", data={**sent, **data}, headers=HTMX)
    assert answer.status_code == 200
    return str(answer.text)


def names(text: str) -> list[str]:
    return re.findall(r'name="c:(\w+):name"', text)


def test_the_list_shows_everybody_in_order_and_opens_one_beside_it(browser: Browser, key: str) -> None:
    assert names(browser.text(f"/c/{key}/people")) == ["p1", "p2", "p3"]
    assert names(browser.text(f"/c/{key}/people?sort=side")) == ["p1", "p2", "p3"]
    assert names(browser.text(f"/c/{key}/people?side=donor")) == ["p2"]
    page = browser.text(f"/c/{key}/people?open=p2")
    assert 'value="Josephine Other"' in page and 'data-open="p2"' in page
    panel = browser.get(f"/c/{key}/person/p2", headers=HTMX).text
    assert 'value="Josephine Other"' in panel and "<html" not in panel
    assert browser.get(f"/c/{key}/person/p2").location.endswith("/people?open=p2")


def test_what_is_searched_for_is_posted_and_stands_in_no_address(browser: Browser, key: str) -> None:
    found = browser.post(f"/c/{key}/people", data={"words": "maria"}, headers=HTMX).text
    assert names(found) == ["p1"] and "1 person found" in found
    assert "maria" not in "".join(re.findall(r'(?:href|action|hx-get|hx-post)="([^"]*)"', found)).casefold()
    whole = browser.post(f"/c/{key}/people", data={"words": "zzz"}).text
    assert "Nobody here is like that." in whole and 'value="zzz"' in whole


def test_a_field_is_saved_as_it_is_left_in_the_list_and_beside_it_and_undone(browser: Browser, store: Store, key: str) -> None:
    name = {"c:p1:side": "activist", "f:p1:side": "activist"}
    answer = save(browser, key, name, **{"c:p1:side": "funder", "f:p1:side": "activist"})
    assert person(store, key).side == "funder"
    assert 'id="f-p1-side-slot"' in answer and answer.count('data-value="funder"') == 2 and "Saved: changed the side" in answer
    browser.post(f"/c/{key}/undo")
    assert person(store, key).side == "activist"


@pytest.mark.parametrize(
    ("field", "was", "typed", "key_of", "held"),
    [
        ("country", "Portugal", "Kenya", "country", "KE"), ("languages", "", "French, pt", "languages", ("fr", "pt")),
        ("legal_name", "", "María Example", "legal_name", "María Example"), ("days", "day-1,day-2", "day-2", "days", ("day-2",)),
        ("status", "confirmed", "declined", "status", "declined"), ("more:Flight", "TP1", "+41 5", "more", {"Flight": "+41 5"}),
        ("email", "m@example.org", "", "email", ""), ("sort_as", "Example, Maria", "Maria", "sort_as", "Maria"),
    ],
)  # fmt: skip
def test_each_field_takes_what_people_write(
    browser: Browser, store: Store, key: str, field: str, was: str, typed: str, key_of: str, held: object
) -> None:
    save(browser, key, {f"f:p1:{field}": was}, **{f"f:p1:{field}": typed})
    assert getattr(person(store, key), key_of) == held


@pytest.mark.parametrize(
    ("field", "was", "typed", "sentence"),
    [
        ("email", "m@example.org", "nobody", "“nobody” is no e-mail address"),
        ("languages", "", "Gibberish!", "is no language that is known"),
        ("days", "day-1,day-2", "", "Tick at least one day."), ("consent:on", "2027-01-01", "soon", "“soon” is not a date."),
        ("consent:wording", "", "two", "“two” is not a number."), ("side", "activist", "x" * 301, "there is room for 300"),
        ("status", "confirmed", "gone", "is none of the choices"), ("code", "", "a b", "Not saved:"),
        ("nothing", "", "x", "There is no such field."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_beside_the_field_and_nothing_is_lost(
    browser: Browser, store: Store, key: str, field: str, was: str, typed: str, sentence: str
) -> None:
    before = store.get(key)
    name = f"f:p1:{field}"
    if field != "nothing":
        assert sentence in save(browser, key, {name: was}, **{name: typed})
        page = browser.post(f"/c/{key}/people/save", data={f"was:{name}": was, name: typed, "open": "p1"})
        assert page.status_code == 422 and sentence in page.text
        assert typed in page.text or field in ("days", "status", "consent:on")
    else:
        save(browser, key, {name: was}, **{name: typed})
    assert store.get(key) == before


def test_what_another_window_wrote_meanwhile_is_shown_and_not_overwritten_unseen(browser: Browser, store: Store, key: str) -> None:
    store.apply(key, Set(target=Ref(kind="participant", id="p1"), field=("side",), value="host"))
    name = "f:p1:side"
    answer = save(browser, key, {name: "activist"}, **{name: "funder"})
    assert "Somebody has written “host” here meanwhile" in answer and person(store, key).side == "host"
    save(browser, key, {name: "host"}, **{name: "funder"})
    assert person(store, key).side == "funder"
    store.apply(key, Set(target=Ref(kind="participant", id="p1"), field=("phone",), value="1"))
    save(browser, key, {"f:p1:pronouns": ""}, **{"f:p1:pronouns": "she/her"})
    assert (person(store, key).phone, person(store, key).pronouns) == ("1", "she/her")


def test_affiliations_are_added_changed_and_taken_out(browser: Browser, store: Store, key: str) -> None:
    save(browser, key, {"f:p1:aff:1:title": ""}, **{"f:p1:aff:1:title": "Poet"})
    save(browser, key, {"f:p1:aff:0:organisation": "Example Network"}, **{"f:p1:aff:0:organisation": "Wells"})
    held = [(each.title, each.organisation) for each in person(store, key).affiliations]
    assert held == [("Coordinator", "Wells"), ("Poet", "")]
    save(browser, key, do="aff:p1:0")
    assert [str(each.title) for each in person(store, key).affiliations] == ["Poet"]
    save(browser, key, {"f:p1:aff:0:title": "Poet"}, **{"f:p1:aff:0:title": ""})
    assert person(store, key).affiliations == ()


def test_consent_is_answered_use_by_use_and_what_is_printed_follows_at_once(browser: Browser, store: Store, key: str) -> None:
    name = "f:p2:consent:list"
    answer = browser.post(
        f"/c/{key}/people/save", headers=HTMX,
        data={f"was:{name}": "", name: "participants", "was:f:p2:consent:on": "", "f:p2:consent:on": "", "open": "p2", "rows": "p2"},
    ).text  # fmt: skip
    consent = person(store, key, "p2").consent
    assert consent is not None and consent.list == "participants" and consent.open == ("badge", "lead", "photo", "quote")
    assert consent.given is not None and consent.given.on is not None and f'value="{consent.given.on}"' in answer
    lines = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer[answer.index('id="lines"') :]))
    assert "The public list Nothing; counted with those who are not named. The participants' list Jo Other" in lines.replace("&#39;", "'")
    assert "Not asked yet" in answer and "Josephine" not in answer[answer.index('id="lines"') : answer.index("The organisers")]


def test_many_are_changed_at_once_those_ticked_or_all_who_are_found(browser: Browser, store: Store, key: str) -> None:
    answer = save(browser, key, do="many:status", **{"many-status": "attended", "pick": ["p1", "p3"]})
    assert [each.status for each in store.get(key).convening.participants] == ["attended", "confirmed", "attended"]
    assert "Saved: the status of 2 people." in answer
    save(browser, key, do="many:side", all="yes", **{"many-side": "donor", "v:words": "other"})
    assert [each.side for each in store.get(key).convening.participants] == ["activist", "donor", ""]
    save(browser, key, do="many:days", pick="p2", **{"many-day": "day-1"})
    assert person(store, key, "p2").days == ("day-1",)
    save(browser, key, do="many:asked", all="yes", **{"many-asked": "2027-02-02", "many-how": "e-mail", "many-wording": "2"})
    given = [each.consent.given for each in store.get(key).convening.participants if each.consent is not None and each.consent.given]
    assert [str(each.asked) for each in given] == ["None", "2027-02-02", "2027-02-02"]
    save(browser, key, do="many:remove", pick=["p1", "p2"])
    assert [each.id for each in store.get(key).convening.participants] == ["p3"]
    browser.post(f"/c/{key}/undo")
    assert len(store.get(key).convening.participants) == 3


def test_agreed_is_set_for_many_only_as_it_was_said_and_undone_in_one_step(browser: Browser, store: Store, key: str) -> None:
    refused = {"list": "nobody", "badge": "none"}
    store.apply(key, Set(target=Ref(kind="participant", id="p2"), field=("consent",), value=refused))
    sent = {"all": "yes", "many-agreed-list": "participants", "many-show": "name", "many-on": "2027-02-02", "many-on-how": "paper"}
    before = store.get(key)
    said = save(browser, key, do="many:agree", **sent)
    assert store.get(key) == before and "The consent of 1 person would be widened." in said
    assert "1 is widened; 1 agreed to this before; 1 refused, and it stays so" in said
    mark = re.findall(r'name="many-mark" value="(\w+)"', said)[0]
    store.apply(key, Set(target=Ref(kind="participant", id="p2"), field=("consent",), value=None))
    changed = save(browser, key, do="many:agreed", **sent, **{"many-mark": mark})
    assert "This would now change something else than was said before." in changed
    assert "The consent of 2 people would be widened." in changed
    mark = re.findall(r'name="many-mark" value="(\w+)"', changed)[0]
    assert "Saved: the consent of 2 people." in save(browser, key, do="many:agreed", **sent, **{"many-mark": mark})
    found = [each.consent for each in store.get(key).convening.participants]
    assert [each.list for each in found if each] == ["public", "participants", "participants"]
    browser.post(f"/c/{key}/undo")
    assert [each.consent is None for each in store.get(key).convening.participants] == [False, True, True]
    page = browser.post(f"/c/{key}/people/save", data={"do": "many:agree", "pick": "p3", "v:sort": "name", **sent}).text
    assert "would be widened" in page and 'value="p3" checked' in page


def test_what_the_contact_sheet_may_show_is_a_question_of_its_own(browser: Browser, store: Store, key: str) -> None:
    answer = save(browser, key, {"f:p1:consent:contact": ""}, **{"f:p1:consent:contact": ["email", "phone"]})
    consent = person(store, key).consent
    assert consent is not None and consent.contact == ("email", "phone")
    lines = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer[answer.index('id="lines"') :]))
    assert "contact sheet m@example.org" in lines
    save(browser, key, {"f:p1:consent:contact": "email,phone"}, **{"f:p1:consent:contact": []})
    assert person(store, key).consent == Participant.model_validate(PEOPLE[0]).consent


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"do": "many:agree", "pick": "p1"}, "Choose first what they agreed to."),
        ({"do": "many:agree", "pick": "p1", "many-agreed-photo": "yes"}, "Say on which day they agreed."),
        ({"do": "many:agree", "pick": "p1", "many-agreed-list": "public", "many-on": "2027-02-02"}, "Tick what a list may show"),
        ({"do": "many:status", "many-status": "invited"}, "Tick somebody first"), ({"do": "many:status", "pick": "p1"}, "Choose a status"),
        ({"do": "many:asked", "pick": "p1"}, "Say on which day"), ({"do": "many:days", "pick": "p1"}, "Tick at least one day"),
        ({"do": "many:nothing"}, "Tick somebody first"),
    ],
)  # fmt: skip
def test_a_change_to_many_that_says_too_little_changes_nothing(
    browser: Browser, store: Store, key: str, data: dict[str, str], sentence: str
) -> None:
    before = store.get(key)
    assert sentence in save(browser, key, **data)
    assert store.get(key) == before


def test_somebody_is_added_by_hand_under_an_id_that_is_no_name(browser: Browser, store: Store, key: str) -> None:
    answer = save(browser, key, **{"new:person": "  Ana Nova "})
    made = store.get(key).convening.participants[-1]
    assert (made.id, made.name, made.status, made.consent) == ("person-1", "Ana Nova", "invited", None)
    assert 'data-open="person-1"' in answer
    save(browser, key, do="remove:person-1")
    assert len(store.get(key).convening.participants) == 3


def test_a_column_of_ones_own_is_added_for_all_and_order_is_made_by_hand(browser: Browser, store: Store, key: str) -> None:
    answer = save(browser, key, **{"new:column:p1": "Room: no. 3"})
    assert person(store, key).more == {"Flight": "TP1", "Room: no. 3": ""} and "Room: no. 3" in answer
    save(browser, key, {"f:p2:more:Room: no. 3": ""}, **{"f:p2:more:Room: no. 3": "12"})
    assert person(store, key, "p2").more == {"Room: no. 3": "12"}
    assert "There is a column of this name already." in save(browser, key, **{"new:column:p2": "Flight"})
    save(browser, key, do="down:p1", **{"v:sort": "given"})
    assert names(browser.text(f"/c/{key}/people?sort=given")) == ["p2", "p1", "p3"]


def test_the_list_is_filtered_searched_and_sorted_by_a_column_of_their_own(browser: Browser, store: Store, key: str) -> None:
    for which, room in (("p1", "12"), ("p2", "9"), ("p3", "9")):
        store.apply(key, Set(target=Ref(kind="participant", id=which), field=("more", "Room = no."), value=room))
    find = f"/c/{key}/people"
    assert names(browser.post(find, data={"sort": "more:Room = no."}, headers=HTMX).text) == ["p2", "p3", "p1"]
    page = browser.text(find)
    assert '<optgroup label="Room = no.">' in page and 'value="Room%20%3D%20no.=9">9 (2)</option>' in page
    assert names(browser.post(find, data={"more": "Room%20%3D%20no.=9"}, headers=HTMX).text) == ["p2", "p3"]
    assert names(browser.post(find, data={"more": "Flight=*"}, headers=HTMX).text) == ["p1"]
    assert names(browser.post(find, data={"more": "Flight=", "words": "9"}, headers=HTMX).text) == ["p2", "p3"]
    shown = browser.post(find, data={"columns": "chosen", "column": "more:Room = no.", "by": "more:Room = no."}, headers=HTMX).text
    assert 'name="by" value="more:Room = no."' in shown
    save(browser, key, do="many:side", all="yes", **{"many-side": "nine", "v:more": "Room%20%3D%20no.=9"})
    assert [each.side for each in store.get(key).convening.participants] == ["activist", "nine", "nine"]


def test_lists_are_printed_in_the_order_by_hand_where_that_is_chosen(browser: Browser, store: Store, key: str) -> None:
    assert "Print them in this order" in browser.text(f"/c/{key}/people?sort=given")
    save(browser, key, do="down:p1", **{"v:sort": "given"})
    answer = save(browser, key, do="order:given", **{"v:sort": "given"})
    assert "Lists are printed in this order." in answer and store.get(key).convening.list_order == "given"
    rows = browser.get(f"/c/{key}/file/participant-list.csv?audience=organisers").text
    assert rows.index("Jo Other") < rows.index("Maria Example") < rows.index("سلمى الورغمي")
    save(browser, key, do="order:name")
    rows = browser.get(f"/c/{key}/file/participant-list.csv?audience=organisers").text
    assert rows.index("Maria Example") < rows.index("Jo Other")


def test_columns_are_chosen_for_this_browser(browser: Browser, key: str) -> None:
    shown = browser.post(f"/c/{key}/people", data={"columns": "chosen", "column": ["email", "more:Flight", "nonsense"]}, headers=HTMX).text
    assert 'value="m@example.org"' in shown and 'value="TP1"' in shown and 'name="c:p1:side"' not in shown
    page = browser.text(f"/c/{key}/people")
    assert 'name="c:p1:email"' in page and 'name="c:p1:side"' not in page


def test_a_long_list_comes_in_pages_and_nobody_is_on_two(browser: Browser, store: Store) -> None:
    many = [{"id": f"p{n}", "name": f"Person {n:03}"} for n in range(120)]
    empty: dict[str, object] = {"notes": [], "groups": [], "words": [], "report": {}, "together": [], "days": []}
    long = store.add(a_convening(**empty, title="T", participants=many))
    pages = [names(browser.text(f"/c/{long}/people?page={n}")) for n in (1, 2, 3)]
    assert [len(each) for each in pages] == [50, 50, 20] and len({each for page in pages for each in page}) == 120
    assert names(browser.text(f"/c/{long}/people?page=99")) == pages[2]


def test_an_empty_list_leads_to_bringing_one_in_and_to_adding_somebody(browser: Browser, store: Store) -> None:
    empty: dict[str, object] = {"notes": [], "groups": [], "words": [], "report": {}, "together": [], "days": [], "participants": []}
    bare = store.add(a_convening(**empty, title="T"))
    page = browser.text(f"/c/{bare}/people")
    assert "Nobody is on the list yet." in page and 'id="new-person"' in page
    assert "Nothing is recorded yet" in browser.text(f"/c/{bare}/composition")
    assert re.findall(r'id="bring-people" href="([^"]+)"', browser.text(f"/c/{bare}/people")) == [f"/c/{bare}/people/bring"]


def test_who_is_in_the_room_is_counted_and_each_side_leads_to_its_people(browser: Browser, key: str) -> None:
    page = browser.text(f"/c/{key}/composition")
    assert "Southern Europe" in page and f'href="/c/{key}/people?side=donor"' in page
    assert names(browser.text(f"/c/{key}/people?side=–")) == ["p3"]


def test_a_file_that_left_is_told_on_the_page_of_whom_it_names(browser: Browser, key: str) -> None:
    assert browser.get(f"/c/{key}/file/participant-list.csv").status_code == 200
    assert browser.get(f"/c/{key}/file/participant-list.csv").status_code == 200
    named, other = browser.text(f"/c/{key}/people?open=p1"), browser.text(f"/c/{key}/people?open=p2")
    assert named.count("Participant list <span") == 1 and "For participants, CSV" in named
    assert "Files handed out" not in other


@pytest.mark.parametrize("code", ["en-XA", "ar-XB"])
def test_the_pages_hold_no_sentence_that_is_not_marked(planned: Planned, key: str, code: str) -> None:
    from toolkit.web.security import Door

    browser = Browser(planned(language=code).test_client())
    browser.get(Door("a secret of the tests").link())
    for path in ("people?open=p1", "composition"):
        page = browser.text(f"/c/{key}/{path}")
        text = re.sub(r"<(script|style)[^>]*>.*?</\1>|<datalist.*?</datalist>|<option.*?</option>|<[^>]+>", " ", page, flags=re.S)
        assert not {"Search", "Consent", "Organisation", "Needs", "Close", "Add", "Sides"} & set(re.findall(r"[A-Za-z]+", text))


def test_a_page_of_very_many_people_is_there_at_once(browser: Browser, store: Store) -> None:
    """Issue 5: a list page of 5,000 under 300 ms at the server. The best of three, for other processes want the machine as well."""
    count = 5000 if FULL else 1000
    many = [{**PEOPLE[n % 2], "id": f"p{n}", "name": f"Person {n}", "more": {"Flight": f"TP{n}"}} for n in range(count)]
    empty: dict[str, object] = {"notes": [], "groups": [], "words": [], "report": {}, "together": [], "days": []}
    key = store.add(a_convening(**empty, title="T", participants=many))
    browser.text(f"/c/{key}/people")
    for data in ({"sort": "organisation"}, {"words": "person 42"}):
        took = []
        for _ in range(3):
            begun = time.perf_counter()
            assert browser.post(f"/c/{key}/people", data=data, headers=HTMX).status_code == 200
            took.append(time.perf_counter() - begun)
        assert min(took) < 0.3

"""The groups page: groups are made, moved by hand with the cost said, fixed, drawn again, put right and undone; wishes are told."""

import html
import re

import pytest

from tests.planning.grouping.asking import a_convening
from tests.web.conftest import BASE, Browser
from toolkit.convening.model import Grouping
from toolkit.store import Store


@pytest.fixture
def key(store: Store) -> str:
    return store.add(a_convening(12, apart=[["p0", "p1"]], together=[["p2", "p3"]]))


def the(store: Store, key: str) -> Grouping:
    return store.get(key).convening.groups[0]


def sits(grouping: Grouping, person: str, at: int = 0) -> int:
    return next((nth for nth, group in enumerate(grouping.rounds[at].groups) if person in group.people), -1)


def begin(browser: Browser, key: str, **more: object) -> str:
    answer = browser.post(
        f"/c/{key}/groups", data={"title": "Tables", "size": "3", "rounds": "2", "sessions": ["talk-1", "talk-2"], **more}
    )
    assert answer.status_code == 303, answer.text
    return f"/c/{key}/groups/tables"


def told(page: str) -> str:
    found = re.search(r'id="said" role="status">(.*?)</p>', page, re.DOTALL)
    return html.unescape(re.sub("<.*?>", "", found[1])) if found else ""


def test_groups_are_made_for_sessions_and_shown_round_by_round(browser: Browser, store: Store, key: str) -> None:
    form = browser.text(f"/c/{key}/groups")
    assert 'id="make"' in form and "Day 2: “Talk 2”" in html.unescape(form)
    page = browser.text(begin(browser, key, balance=["side"]) + "?round=2")
    assert len(re.findall('class="table"', page)) == 4 and len(re.findall('class="person', page)) == 12
    assert "Friday, 12 March 2027 · Talk 2" in html.unescape(page)
    assert "Person 0 and Person 1 apart" in page and "each side spread evenly" in page
    assert [wish.kind for wish in the(store, key).wishes] == ["balance"]


def test_the_cost_of_a_move_is_said_before_it_is_made(browser: Browser, store: Store, key: str) -> None:
    at = begin(browser, key)
    to = sits(the(store, key), "p0")
    page = html.unescape(browser.text(f"{at}?round=1&person=p1"))
    button = re.search(rf'id="to-{to}">(.*?)</button>', page, re.DOTALL)
    assert button and "breaks: Person 0 and Person 1 apart; 4 people then" in button[1]
    assert browser.get(f"{at}/costs?round=1&person=p1").json[str(to)] in button[1]
    assert browser.get(f"{at}/costs?round=1&person=nobody").json == {}


def test_a_move_by_hand_is_told_kept_and_undone(browser: Browser, store: Store, key: str) -> None:
    at = begin(browser, key)
    before = the(store, key)
    to = sits(before, "p0")
    answer = browser.post(f"{at}/move", data={"round": "1", "person": "p1", "to": str(to)})
    page = browser.text(answer.location)
    name = before.rounds[0].groups[to].name
    assert told(page) == f"Done: moved Person 1 to group {name} in round 1 of “Tables”."
    assert "1 wish is not kept" in page and "1 wish is not kept" not in browser.text(f"{at}?round=1").split('id="broken"')[0]
    assert sits(the(store, key), "p1") == to and the(store, key).rounds[0].locked == ("p1",)
    locked = {"round": "1", "person": "p1"}
    assert told(browser.text(browser.post(f"{at}/lock", data=locked).location)) == "Done: let Person 1 go in round 1 of “Tables”."
    assert told(browser.text(browser.post(f"{at}/lock", data=locked).location)) == "Done: fixed Person 1 in round 1 of “Tables”."
    by_hand = the(store, key)
    again = browser.post(f"{at}/solve", data={"round": "1", "how": "mend"})
    assert sits(the(store, key), "p0") != to and again.status_code == 303
    browser.post(f"/c/{key}/undo")
    assert the(store, key) == by_hand


def test_who_is_fixed_stays_at_the_next_draw_until_let_go(browser: Browser, store: Store, key: str) -> None:
    at = begin(browser, key)
    seat = sits(the(store, key), "p5")
    browser.post(f"{at}/lock", data={"round": "1", "person": "p5"})
    for _ in range(2):
        browser.post(f"{at}/solve", data={"round": "1", "how": "another"})
    assert sits(the(store, key), "p5") == seat and the(store, key).seed == 3
    assert ">fixed<" in browser.text(at)
    browser.post(f"{at}/lock", data={"round": "1", "person": "p5"})
    assert the(store, key).rounds[0].locked == ()


def test_who_is_missing_is_taken_out_from_a_round_on(browser: Browser, store: Store, key: str) -> None:
    at = begin(browser, key)
    before = the(store, key)
    browser.post(f"{at}/missing", data={"round": "2", "absent": ["p4", "p9"]})
    now = the(store, key)
    assert now.rounds[0] == before.rounds[0] and now.rounds[1].absent == ("p4", "p9")
    assert sits(now, "p4", 1) == sits(now, "p9", 1) == -1
    assert "2 people are not there in this round" in browser.text(f"{at}?round=2")


def test_wishes_come_and_go_and_a_clash_is_explained(browser: Browser, store: Store, key: str) -> None:
    at = begin(browser, key)
    browser.post(f"{at}/wishes", data={"round": "1", "kind": "seat", "people": ["p2"], "group": "A"})
    browser.post(f"{at}/wishes", data={"round": "1", "kind": "seat", "people": ["p3"], "group": "B", "rounds": "2"})
    before = the(store, key)
    answer = browser.post(f"{at}/solve", data={"round": "1", "how": "again"})
    said = "This cannot be done in round 2: Person 2 and Person 3 together, Person 2 in group A and Person 3 in group B in round 2."
    assert answer.status_code == 422 and said in html.unescape(answer.text)
    assert the(store, key) == before
    browser.post(f"{at}/wishes/1/drop", data={"round": "1"})
    assert browser.post(f"{at}/solve", data={"round": "1", "how": "again"}).status_code == 303
    assert sits(the(store, key), "p2") == sits(the(store, key), "p3") == 0


def test_who_is_wanted_together_or_apart_everywhere_is_kept_by_hand_and_undone(browser: Browser, store: Store, key: str) -> None:
    at = f"/c/{key}/groups?new=1"
    assert "Person 2 and Person 3 together" in browser.text(at)
    answer = browser.post(f"/c/{key}/together", data={"kind": "apart", "people": ["p5", "p4"]})
    assert told(browser.text(answer.location)) == "Done: changed who is to sit apart."
    assert store.get(key).convening.apart == (("p0", "p1"), ("p4", "p5"))
    browser.post(f"/c/{key}/together", data={"kind": "apart", "do": "drop", "people": "p0,p1"})
    assert store.get(key).convening.apart == (("p4", "p5"),)
    refused = browser.post(f"/c/{key}/together", data={"kind": "apart", "people": "p1"})
    assert refused.status_code == 422 and "Choose at least two people." in refused.text
    begin(browser, key)
    grouping = the(store, key).id
    page = f"/c/{key}/groups/{grouping}"
    answer = browser.post(f"{page}/wishes", data={"kind": "together", "people": ["p8", "p9"], "everywhere": "yes", "grouping": grouping})
    assert store.get(key).convening.together[-1] == ("p8", "p9") and the(store, key).wishes == ()
    shown = browser.text(answer.location)
    assert shown.index("Person 8 and Person 9 together") < shown.index('id="mend"')
    browser.post(f"/c/{key}/undo")
    assert store.get(key).convening.together == (("p2", "p3"),)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ({"kind": "together", "people": ["p1"]}, "Choose at least two people."),
        ({"kind": "at-most", "by": "side"}, "Say how many in a group."),
        ({"kind": "balance", "by": "side", "rounds": "one"}, "“one” are no numbers of rounds; write them as 1, 2."),
        ({"kind": "at-least", "value": "press", "number": "0"}, "“0” is no number from 1 to 500."),
        ({"kind": "facilitators"}, "Choose whom the wish is about."),
    ],
)
def test_a_wish_that_says_too_little_is_refused_and_what_was_typed_stays(
    browser: Browser, store: Store, key: str, field: dict[str, object], said: str
) -> None:
    at = begin(browser, key)
    answer = browser.post(f"{at}/wishes", data={"round": "1", **field})
    assert answer.status_code == 422 and said in html.unescape(answer.text)
    assert f'<option value="{field["kind"]}" selected>' in answer.text and '<details id="wishing" open>' in answer.text
    assert the(store, key).wishes == ()


def test_settings_make_the_groups_anew_and_groups_can_go(browser: Browser, store: Store, key: str) -> None:
    at = begin(browser, key)
    browser.post(at, data={"title": "Boats", "number": "3", "rounds": "3", "names": "Red\nBlue\n", "rooms": "Hall\nHall\nLoft"})
    now = the(store, key)
    assert [(group.name, group.room) for group in now.rounds[2].groups] == [("Red", "Hall"), ("Blue", "Hall"), ("A", "Loft")]
    assert (now.title, now.size, len(now.rounds), now.sessions) == ("Boats", None, 3, ())
    assert browser.post(f"{at}/remove").location.endswith(f"/c/{key}/groups")
    assert store.get(key).convening.groups == ()
    browser.post(f"/c/{key}/undo")
    assert the(store, key) == now


def test_what_cannot_be_made_leaves_the_form_as_it_was_typed(browser: Browser, store: Store, key: str) -> None:
    answer = browser.post(f"/c/{key}/groups", data={"title": "Mine", "size": "many", "rounds": "2"})
    assert answer.status_code == 422 and 'value="Mine"' in answer.text and "“many” is no number from 1 to 500." in answer.text
    answer = browser.post(f"/c/{key}/groups", data={"title": "One", "size": "12"})
    assert "Person 0 and Person 1 apart and 1 group of 12" in html.unescape(answer.text)
    assert store.get(key).convening.groups == ()


def test_groups_that_are_gone_are_not_found(browser: Browser, key: str) -> None:
    assert browser.get(f"/c/{key}/groups/gone").status_code == 404
    assert browser.post(f"/c/{key}/groups/gone/move", data={"person": "p1", "to": "0"}).status_code == 404


def test_undo_on_the_answer_to_what_cannot_be_done_leads_back_to_the_groups(browser: Browser, store: Store, key: str) -> None:
    at = begin(browser, key)
    browser.post(f"{at}/wishes", data={"kind": "together", "people": ["p0", "p1"]})
    assert browser.post(f"{at}/solve", data={"how": "mend"}).status_code == 422
    answer = browser.post(f"/c/{key}/undo", headers={"Origin": BASE, "Sec-Fetch-Site": "same-origin", "Referer": f"{BASE}{at}/solve"})
    assert answer.status_code == 303 and answer.location.partition("?")[0] == at
    assert len(the(store, key).wishes) == 0 and browser.get(answer.location).status_code == 200

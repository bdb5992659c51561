import html
import io
import re
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from tests.store.conftest import a_convening
from tests.web.conftest import BASE, SECRET, Browser, Planned
from tests.web.test_pages import words
from tests.web.test_who import another
from toolkit.convening.edits import Ref, Set
from toolkit.convening.model import Convening
from toolkit.convening.values import Localised
from toolkit.store import Store
from toolkit.web.security import Door

HTMX = {"Origin": BASE, "Sec-Fetch-Site": "same-origin", "HX-Request": "true"}
BARE: dict[str, object] = {"notes": [], "groups": [], "words": [], "report": {}, "participants": [], "together": [], "keep_until": None}
ROOMS = [{"name": "Hall", "seats": 60}, {"name": "Loft"}]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#137"/></svg>'


def full() -> Convening:
    """One of everything that the page shows."""
    return a_convening(
        **BARE, title={"en": "Water", "fr": "L’eau"}, subtitle="A dialogue", language="en", languages=["en", "fr"],
        hosts=[{"name": "Example Rights Network", "short": "ERN"}, {"name": {"en": "Fund", "fr": "Fonds"}, "role": "supporter"}],
        objectives=["See", {"en": "Judge", "fr": "Juger"}], venue={"name": "Mill", "rooms": ROOMS},
        days=[
            {"id": "day-1", "date": "2027-03-11", "sessions": [
                {"id": "welcome", "title": "Welcome", "lead": [{"host": "ERN"}], "room": "Hall"}]},
            {"id": "day-2", "date": "2027-03-12"},
        ], expected=38, at_risk=True,
    )  # fmt: skip


def fields(page: str, part: str) -> dict[str, str]:
    """What a browser would send with one form of the page if nobody typed anything."""
    form = page[page.index(f'id="part-{part}"') : page.index("</form>", page.index(f'id="part-{part}"'))]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if attributes["type"] == "checkbox" and " checked" not in tag:
            continue
        if attributes["type"] != "file":
            found[html.unescape(attributes["name"])] = html.unescape(attributes.get("value", ""))
    for name, inside in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found[name] = html.unescape(inside)
    for name, inside in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        found[name] = next(iter(re.findall(r'value="([^"]*)" selected', inside)), "")
    return found


class Settings:
    """The page of one convening in one browser."""

    def __init__(self, browser: Browser, store: Store, key: str) -> None:
        self.browser, self.store, self.key = browser, store, key
        self.page = browser.text(f"/c/{key}/settings")

    def send(self, part: str, typed: dict[str, Any], htmx: bool = True) -> Any:
        """Type over some fields and send the form as it stands on the page."""
        data = {**fields(self.page, part), **typed}
        data = {name: value for name, value in data.items() if value is not None}
        headers = HTMX if htmx else {**HTMX, "HX-Request": "", "Referer": f"{BASE}/c/{self.key}/settings"}
        return self.browser.post(f"/c/{self.key}/settings/{part}", data=data, headers=headers)

    @property
    def now(self) -> Convening:
        return self.store.get(self.key).convening

    @property
    def seq(self) -> int:
        return self.store.get(self.key).seq


@pytest.fixture
def settings(browser: Browser, store: Store) -> Settings:
    return Settings(browser, store, store.add(full(), {"ern.png": b"\x89PNG logo"}))


def slots(answer: Any) -> dict[str, str]:
    """What is said beside each field."""
    found = re.findall(r'data-of="([\w-]+)"[^>]*>(.*?)</p>', answer.text, re.DOTALL)
    return {of: words(said).strip() for of, said in found if words(said).strip()}


def test_what_nobody_typed_over_changes_nothing(settings: Settings) -> None:
    for part in ("names", "aims", "hosts", "place", "days", "people", "print"):
        assert fields(settings.page, part)
        assert settings.send(part, {}).status_code == 200
        answer = settings.send(part, {}, htmx=False)
        assert (answer.status_code, answer.location) == (303, f"/c/{settings.key}/settings#part-{part}")
    assert (settings.now, settings.seq) == (full(), 0)


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(
    ("part", "name", "typed", "changes"),
    [
        ("names", "title:fr", "Les eaux", {"title": {"en": "Water", "fr": "Les eaux"}}),
        ("names", "title:en", "Rivers", {"title": {"en": "Rivers", "fr": "L’eau"}}),
        ("names", "subtitle:fr", "Un dialogue", {"subtitle": {"en": "A dialogue", "fr": "Un dialogue"}}),
        ("names", "discreet_title:en", "", {"discreet_title": ""}),
        ("place", "city:en", "Riverton", {"venue": {"name": "Mill", "city": "Riverton", "rooms": ROOMS}}),
        ("place", "country", "portugal", {"venue": {"name": "Mill", "country": "PT", "rooms": ROOMS}}),
        ("place", "timezone", "lisbon", {"timezone": "Europe/Lisbon"}),
        ("people", "expected", " 1 200 ", {"expected": 1200}),
        ("people", "expected", "", {"expected": None}),
        ("people", "mode", "hybrid", {"mode": "hybrid"}),
        ("people", "at_risk", None, {"at_risk": False}),
        ("people", "rule", "yes", {"rule": "chatham-house"}),
        ("people", "keep_until", "2027-09-11", {"keep_until": "2027-09-11"}),
        ("print", "paper", "letter", {"paper": "letter"}),
        ("print", "language", "Português", {"language": "pt"}),
        ("print", "language", "zh-hant", {"language": "zh-Hant"}),
        ("print", "languages", "English; french, AR", {"languages": ["en", "fr", "ar"]}),
        ("print", "languages", "", {"languages": []}),
    ],
)  # fmt: skip
def test_a_field_is_saved_by_itself(settings: Settings, part: str, name: str, typed: str, changes: dict[str, Any], htmx: bool) -> None:
    answer = settings.send(part, {name: typed}, htmx)
    raw = full().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    assert settings.now == Convening.model_validate({**raw, **changes})
    assert settings.seq == 1
    if not htmx:
        assert answer.location == f"/c/{settings.key}/settings?told=1#part-{part}"
    elif part == "print" and name != "paper":
        assert answer.headers["HX-Trigger"] == "changed"
    else:
        assert list(slots(answer).values()) == ["Saved"]
    settings.browser.post(f"/c/{settings.key}/undo")
    assert settings.now == full()


@pytest.mark.parametrize("htmx", [True, False])
@pytest.mark.parametrize(
    ("part", "name", "typed", "said"),
    [
        ("names", "title:en", "x" * 301, "This is 301 characters long; there is room for 300."),
        ("names", "subtitle:en", "a\x07b", "holds the control character"),
        ("place", "timezone", "Lisbonne", "“Lisbonne” is no time zone that calendars know"),
        ("people", "expected", "many", "“many” is not a number."),
        ("people", "expected", "100001", "between 0 and 100,000"),
        ("people", "keep_until", "11.9.27", "“11.9.27” is not a date."),
        ("people", "keep_until", "3027-01-01", "the year lies between 1900 and 2999"),
        ("people", "mode", "by-post", "“by-post” is none of the choices."),
        ("print", "language", "Quenya", "“Quenya” is no language that is known here."),
        ("print", "languages", "English, Elvish", "“Elvish” is no language"),
        ("days", "day:day-2:date", "tomorrow", "“tomorrow” is not a date."),
        ("hosts", "host:0:name:en", " ", "This cannot be empty."),
        ("hosts", "host:0:role", "guest", "“guest” is none of the choices."),
        ("place", "room:0:name", "", "This cannot be empty."),
        ("place", "room:0:seats", "-3", "“-3” is not a number."),
        ("aims", "new:objective", "x" * 1001, "This is 1,001 characters long; there is room for 1,000."),
    ],
)  # fmt: skip
def test_what_cannot_be_saved_is_said_beside_the_field_and_stays_in_it(
    settings: Settings, part: str, name: str, typed: str, said: str, htmx: bool
) -> None:
    answer = settings.send(part, {name: typed}, htmx)
    assert (settings.now, settings.seq) == (full(), 0)
    [(of, sentence)] = slots(answer).items()
    assert said in sentence
    assert of == f"f-{name.replace(':', '-').replace('_', '-')}"
    if htmx:
        assert (answer.status_code, f'id="{of}"' in answer.text) == (200, False)
        return
    assert answer.status_code == 422
    kept = "" if "none of the choices" in said else typed
    assert fields(answer.text, part) == {**fields(settings.page, part), name: kept}
    assert re.search(rf'id="{of}"[^>]*aria-invalid="true"', answer.text)


def test_a_title_in_its_last_language_cannot_be_emptied(settings: Settings) -> None:
    answer = settings.send("names", {"title:en": "", "title:fr": ""})
    assert slots(answer) == {"f-title-en": "Saved", "f-title-fr": "This cannot be empty."}
    assert settings.now.title == Localised({"fr": "L’eau"})


def test_several_fields_at_once_are_a_change_each_and_one_that_is_wrong_holds_up_no_other(settings: Settings) -> None:
    answer = settings.send("people", {"expected": "forty", "mode": "online", "at_risk": None})
    no_number = "“forty” is not a number. Write a whole number between 0 and 100,000, or leave it empty."
    assert slots(answer) == {"f-mode": "Saved", "f-at-risk": "Saved", "f-expected": no_number}
    assert (settings.now.mode, settings.now.at_risk, settings.now.expected, settings.seq) == ("online", False, 38, 2)


def test_what_is_the_same_in_other_words_is_no_change(settings: Settings) -> None:
    settings.send("print", {"language": "en", "languages": "en,French"})
    settings.send("people", {"expected": "0038"})
    assert settings.seq == 0


def test_what_somebody_else_wrote_meanwhile_is_shown_before_it_is_overwritten(settings: Settings, app: Flask) -> None:
    theirs = Settings(another(app), settings.store, settings.key)
    theirs.send("names", {"subtitle:en": "Theirs"})
    theirs.send("people", {"rule": "yes"})
    answer = settings.send("names", {"subtitle:en": "Mine", "title:en": "Rivers"})
    said = "Somebody has written “Theirs” here meanwhile. Leave the field once more to put yours in its place."
    assert slots(answer) == {"f-title-en": "Saved", "f-subtitle-en": said}
    assert settings.now.subtitle == "Theirs"
    assert re.search(r'id="f-subtitle-en-was" name="was:subtitle:en" value="Theirs"', answer.text)
    settings.send("names", {"subtitle:en": "Mine", "was:subtitle:en": "Theirs", "was:title:en": "Rivers", "title:en": "Rivers"})
    assert settings.now.subtitle == "Mine"
    assert slots(settings.send("people", {"expected": "40"})) == {"f-expected": "Saved"}
    assert settings.now.rule == "chatham-house"


def test_without_script_what_somebody_else_wrote_is_said_and_sent_again_it_is_overwritten(settings: Settings, app: Flask) -> None:
    Settings(another(app), settings.store, settings.key).send("names", {"subtitle:en": "Theirs"})
    answer = settings.send("names", {"subtitle:en": "Mine"}, htmx=False)
    assert (answer.status_code, "Somebody has written “Theirs”" in words(answer.text)) == (422, True)
    settings.page = answer.text
    assert settings.send("names", {}, htmx=False).status_code == 303
    assert settings.now.subtitle == "Mine"


# Rows


def test_a_short_name_is_changed_wherever_a_lead_calls_it_and_undone_in_one(settings: Settings) -> None:
    answer = settings.send("hosts", {"host:0:short": "EXR"})
    assert slots(answer) == {"f-host-0-short": "Saved"}
    assert [lead.host for lead in settings.now.days[0].sessions[0].lead] == ["EXR"]
    item = re.findall(r'id="f-host-0-is" name="is:host:0" value="(\w+)"', answer.text)[0]
    settings.send("hosts", {"host:0:short": "EXR", "was:host:0:short": "EXR", "is:host:0": item, "host:0:name:en": "Rights Network"})
    assert settings.now.hosts[0].name == "Rights Network"
    for _ in range(2):
        settings.browser.post(f"/c/{settings.key}/undo")
    assert settings.now == full()


def test_two_fields_of_one_host_at_once_are_both_saved(settings: Settings) -> None:
    assert slots(settings.send("hosts", {"host:1:name:fr": "Le fonds", "host:1:role": "host"})) == {
        "f-host-1-name-fr": "Saved", "f-host-1-role": "Saved",
    }  # fmt: skip
    assert settings.now.hosts[1].name == Localised({"en": "Fund", "fr": "Le fonds"})
    assert settings.now.hosts[1].role == "host"


def test_a_row_that_somebody_moved_is_found_and_one_that_somebody_changed_whole_is_not_overwritten(settings: Settings, app: Flask) -> None:
    theirs = Settings(another(app), settings.store, settings.key)
    theirs.send("hosts", {"do": "host:0:down"})
    settings.send("hosts", {"host:0:short": "EXR"})
    assert [host.short for host in settings.now.hosts] == ["", "EXR"]
    settings.store.apply(settings.key, Set(target=Ref(), field=("hosts",), value=[{"name": "Others"}, {"name": "More", "short": "EXR"}]))
    answer = settings.send("hosts", {"host:0:role": "supporter"})
    assert slots(answer)["f-host-0-role"].startswith("Somebody has changed or taken out this line")
    assert [host.role for host in settings.now.hosts] == ["host", "host"]


def test_two_people_change_one_host_and_one_room_at_once_and_both_changes_are_there(settings: Settings, app: Flask) -> None:
    theirs = Settings(another(app), settings.store, settings.key)
    theirs.send("hosts", {"host:0:name:en": "Rights Network"})
    assert slots(settings.send("hosts", {"host:0:role": "supporter"})) == {"f-host-0-role": "Saved"}
    assert [(host.name, host.short, host.role) for host in settings.now.hosts[:1]] == [("Rights Network", "ERN", "supporter")]
    said = slots(settings.send("hosts", {"host:0:name:en": "Mine"}))["f-host-0-name-en"]
    assert said.startswith("Somebody has written “Rights Network” here meanwhile")
    theirs.send("place", {"room:0:seats": "40"})
    settings.send("place", {"room:0:name": "Great hall"})
    assert (settings.now.venue.rooms[0].name, settings.now.venue.rooms[0].seats) == ("Great hall", 40)
    assert "Somebody has changed or taken out this line" in words(theirs.send("hosts", {"do": "host:0:remove"}).text)


def test_two_hosts_cannot_have_one_short_name(settings: Settings) -> None:
    assert slots(settings.send("hosts", {"host:1:short": "ERN"})) == {
        "f-host-1-short": "Not saved: two hosts have the short name “ERN”; each needs its own.",
    }  # fmt: skip


@pytest.mark.parametrize("htmx", [True, False])
def test_rows_are_added_moved_and_taken_out(settings: Settings, htmx: bool) -> None:
    def names() -> list[list[str]]:
        now = settings.now
        return [[str(h.name) for h in now.hosts], [str(o) for o in now.objectives], [room.name for room in now.venue.rooms]]

    before = names()
    for part, name, typed in (("hosts", "new:host", " New host "), ("aims", "new:objective", "Act"), ("place", "new:room", "Garden")):
        answer = settings.send(part, {name: typed}, htmx)
        settings.page = settings.browser.text(f"/c/{settings.key}/settings")
        assert f'id="part-{part}"' in answer.text or answer.status_code == 303
    assert names() == [[*before[0], "New host"], [*before[1], "Act"], [*before[2], "Garden"]]
    for part, do in (("hosts", "host:2:up"), ("aims", "objective:0:down"), ("place", "room:2:up"), ("place", "room:0:up")):
        settings.send(part, {"do": do}, htmx)
        settings.page = settings.browser.text(f"/c/{settings.key}/settings")
    assert names() == [[before[0][0], "New host", before[0][1]], [before[1][1], before[1][0], "Act"], ["Hall", "Garden", "Loft"]]
    for part, do in (("hosts", "host:1:remove"), ("aims", "objective:2:remove"), ("place", "room:1:remove"), ("aims", "objective:0:down")):
        settings.send(part, {"do": do}, htmx)
        settings.page = settings.browser.text(f"/c/{settings.key}/settings")
    assert (names(), settings.now) == (before, full())


def test_an_objective_that_is_emptied_goes(settings: Settings) -> None:
    assert 'id="part-aims"' in settings.send("aims", {"objective:0:en": ""}).text
    assert settings.now.objectives == (Localised({"en": "Judge", "fr": "Juger"}),)


@pytest.mark.parametrize("htmx", [True, False])
def test_taking_out_a_host_says_first_what_it_leads(settings: Settings, htmx: bool) -> None:
    answer = settings.send("hosts", {"do": "host:0:remove"}, htmx)
    assert "It stands as a lead in “Welcome”, and would be taken out there too." in words(answer.text)
    assert settings.now == full()
    settings.send("hosts", {"do": "host:0:surely"}, htmx)
    assert ([host.short for host in settings.now.hosts], settings.now.days[0].sessions[0].lead) == ([""], ())
    settings.browser.post(f"/c/{settings.key}/undo")
    assert settings.now == full()


def test_a_room_is_renamed_in_its_sessions_and_taken_out_it_is_said_who_still_has_it(settings: Settings) -> None:
    settings.send("place", {"room:0:name": "Great Hall"})
    assert (settings.now.venue.rooms[0].name, settings.now.days[0].sessions[0].room) == ("Great Hall", "Great Hall")
    settings.page = settings.browser.text(f"/c/{settings.key}/settings")
    answer = settings.send("place", {"do": "room:0:remove"})
    assert "1 session still has the room “Great Hall”." in words(answer.text)
    assert [room.name for room in settings.now.venue.rooms] == ["Loft"]


def test_nothing_is_moved_or_taken_out_while_something_cannot_be_saved(settings: Settings) -> None:
    answer = settings.send("place", {"room:0:seats": "many", "do": "room:0:down"})
    assert list(slots(answer)) == ["f-room-0-seats"]
    assert settings.now == full()


@pytest.mark.parametrize("do", [
    "", "host", "host:9:up", "host:x:remove", "host:0:explode", "room:99999999:remove", "words:0:remove", "a:b:c:d",
])  # fmt: skip
def test_a_button_that_is_none_does_nothing(settings: Settings, do: str) -> None:
    assert settings.send("hosts", {"do": do}).status_code == 200
    assert settings.now == full()


def test_a_field_that_is_none_is_refused(settings: Settings) -> None:
    for name in ("id", "days", "host:0:logo", "day:nothing:date", "title", "at_risk:en", "objective:7:en"):
        answer = settings.send("names", {name: "x", f"was:{name}": ""})
        assert list(slots(answer)) == [f"f-{name.replace(':', '-').replace('_', '-')}"]
    assert settings.now == full()
    assert settings.browser.post(f"/c/{settings.key}/settings/nothing").status_code == 404


# Days


def test_the_first_day_takes_the_others_along(settings: Settings) -> None:
    answer = settings.send("days", {"first": "2027-04-30"})
    assert 'id="part-days"' in answer.text
    assert [str(day.date) for day in settings.now.days] == ["2027-04-30", "2027-05-01"]
    settings.page = settings.browser.text(f"/c/{settings.key}/settings")
    assert slots(settings.send("days", {"day:day-2:date": "2027-05-03"})) == {"f-day-day-2-date": "Saved"}
    assert [str(day.date) for day in settings.now.days] == ["2027-04-30", "2027-05-03"]


def test_a_convening_without_days_says_so(browser: Browser, store: Store) -> None:
    bare = Settings(browser, store, store.add(a_convening(**BARE, days=[])))
    assert "No day yet." in words(bare.page)
    answer = bare.send("days", {"first": "2027-01-01", "was:first": ""})
    assert slots(answer) == {"f-first": "There is no day yet. Add one in the agenda."}


# Logos


def a_png(colour: str = "navy") -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(held, "PNG")
    return held.getvalue()


def test_a_logo_is_checked_kept_under_a_name_that_says_nothing_and_undone(settings: Settings) -> None:
    answer = settings.send("hosts", {"file:host:0": (io.BytesIO(SVG), "logo of Maria Example.svg")})
    assert 'id="part-hosts"' in answer.text
    name = settings.now.hosts[0].logo
    assert name is not None
    assert re.fullmatch(r"logo-[0-9a-f]{12}\.svg", name)
    assert settings.store.originals(settings.key)[name] == SVG
    shown = settings.browser.get(f"/c/{settings.key}/settings/logo/0")
    assert (shown.status_code, shown.mimetype, shown.data[:4]) == (200, "image/png", b"\x89PNG")
    assert f"/c/{settings.key}/settings/logo/0" in answer.text
    settings.page = settings.browser.text(f"/c/{settings.key}/settings")
    settings.send("hosts", {"file:host:0": (io.BytesIO(a_png()), "b.png")}, htmx=False)
    assert settings.now.hosts[0].logo not in (None, name)
    settings.browser.post(f"/c/{settings.key}/undo")
    assert settings.now.hosts[0].logo == name
    assert settings.browser.get(f"/c/{settings.key}/settings/logo/0").status_code == 200
    settings.page = settings.browser.text(f"/c/{settings.key}/settings")
    settings.send("hosts", {"do": "host:0:no-logo"})
    assert settings.now == full()
    assert settings.browser.get(f"/c/{settings.key}/settings/logo/0").status_code == 404
    assert settings.browser.get(f"/c/{settings.key}/settings/logo/9").status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a", "is not a PNG, JPEG or SVG picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://evil.example/x"/></svg>', "refers to something outside itself"),
        (b"\x89PNG\r\n\x1a\n broken", "damaged or cut off"),
    ],
)
@pytest.mark.parametrize("htmx", [True, False])
def test_a_picture_that_cannot_be_used_is_refused_in_words(settings: Settings, data: bytes, said: str, htmx: bool) -> None:
    answer = settings.send("hosts", {"file:host:0": (io.BytesIO(data), "a.svg")}, htmx)
    assert said in slots(answer)["f-file-host-0"]
    assert settings.now == full()
    assert set(settings.store.assets(settings.key)) == {"ern.png"}


# Languages


@pytest.mark.parametrize(("code", "direction"), [("en-XA", "ltr"), ("ar-XB", "rtl")])
def test_every_sentence_is_marked_for_translation(store: Store, planned: Planned, code: str, direction: str) -> None:
    browser = Browser(planned(language=code).test_client())
    browser.get(Door(SECRET).link())
    empty = {"title": "1", "discreet_title": "", "hosts": [], "venue": {}}
    settings = Settings(browser, store, store.add(a_convening(**{**BARE, **empty}, days=[])))
    pages = {"bare": settings.page}
    for part, typed in (
        ("names", {"title:en": "", "subtitle:en": "2"}), ("people", {"expected": "x", "keep_until": "x", "mode": "1"}),
        ("print", {"language": "1"}), ("place", {"timezone": "1", "new:room": "1"}), ("hosts", {"new:host": "1"}),
        ("aims", {"new:objective": "1"}), ("days", {"first": "1", "was:first": ""}),
    ):  # fmt: skip
        pages[part] = settings.send(part, typed).text
        whole = settings.send(part, typed, htmx=False)
        pages[f"{part}, whole"] = browser.text(whole.location) if whole.location else whole.text
    settings.page = pages["filled"] = browser.text(f"/c/{settings.key}/settings")
    store.apply(settings.key, Set(target=Ref(), field=("subtitle",), value="3"))
    pages["meanwhile"] = settings.send("names", {"subtitle:en": "4"}).text
    pages["undone"] = browser.post(f"/c/{settings.key}/undo", headers=HTMX).text
    pages["history"] = browser.text(f"/c/{settings.key}/history")
    pages["a point"] = browser.text(f"/c/{settings.key}/history/0")
    pages["the same"] = browser.text(f"/c/{settings.key}/history/{settings.seq}")
    pages["meanwhile, a point"] = browser.post(f"/c/{settings.key}/history/0").text
    browser.post(f"/c/{settings.key}/redo")
    pages["nothing to redo"] = browser.post(f"/c/{settings.key}/redo", headers=HTMX).text
    browser.post("/who", data={"nickname": "1"})
    pages["signed"] = browser.text(f"/c/{settings.key}/history")
    store.forget(settings.key)
    pages["forgotten"] = browser.text(f"/c/{settings.key}/history")
    assert f'<html lang="{code}" dir="{direction}">' in pages["history"]
    folder = str(store.path.parent)
    left = {name: unmarked(page.replace(folder, ""), code) for name, page in pages.items()}
    assert {name: found for name, found in left.items() if found} == {}


MONTHS = ("November", "December", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday")


def unmarked(page: str, code: str) -> list[str]:
    """Names of languages, zones and days are the locale's own, and stand in options and in fields."""
    body = page[page.index("<body>") :] if "<body>" in page else page
    body = re.sub(r"<(option|datalist)\b.*?</\1>|<h3 id=\"history.*?</h3>|<span class=\"path\">.*?</span>", "", body, flags=re.DOTALL)
    said = words(body) + " ".join(re.findall(r'(?:aria-label|title|alt|data-too-large)="([^"]+)"', body))
    left = re.findall(r"[A-Za-z]{3,}", said if code == "ar-XB" else re.sub(r"⟦.*?⟧", "", said))
    return [word for word in left if word not in ("English", "French", "amp", "quot", *MONTHS)]

"""Every page: nothing to scroll sideways on a phone or at 400 %, and nothing that axe-core finds, in both directions of writing."""

import pathlib
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import returned
from tests.conftest import FULL
from tests.store.conftest import a_convening
from toolkit.convening.edits import Ref, Set, apply
from toolkit.handover import packed
from toolkit.library import Opened, open_bytes, own, write_zip
from toolkit.sealing import Cost
from toolkit.store import Store
from toolkit.store.places import own_exercises_folder
from toolkit.store.signed import new_hand, signed
from toolkit.web.home import SAMPLE

AXE = (pathlib.Path(__file__).parent / "axe" / "axe.min.js").read_text()
RUN = """async () => {
    const found = await axe.run(document, { iframes: false, resultTypes: ['violations'] });
    return found.violations.map(each => `${each.id}: ${each.nodes[0].html.slice(0, 160)}`);
}"""
NARROW = {"a phone": 360, "400 %": 320}
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LONG = "Rights and funding, water and work, in many regions at once and for a very long time, " * 3
DAY = {"id": "d", "sessions": [
    {"title": "Lunch", "minutes": 60, "pin": "12:30"}, {"title": "Talk", "minutes": 45}, {"title": "Panel", "minutes": 30, "pin": "14:00"},
]}  # fmt: skip


BROUGHT = (
    f"Time\tTitle\tRoom\n3/4\n9:00\t{LONG}\tHall\n9:30-11:00\t{'x' * 200}\tHall\nTBC\tTalk\tHall\n11:00\tA\t\n11:00\tB\t\n2:00\tC\t\n"
)
"""Doubtful in every way, with words that do not break."""


def addresses(store: Store) -> dict[str, str]:
    """Every page that can be reached by its address, and what is on it."""
    sample = store.list()[0].id
    empty: dict[str, object] = {"notes": [], "groups": [], "words": [], "report": {}}
    long = store.add(a_convening(**empty, title=(LONG + "x" * 300)[:300], discreet_title="x" * 146, days=[DAY]))
    bare = store.add(a_convening(**empty, title="T", hosts=[], venue={}, days=[], participants=[], together=[]))
    named = store.add(a_convening(title="T", objectives=[LONG + "Jo Nguyễn Ánh", LONG + "Then Joana sang. " + "x" * 200]))
    full = store.add(a_convening(**empty, title="T", days=[
        {"id": f"d{day}", "start": "09:00", "sessions": [{"id": f"s{day}-{n}", "title": LONG[:300], "minutes": 25} for n in range(12)]}
        for day in range(5)], parked=[{"id": "p", "title": LONG[:300]}]))  # fmt: skip
    said = store.add(a_convening(**{**empty, "words": [
        {"id": "one", "text": "x" * 120, "cluster": "y" * 120, "count": 40}, {"text": "X" * 120}, {"text": LONG[:120], "side": "z" * 60},
        {"text": "thief", "show": False}, {"text": "ماء"}]}, title="T"))  # fmt: skip
    there = store.add(store.get(sample).convening)
    came = [each.id for each in store.get(sample).convening.participants][6:]
    store.apply(there, Set(target=Ref(kind="day", id="day-1"), field=("present",), value=came))
    exercises = own_exercises_folder()
    own.put(exercises, {name: own.skeleton(LONG[:300]) for name in ("mine", "bad")}, replace=True)
    (exercises / "bad" / "exercise.md").write_text("---\ntitle: Bad\n")
    store.apply(sample, Set(target=Ref(), field=("subtitle",), value=LONG), signed(new_hand(), "x" * 40))
    return {
        "start": "/", "four questions": "/begin", "bring": "/bring",
        "bring in": f"/c/{sample}/bring", "what is gone": "/bring/gone", "your data": "/about", "nothing there": "/nothing",
        "a passphrase": "/passphrase", "backups, none": "/backups",
        "the sample": f"/c/{sample}/", "a long title and a day that cannot fit": f"/c/{long}/", "a bare convening": f"/c/{bare}/",
        "five days and sixty long titles": f"/c/{full}/", "one of them open": f"/c/{full}/?open=session:s1-2",
        "a session with tracks": f"/c/{sample}/?open=session:models", "an exercise": f"/c/{sample}/?open=session:word-map",
        "what waits in the tray": f"/c/{full}/?open=session:p", "a day": f"/c/{sample}/?open=day:day-1",
        "a session that is gone": f"/c/{sample}/?open=session:gone", "as it prints": f"/c/{sample}/printed",
        "as it prints, a day that cannot fit": f"/c/{long}/printed",
        "people": f"/c/{sample}/people", "people, none": f"/c/{bare}/people", "people, one open": f"/c/{sample}/people?open=p07",
        "nobody of the kind": f"/c/{sample}/people?status=attended",
        "people, by hand": f"/c/{sample}/people?sort=given", "in the room": f"/c/{sample}/composition",
        "people to bring in": f"/c/{sample}/people/bring",
        "groups": f"/c/{sample}/groups/models-groups?person=p05", "groups, bare": f"/c/{bare}/groups",
        "groups, new": f"/c/{sample}/groups?new=1",
        "nobody named": f"/c/{sample}/named", "who is named": f"/c/{named}/named",
        "a file that is held back": f"/c/{named}/file/report.md?audience=public",
        "words": f"/c/{sample}/words", "words after the talk": f"/c/{sample}/words?session=word-map&round=after",
        "words, none": f"/c/{bare}/words", "words, long, one open": f"/c/{said}/words?session=&round=before&word=one",
        "print": f"/c/{sample}/print", "print, bare": f"/c/{bare}/print", "print, long": f"/c/{long}/print",
        "print, found": f"/c/{sample}/print?q=water&for=participants&edition=large", "print, not found": f"/c/{sample}/print?q=xxxx",
        "a day's job": f"/c/{sample}/print-job?day=2", "a day's job, long": f"/c/{long}/print-job",
        "a day's job, wrong": f"/c/{sample}/print-job?copies-agenda.en=x", "no such job": f"/c/{sample}/print-job/gone",
        "one document": f"/c/{sample}/print/participant-list", "one that asks": f"/c/{named}/print/agenda",
        "the preview": f"/c/{sample}/preview/agenda",
        "notes": f"/c/{sample}/notes/word-map", "notes, one open": f"/c/{sample}/notes/word-map?open=n6", "notes, bare": f"/c/{bare}/notes",
        "notes, long": f"/c/{full}/notes", "recommendations": f"/c/{sample}/notes?all=recommendation",
        "recommendations, whole": f"/c/{sample}/recommendations", "recommendations, none": f"/c/{bare}/recommendations",
        "figures": f"/c/{sample}/figures", "figures, none": f"/c/{bare}/figures",
        "evaluation": f"/c/{sample}/evaluation?pile=donor", "evaluation, by sheet": f"/c/{sample}/evaluation?way=sheets",
        "evaluation, bare": f"/c/{bare}/evaluation",
        "the report": f"/c/{sample}/report?open=practice",
        "check": f"/c/{sample}/check", "check, long": f"/c/{named}/check", "check, bare": f"/c/{bare}/check",
        "the report, bare": f"/c/{bare}/report", "its summary": f"/c/{sample}/report?open=-summary",
        "word and approval": f"/c/{sample}/report/word", "word and approval, bare": f"/c/{bare}/report/word",
        "reports gone": f"/c/{sample}/report/back/gone", "comments": f"/c/{sample}/report/comments",
        "comments, none": f"/c/{bare}/report/comments?decision=done",
        "a section as it prints": f"/c/{sample}/report/preview?open=practice",
        "forget": f"/c/{sample}/forget", "forget nobody": f"/c/{bare}/forget", "delete": f"/c/{long}/remove",
        "now": f"/c/{sample}/now", "now, none": f"/c/{bare}/now", "now, long": f"/c/{full}/now?day=d0",
        "late": f"/c/{sample}/late?minutes=25",
        "late, wrong": f"/c/{full}/late?minutes=x", "here": f"/c/{sample}/here", "here, nobody": f"/c/{long}/here",
        "here, six missing": f"/c/{there}/here?day=day-1", "what follows": f"/c/{there}/here/follow?day=day-1",
        "what follows, nothing": f"/c/{bare}/here/follow",
        "the projector": f"/c/{sample}/projector", "the projector, none": f"/c/{bare}/projector",
        "settings": f"/c/{sample}/settings", "settings, bare": f"/c/{bare}/settings", "settings, long": f"/c/{long}/settings",
        "history": f"/c/{sample}/history", "history, empty": f"/c/{bare}/history", "a point of it": f"/c/{sample}/history/0",
        "a point that is now": f"/c/{sample}/history/1", "no such point": f"/c/{bare}/history/9",
        "hand over": f"/c/{sample}/hand-over", "hand over, bare": f"/c/{bare}/hand-over", "take in": f"/c/{bare}/take-in",
        "a copy that is gone": f"/c/{bare}/take-in/gone", "a closed file that is gone": "/open/gone",
        "versions, bare": f"/c/{bare}/versions", "a file that came back": f"/c/{bare}/returned", "files gone": f"/c/{bare}/returned/gone",
        "the library": "/library?q=vote", "the library, for a convening": f"/c/{sample}/library",
        "nothing of the kind": "/library?q=vote&serves=begin",
        "one exercise": "/library/word-association-mapping", "one exercise, with a sheet": f"/c/{sample}/library/dot-voting?sheet=wall",
        "one's own": "/library/mine", "its texts": "/library/mine/edit", "the texts of one that is wrong": "/library/bad/edit",
        "no such file": f"/c/{sample}/file/run-sheet.ics", "a pack that is gone": f"/c/{sample}/pack/gone",
    }  # fmt: skip


def look(page: Page, name: str, axe: bool = True) -> list[str]:
    """What is wrong with the page that is shown."""
    found: list[str] = []
    for where, width in NARROW.items():
        page.set_viewport_size({"width": width, "height": 640})
        if page.evaluate(WIDE):
            found.append(f"{name} scrolls sideways on {where}")
    page.set_viewport_size({"width": 1280, "height": 860})
    if axe:
        page.evaluate(AXE)
        found.extend(f"{name}: {sentence}" for sentence in page.evaluate(RUN))
    return found


def look_at_versions(page: Page, convening: str, folder: pathlib.Path) -> list[str]:
    """A version that goes out, two files that contradict one another, and one from a version that nobody knows."""
    page.goto(convening + "/versions")
    page.fill("#name", "v10 " + "x" * 116)
    page.click("#send")
    page.wait_for_selector("#files")
    found = look(page, "a version that was sent")
    files = returned.files(folder)
    page.goto(convening + "/returned")
    page.set_input_files("#file", files)
    page.click("#look")
    page.wait_for_selector("#take-all")
    found += look(page, "files that came back")
    page.click("#take-all")
    page.wait_for_url("**told=*")
    return found + look(page, "files of which some was taken")


def look_at_hand_over(page: Page, convening: str, store: Store) -> list[str]:
    """A copy asked for without a passphrase, one that came back with questions, and a closed one at the start page's door."""
    page.goto(convening + "/hand-over")
    page.check("input[value=everything]")
    page.click("#make")
    page.wait_for_selector("#wrong-phrase")
    found = look(page, "a copy without a passphrase")
    stored = store.get(convening.rpartition("/")[2])
    made = packed.make(Opened(stored.convening, store.assets(stored.id), store.originals(stored.id)), "co-host")
    opened = open_bytes(made.data, "x")
    edit = Set(target=Ref(), field=("title",), value=LONG)
    back = opened.convening.model_copy(update={"title": apply(opened.convening, edit).convening.title, "subtitle": "x" * 200})
    file = {"name": "x" * 60 + ".convening", "mimeType": "application/zip", "buffer": write_zip(back, opened.originals)}
    page.goto(convening + "/take-in")
    page.set_input_files("#file", file)  # type: ignore[arg-type]
    page.click("#look")
    page.wait_for_selector("#unproved")
    found += look(page, "what came back with a copy")
    page.goto(convening.partition("/c/")[0] + "/bring")
    closed = packed.close(made.data, "seven lamps under water", Cost(memory=64, passes=1, lanes=1))
    page.set_input_files("#file", {**file, "buffer": closed})  # type: ignore[arg-type]
    page.click("#open")
    page.fill("#passphrase", "another one, much longer")
    page.click("#unlock")
    page.wait_for_selector("#wrong")
    return found + look(page, "a closed file")


def look_at_people(page: Page, convening: str) -> list[str]:
    """A list of people with everything that can be asked about one."""
    page.goto(convening + "/people/bring")
    twice = "Zoë,Bell,Water / Work,Kenya,yes,2,TP1\nZOË,BELL,,,,,\n"
    heads = "Ours,,,,,,\nFirst name,Surname,Organisation,Country,May we list you?,Days,Flight\n"
    page.fill("#text", heads + twice + "x" * 200 + ",Y,,,no,,\n")
    page.click("#open")
    page.wait_for_selector("#understood")
    return look(page, "a list of people")


def test_axe_finds_what_is_wrong(page: Page) -> None:
    page.set_content("<html><body><img src='data:,'><input></body></html>")
    assert {"html-has-lang", "image-alt", "label"} <= {sentence.split(": ")[1] for sentence in look(page, "a bad page")}


@pytest.mark.parametrize("code", ["en", "ar-XB"])
def test_every_page_holds_on_a_phone_and_before_axe(
    home: pathlib.Path, page: Page, speaking: Callable[[str], tuple[str, Store]], code: str, tmp_path: pathlib.Path
) -> None:
    """Each page in both languages; axe, to which they are one page, at every second in the one and at the rest in the other.

    What is wrong and what is under way is walked in the first alone; with the full counts all of it in both.
    """
    link, store = speaking(code)
    base = link.partition("/enter/")[0]
    page.goto(link)
    found: list[str] = []
    for number, (name, address) in enumerate(addresses(store).items()):
        page.goto(base + address)
        turn = FULL or number % 2 == (code == "en")
        found += look(page, name, axe=turn and "/preview" not in address)  # in a preview nothing runs, and axe neither
    if code != "en" and not FULL:
        assert found == []
        return
    assert page.goto(base + "/begin")
    page.fill("#people", "many")
    page.click("#make")
    page.wait_for_selector("#wrong")
    found += look(page, "four answers that are wrong")
    found += look_at_people(page, f"{base}/c/{store.list()[0].id}")
    found += look_at_hand_over(page, f"{base}/c/{store.list()[0].id}", store)
    page.goto(base + "/bring")
    page.fill("#text", "titel: <b>\ndays: 7\n" + "x" * 400)
    page.click("#open")
    page.wait_for_selector("#wrong")
    found += look(page, "a file that is none")
    for door in ("/bring", f"/c/{store.list()[0].id}/bring"):
        page.goto(base + door)
        page.fill("#text", BROUGHT)
        page.click("#open")
        page.wait_for_selector("#take-it")
        page.click("#else > summary")
        page.fill("#else-year", "soon")
        page.click("#read-again")
        page.wait_for_selector("#wrong")
        found += look(page, f"an agenda that was brought to {door}")
    sample = next(one.id for one in store.list() if one.origin == SAMPLE)
    page.goto(base + f"/c/{sample}/print")
    for box in page.locator("[name=format]").all():
        box.set_checked(box.get_attribute("value") == "docx")
    page.click("#make-pack")
    page.wait_for_url("**/pack/*")
    found += look(page, "a pack being made", axe=False)
    page.wait_for_selector("[data-finished]")
    found += look(page, "a pack that is done")
    page.goto(base + f"/c/{sample}/settings")
    page.fill("#f-expected", "many")
    page.fill("#f-title-en", "x" * 301)
    page.click("#part-people h3")
    page.wait_for_selector("#f-expected[aria-invalid]")
    page.click("#f-host-0-remove")
    page.wait_for_selector("#asks")
    found += look(page, "settings that are wrong, and a question")
    found += look_at_versions(page, f"{base}/c/{store.add(returned.ours())}", tmp_path)
    page.context.clear_cookies()
    page.goto(base + "/")
    found += look(page, "a window that was not let in")
    assert found == []

"""The report to Word and back as a person does it: sent, brought with what contradicts and what nobody knows, taken, approved."""

import os
import pathlib
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.test_every_page import look
from tests.imports.report_back.making import CoHost, invented, word
from tests.imports.returned.word import Word
from toolkit.convening.report_fields import standing, writing
from toolkit.store import Store

LONG = "Rights and funding, water and work, in many regions at once and for a very long time " + "x" * 120
PICTURES = os.environ.get("CONVENING_PICTURES", "")


def shown(page: Page, name: str) -> list[str]:
    found = look(page, name)
    for width in (1280, 360) if PICTURES else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=pathlib.Path(PICTURES) / f"{name.replace(' ', '-')}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 860})
    return found


def files(data: bytes, folder: pathlib.Path) -> list[str]:
    """Three that came back: two of this version that contradict one another, and one that nobody knows."""
    made: list[bytes] = []
    for name in ("one", "two"):
        host = CoHost(data, 3)
        host.word.author = "Rosa of LT"
        host.fresh = lambda name=name: f"zephyr{name}"  # type: ignore[method-assign]
        while host.reword() is None:
            pass
        host.word.remark(host.lines[2], "Rosa of LT", f"Could this be shorter? {LONG}")
        host.edit(6)
        made.append(host.word.saved())
    made.append(word(invented().model_copy(update={"version": "v77"})))
    paths = [folder / f"{name}.docx" for name in ("one " + "x" * 60, "two", "unknown")]
    for path, each in zip(paths, made, strict=True):
        path.write_bytes(each)
    return list(map(str, paths))


def test_the_report_goes_out_comes_back_and_is_approved(
    page: Page, speaking: Callable[[str], tuple[str, Store]], tmp_path: pathlib.Path
) -> None:
    link, store = speaking("en")
    key = store.add(invented())
    page.goto(link)
    base = f"{link.partition('/enter/')[0]}/c/{key}/report"
    page.goto(f"{base}/word")
    page.fill("#name", "v3 " + "x" * 110)
    page.click("#send")
    page.wait_for_selector("#files")
    with page.expect_download() as download:
        page.click("#made-docx")
    data = pathlib.Path(download.value.path()).read_bytes()
    assert Word(data).body is not None
    page.goto(f"{base}/word")
    page.click("#approve-s1-1")
    page.wait_for_selector("#withdraw-s1-1")
    found = shown(page, "word and approval")
    convening = store.get(key).convening
    body = standing(convening, "section:s1:body", "en")
    store.apply(key, writing(convening, "section:s1:body", "en", body.replace("In our notes", "In the archive", 1)))
    page.set_input_files("#file", files(data, tmp_path))
    page.click("#look")
    page.wait_for_selector("#take-all")
    found += shown(page, "reports that came back")
    page.click("#take-all")
    page.wait_for_url("**told=*")
    page.click("#gather")
    page.wait_for_selector(".comments")
    page.select_option(".comments select >> nth=0", "accepted")
    page.fill(".comments textarea >> nth=0", "We shall.")
    page.click(".comments button >> nth=0")
    page.wait_for_selector("[role=status]")
    found += shown(page, "comments on the report")
    page.goto(f"{base}/word")
    page.click("#freeze")
    page.wait_for_selector("#take-back")
    page.goto(base)
    found += shown(page, "a report that is frozen")
    assert found == []

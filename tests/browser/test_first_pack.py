"""A person's way, from an empty data folder to the downloaded pack: with the mouse, with the keyboard alone, with the sample."""

import pathlib
import zipfile

import docx
from playwright.sync_api import Download, Page, expect

from tests.support import all_specs

FOCUS = """() => {
    const here = document.activeElement;
    const shown = here.closest('.card') || here;
    const style = getComputedStyle(shown);
    return { tag: here.tagName, visible: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
             inside: shown.getBoundingClientRect().bottom > 0 };
}"""


def saved(download: Download, folder: pathlib.Path) -> pathlib.Path:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def said_by(path: pathlib.Path) -> str:
    word = docx.Document(str(path))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def members(path: pathlib.Path) -> dict[str, int]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {info.filename: info.file_size for info in archive.infolist()}


def test_from_nothing_to_the_whole_pack(page: Page, link: str, tmp_path: pathlib.Path) -> None:
    page.goto(link)
    expect(page.locator("#where")).to_contain_text(str(tmp_path / "home"))
    page.click("#door-begin")
    page.fill("#subject", "Rivers & rights")
    page.fill("#discreet", "Spring meeting")
    page.check("input[value=two-day-dialogue]")
    page.fill("#date", "2027-03-11")
    page.fill("#people", "32")
    page.click("#make")

    expect(page.locator("#days .block").first).to_be_visible()
    page.click("#view-printed")
    agenda = page.frame_locator("#agenda")
    expect(agenda.get_by_role("heading", name="Agenda")).to_be_visible()
    expect(agenda.get_by_text("Rivers & rights").first).to_be_visible()
    expect(page.locator(".facts")).to_contain_text("32 expected")
    with page.expect_download() as taken:
        page.click("#agenda-docx")
    word = saved(taken.value, tmp_path)
    assert word.name == "agenda.docx"
    text = said_by(word)
    assert [part for part in ("Rivers & rights", "Thursday, 11 March 2027", "Friday, 12 March 2027") if part not in text] == []

    page.click("#stage-print")
    page.click("#make-pack")
    page.wait_for_url("**/pack/*")
    again = page.url
    page.reload()
    expect(page.locator("[data-finished]")).to_be_visible()
    expect(page.locator("#failed")).to_have_count(0)
    with page.expect_download() as taken:
        page.click("#zip-participants")
    held = members(saved(taken.value, tmp_path))
    assert [name for name in ("agenda.docx", "agenda.pdf", "wall-agenda.pdf", "participant-list.docx") if not held.get(name)] == []
    assert not any(name.startswith(("run-sheet", "sign-in-sheet")) for name in held)

    page.go_back()
    page.wait_for_url("**/print")
    page.dblclick("#make-pack")
    page.wait_for_url("**/pack/*")
    assert page.url == again

    page.click("#quit")
    expect(page.get_by_role("heading", name="The planner has stopped")).to_be_visible()


def test_with_the_keyboard_alone(page: Page, link: str, tmp_path: pathlib.Path) -> None:
    def to(target: str) -> None:
        """Press Tab until the focus is there; on the way it is always to be seen."""
        page.wait_for_load_state()
        for _ in range(120):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus["tag"] not in ("BODY", "HTML", "IFRAME"):
                assert focus["visible"], page.evaluate("document.activeElement.outerHTML")
                assert focus["inside"], page.evaluate("document.activeElement.outerHTML")
            if page.evaluate("name => document.activeElement.matches(name)", target):
                return
        raise AssertionError(f"Tab never came to {target}")

    page.goto(link)
    to("#door-begin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/begin")
    to("#subject")
    page.keyboard.press("Enter")
    expect(page.locator("#wrong")).to_be_focused()
    to("#wrong a")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#subject")).to_be_focused()
    page.keyboard.type("Rivers")
    to("input[name=template]")
    page.keyboard.press("ArrowDown")
    to("#people")
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.wait_for_url("**/c/*/")
    to("#view-printed")
    page.keyboard.press("Enter")
    expect(page.frame_locator("#agenda").get_by_role("heading", name="Agenda")).to_be_visible()
    to("#agenda-docx")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert "Rivers" in said_by(saved(taken.value, tmp_path))
    page.reload()
    to("#stage-print")
    page.keyboard.press("Enter")
    page.wait_for_url("**/print")
    to("input[value=pdf]")
    page.keyboard.press("Space")
    to("#make-pack")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pack/*")
    expect(page.locator("[data-finished]")).to_be_visible()
    to("#zip-participants")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    held = members(saved(taken.value, tmp_path))
    assert "agenda.docx" in held
    assert not any(name.endswith(".pdf") for name in held)


def test_the_sample_shows_what_a_convening_looks_like_when_it_is_done(page: Page, link: str, tmp_path: pathlib.Path) -> None:
    page.goto(link)
    page.click("#door-sample")
    expect(page.locator("#b-word-map")).to_contain_text("Word map")
    page.click("#stage-print")
    expect(page.locator(".document")).to_have_count(len(all_specs()))
    page.click("#document-run-sheet h4 a")
    expect(page.frame_locator("#preview").get_by_role("heading", name="Run sheet")).to_be_visible()
    page.select_option("#paper", "letter")
    page.click("#choose")
    expect(page.locator("#paper")).to_have_value("letter")
    with page.expect_download() as taken:
        page.click("#take-docx")
    assert round(docx.Document(str(saved(taken.value, tmp_path))).sections[0].page_height.inches, 1) in (8.5, 11.0)


def test_a_planner_that_is_gone_loses_nothing_that_was_typed(page: Page, link: str) -> None:
    page.goto(link)
    page.click("#door-begin")
    page.fill("#subject", "Typed before the planner went")
    page.context.clear_cookies()  # as after a new start, which knows none of the old cookies
    page.click("#make")
    expect(page.locator("#away")).to_be_focused()
    expect(page.locator("#away")).to_contain_text("double-click run.py")
    expect(page.locator("#subject")).to_have_value("Typed before the planner went")


def test_a_file_that_is_too_large_is_said_before_it_is_sent(page: Page, link: str, tmp_path: pathlib.Path) -> None:
    with (tmp_path / "large.zip").open("wb") as large:
        large.truncate(20 * 1024 * 1024 + 1)
    page.goto(link)
    page.click("#door-bring")
    page.fill("#text", "typed meanwhile")
    page.set_input_files("#file", tmp_path / "large.zip")
    page.click("#open")
    expect(page.locator("#too-large")).to_be_focused()
    expect(page.locator("#text")).to_have_value("typed meanwhile")

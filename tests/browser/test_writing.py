"""The report as it is typed: the page follows, what is typed is kept while nobody answers, two people overwrite nothing, a note goes in."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from toolkit.convening.edits import Ref, Set
from toolkit.store import Store

Speaking = Callable[[str], tuple[str, Store]]
PROSE = "textarea.prose"
BODY = Ref(kind="section", id="practice")


def body(store: Store, key: str) -> str:
    return str(next(each.body for each in store.get(key).convening.report.sections if each.id == "practice"))


def test_the_report_is_typed_seen_kept_and_never_overwritten(page: Page, speaking: Speaking) -> None:
    link, store = speaking("en")
    key = store.list()[0].id
    page.goto(link)
    address = f"{link.partition('/enter/')[0]}/c/{key}/report?open=practice"
    store.apply(key, Set(target=BODY, field=("body",), value="One."), "another")
    page.goto(address)
    printed = page.frame_locator("#page")
    saved = page.locator("#mark .is-saved")
    expect(printed.locator("main")).to_contain_text("One.")

    page.click(PROSE)
    page.keyboard.press("Control+End")
    page.keyboard.type(" **Two** <script>x</script>")
    expect(printed.locator("strong", has_text="Two")).to_be_visible()
    expect(printed.locator("main")).to_contain_text("<script>x</script>")
    expect(saved).to_be_visible()
    assert body(store, key) == "One. **Two** <script>x</script>"

    other = page.context.new_page()
    other.goto(address)
    other.route("**/report/text", lambda route: route.abort())
    other.click(PROSE)
    other.keyboard.press("Control+End")
    other.keyboard.type(" Three.")
    expect(other.locator("#mark .is-kept")).to_be_visible()
    other.once("dialog", lambda dialog: dialog.accept())
    other.reload()
    expect(other.locator(PROSE)).to_have_value("One. **Two** <script>x</script> Three.")
    other.unroute("**/report/text")
    expect(other.locator("#mark .is-saved")).to_be_visible()
    assert body(store, key).endswith(" Three.")
    other.close()

    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(PROSE)).to_have_value("One. **Two** <script>x</script> Three.")
    page.click("#put-n16")
    expect(page.locator("#said")).to_contain_text("changed the text of the section")
    expect(page.locator("#note-n16")).to_contain_text("stands in the text")
    assert "Three.\n\n- The licence came in the seventh year" in body(store, key)
    page.click("#undo")
    expect(page.locator(PROSE)).to_have_value("One. **Two** <script>x</script> Three.")

    page.click(PROSE)
    page.keyboard.press("Control+End")
    store.apply(key, Set(target=BODY, field=("body",), value=body(store, key) + "\n\nEnd."), "another")
    page.keyboard.type(" And")
    expect(page.locator(PROSE)).to_have_value("One. **Two** <script>x</script> Three. And\n\nEnd.")
    expect(saved).to_be_visible()
    assert body(store, key) == "One. **Two** <script>x</script> Three. And\n\nEnd."
    store.apply(key, Set(target=BODY, field=("body",), value="Theirs."), "another")
    page.keyboard.type(" Four.")
    expect(page.locator("#t-section-practice-body-theirs")).to_have_value("Theirs.")
    assert body(store, key) == "Theirs."
    page.click("[data-clash=both]")
    expect(saved).to_be_visible()
    assert body(store, key) == "One. **Two** <script>x</script> Three. And Four.\n\nEnd.\n\nTheirs."

    page.focus("#o-practice")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#said")).to_contain_text("moved")
    expect(page.locator("#o-practice")).to_be_focused()
    sections = [section.id for section in store.get(key).convening.report.sections]
    assert sections.index("practice") == sections.index("pictures") - 1

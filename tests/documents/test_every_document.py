"""What is true of every document: furniture, outline, empty states, versions, languages, names through the one door."""

import pickle

import pytest

from tests.documents.reading import build, convening, covers, every, headings, words
from tests.support import chosen_specs, cuts, material, sample, tree
from toolkit import library
from toolkit.convening.model import Convening
from toolkit.document.blocks import Callout, Cell, Figure, Heading, Picture, Table
from toolkit.documents.registry import specs

NAMES = [spec.name for spec in chosen_specs()]
EMPTY = convening()
HANDED = (
    "invitation-letter", "reply-form", "visa-letter", "reply-slip", "quote-slip", "certificate", "certificate-legal-name", "attestation",
)  # fmt: skip
"""Letters: who is handed one reads nothing of versions, circles and pages."""

QUIET = (
    "cover-sheet", "print-run", "save-the-date", "sign-in-sheet", "sign-in-sheet-by-code", "countdown", "contact-sheet", "needs-summary",
    "needs-single", "practical-note", "attendance", "evaluation-form", *HANDED,
)  # fmt: skip
ALWAYS = [spec.name for spec in specs(EMPTY, {})]


def test_the_registry_finds_every_document_in_the_order_of_the_menu():
    sheets = sorted(sheet.id for sheet in library.exercises()["word-association-mapping"].sheets)
    assert [
        "cover-sheet", "print-run", "agenda", "save-the-date", "wall-agenda", "run-sheet", "materials", "rapporteur-form",
        "participant-list", "needs-summary", "needs-single", "composition", "group-lists", "group-slips",
        *(f"word-association-mapping-{sheet}" for sheet in (*sheets, "guide")),
        "evaluation-form", "sign-in-sheet", "name-badges", "recommendations", "action-tracker", "evaluation-summary", "minutes", "word-map",
        "report", "report-summary",
    ] == [spec.name for spec in chosen_specs() if not spec.asked]


@pytest.mark.parametrize("spec", chosen_specs(), ids=NAMES)
def test_a_spec_travels_to_a_worker_process(spec):
    assert pickle.loads(pickle.dumps(spec)).name == spec.name


@pytest.mark.parametrize(("name", "audience"), cuts())
def test_the_outline_starts_at_one_and_never_jumps(name, audience):
    last = 0
    for heading in every(tree(name, audience).blocks, Heading):
        assert 1 <= heading.level <= last + 1
        last = heading.level


def widths(table):
    """How many columns each row fills, with what cells above it reach down."""
    found, below = [], [0] * (len(table.rows) + 99)
    for at, row in enumerate(table.rows):
        found.append(below[at] + sum(cell.columns for cell in row.cells))
        for cell in row.cells:
            for reached in range(at + 1, at + cell.rows):
                below[reached] += cell.columns
    return found


@pytest.mark.parametrize(("name", "audience"), cuts())
def test_one_cover_stands_first_and_every_table_is_whole(name, audience):
    document = tree(name, audience)
    assert [document.blocks[0]] == covers(document)
    for table in every(document.blocks, Table):
        assert widths(table) == [len(table.columns)] * len(table.rows)
        assert all(not (cell.content and cell.blocks) for cell in every(table, Cell))
        assert any(column.title for column in table.columns)


@pytest.mark.parametrize(("name", "audience"), cuts())
def test_headings_stand_in_no_cell_and_have_one_id_each(name, audience):
    document = tree(name, audience)
    assert not [heading for table in every(document.blocks, Table) for heading in every(table, Heading)]
    ids = [heading.id for heading in every(document.blocks, Heading) if heading.id]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("name", "audience"), cuts())
def test_what_is_drawn_can_be_told(name, audience):
    assert all(figure.alt for figure in every(tree(name, audience).blocks, (Figure, Picture)))


@pytest.mark.parametrize("name", NAMES)
def test_the_footer_names_the_convening_and_the_audience(name):
    document = tree(name)
    shown = "Spring meeting" if name in QUIET or covers(document)[0].style == "line" else "Water and Work"
    audience = {"participants": "For participants", "facilitators": "For facilitators", "organisers": "Organisers only"}
    audience["organisers"] = "Kitchen and venue" if name == "needs-summary" else audience["organisers"]
    audience["public"] = "Public"
    circle = audience[next(s for s in chosen_specs() if s.name == name).audience]
    assert document.footer[:1] == (() if name in HANDED else (f"{shown} · {circle}",))
    assert document.page_words == ("" if name in HANDED else "Page {page} of {pages}")


def test_what_lists_people_says_when_it_must_be_destroyed():
    listing = {name for name in NAMES if "Names people: destroy by 11 September 2027." in tree(name).footer}
    cut = {name for name in NAMES if name.startswith("name-badges") or name == "tent-cards"}
    lists = {"participant-list", "contact-sheet", "needs-single", "group-lists", "group-slips", "sign-in-sheet", "action-tracker", "report"}
    assert listing == lists & {*NAMES} | cut


@pytest.mark.parametrize("name", NAMES)
def test_metadata_carry_the_discreet_title_only(name):
    assert tree(name).title.startswith("Spring meeting · ")
    assert "Water and Work" not in tree(name).title


@pytest.mark.parametrize("name", NAMES)
def test_people_at_risk_have_no_topic_in_metadata_even_without_a_discreet_title(name):
    bare = sample().convening.model_copy(update={"discreet_title": ""})
    assert "Water and Work" not in build(bare, name).title
    assert build(bare.model_copy(update={"at_risk": False}), name).title.startswith("Water and Work · ")


@pytest.mark.parametrize("name", QUIET)
def test_what_lies_where_strangers_pass_says_no_topic(name):
    document = tree(name)
    assert "Water and Work" not in words(document.blocks)
    assert "Water and Work" not in str((document.footer, document.header, document.title))


@pytest.mark.parametrize("name", ALWAYS)
@pytest.mark.parametrize(("final", "version", "label"), [
    (False, "", "DRAFT"), (False, "v3, sent to hosts", "DRAFT · v3, sent to hosts"), (True, "v4", "v4"), (True, "", ""),
])  # fmt: skip
def test_two_versions_in_one_room_can_be_told_apart(name, final, version, label):
    assert build(convening(final=final, version=version), name).header == ("" if name in HANDED else label)


@pytest.mark.parametrize("name", ALWAYS)
@pytest.mark.parametrize("code", ["en", "en-XA", "ar-XB"])
def test_a_convening_of_which_only_the_title_is_known_prints(name, code):
    document = build(EMPTY, name, code=code)
    assert len(document.blocks) > 1
    assert words(document.blocks[1:]).strip() or every(document.blocks, Figure)


@pytest.mark.parametrize("name", NAMES)
def test_the_language_turns_the_page(name):
    assert (tree(name, None, "ar-XB").rtl, tree(name, None, "ar-XB").language) == (True, "ar-XB")
    assert (tree(name).rtl, tree(name).language) == (False, "en")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_document_has_the_paper_that_was_asked_for(name, paper):
    assert tree(name, None, "en", paper).page.size == paper


@pytest.mark.parametrize("name", NAMES)
def test_the_same_options_give_the_same_tree(name):
    spec = next(spec for spec in chosen_specs() if spec.name == name)
    assert build(sample().convening, name, assets=sample().assets) == build(sample().convening, name, assets=sample().assets)
    assert spec.name == tree(name).name


PRINTED = {"title", "purpose", "heading", "organisation", "cluster"}


def hard(value, key=""):
    """The sample with every printed text long, in several scripts, with all that could break a page."""
    nasty = "“<b>A & B</b>” ' \" 日本語 العربية — " + "Donaudampfschifffahrtsgesellschaft" * 3
    if isinstance(value, dict):
        return {name: hard(item, key if key in PRINTED else name) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [hard(item, key) for item in value]
    return f"{nasty} {value}" if isinstance(value, str) and key in PRINTED else value


@pytest.mark.parametrize("name", NAMES)
def test_any_text_is_printed_as_it_was_typed(name):
    hardened = Convening.model_validate(hard(sample().convening.model_dump(mode="json")))
    document = build(hardened, name, assets=material().assets)
    if name not in QUIET and covers(document)[0].style != "line":
        assert "“<b>A & B</b>” ' \" 日本語 العربية" in words(document.blocks)


def test_a_day_that_does_not_fit_is_printed_with_a_warning_for_those_who_plan():
    full = convening(days=[{
        "start": "09:00", "end": "10:00",
        "sessions": [{"title": "Long talk", "minutes": 90}, {"title": "Lunch", "kind": "meal", "minutes": 60, "pin": "10:00"}],
    }])  # fmt: skip
    for name, audience, warned in (
        ("agenda", "participants", False), ("agenda", "public", False), ("agenda", "facilitators", True), ("agenda", "organisers", True),
        ("run-sheet", "facilitators", True), ("wall-agenda", "participants", False), ("wall-agenda", "organisers", True),
    ):  # fmt: skip
        document = build(full, name, audience)
        callouts = [words(each.title) for each in every(document.blocks, Callout)]
        assert callouts == (["This day does not fit. It is printed as it was typed."] if warned else []), (name, audience)
        assert "Long talk" in words(document.blocks)


@pytest.mark.parametrize(("name", "audience"), cuts())
def test_private_notes_are_for_those_who_run_the_day(name, audience):
    note = "Six draft lines are on the flipchart"
    seen = note in words(tree(name, audience).blocks)
    assert seen is (name in ("agenda", "run-sheet") and audience in ("facilitators", "organisers"))


def test_headings_of_a_report_name_its_parts():
    assert [title for level, title in headings(tree("report")) if level == 1][:3] == ["Summary", "Objectives", "What the words showed"]

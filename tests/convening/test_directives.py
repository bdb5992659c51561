"""What a directive says: every key is known or refused with its line and the nearest right one."""

import re

import pytest

from tests.support import ROOT
from toolkit.convening import directives
from toolkit.convening.directives import Directive, DirectiveError
from toolkit.convening.vocabulary import CARD_SIZES_MM, DIRECTIVES, FIGURES

ASKED = ("statements", "centre")


def test_a_directive_is_its_keys_and_its_items():
    made = directives.read("cards", 'size: a7\n- One | two\n\n- "a | b"\neach: {statements}\nblank: fill', ASKED)
    assert made == Directive(
        "cards", "", {"size": ("a7",), "each": ("{statements}",), "blank": ("fill",)}, ("One | two", '"a | b"')
    )
    assert (made.text("size"), made.fills("blank"), made.whole("blank", 7), made.whole("repeat", 1)) == ("a7", True, 7, 1)
    assert [directives.parts(item) for item in made.items] == [("One", "two"), ("a | b",)]
    assert directives.only_name(made.text("each")) == "statements"


def test_a_figure_has_its_kind_first_and_rows_may_be_given_again():
    assert directives.read("figure", "radial-map\ncentre: {centre}", ASKED).kind == "radial-map"
    assert directives.read("table", "columns: A | B\nrow: one\nrow: two | x").all("row") == ("one", "two | x")


@pytest.mark.parametrize(
    ("name", "body", "line", "sentence"),
    [
        ("tabel", "", 0, "there is no directive tabel; did you mean table?"),
        ("python", "", 0, "there is no directive python; there are lines, table, cards, poster, sign, checks, scale, figure."),
        ("lines", "fil", 1, "lines must be a whole number from 1 to 40, or fill; found “fil”."),
        ("lines", "4\ngap: 7", 2, "gap must be a number of millimetres from 8 to 30; found “7”."),
        ("lines", "4\n5", 2, "lines stands here a second time; take one of them out."),
        ("lines", "- a", 1, "lines has no items; write its keys: lines, least, gap."),
        ("table", "columns: A | B\n\nwidth: 3", 3, "table has no key width; did you mean widths?"),
        ("table", "columns: A | B\nwidths: 1 | 2 | 3", 0, "table: 3 widths stand here for 2 columns."),
        ("table", "columns: A\nrow: x | y", 0, "table: the row “x | y” has more parts than the 1 columns."),
        ("table", "columns: A | \nrows: 2", 1, "columns must be 1 to 10 texts with ` | ` between them; found “A |”."),
        ("table", "rows: 2", 0, "table needs columns."),
        ("cards", "size: a8\nblank: 1", 1, "size must be one of a7, a6, third, strip, square; found “a8”."),
        ("cards", "size: a7", 0, "cards needs `- …` / each / blank."),
        ("cards", "size: a7\neach: {statement}", 2, "{statement} is not asked for under `fill`; did you mean {statements}?"),
        ("cards", "size: a7\n- {zzz}", 2, "{zzz} is not asked for; write it under `fill` in exercise.md, with its label."),
        ("poster", "words: a\neach: {statements}", 0, "poster takes either words or each, not both."),
        ("sign", "each: tables", 1, "each must be a list of `fill` in braces, or groups; found “tables”."),
        ("checks", "text", 1, "“text” is no `key: value` line of checks; its keys are each, blank."),
        ("checks", "each:", 1, "each is empty; write its value behind it or take the line out."),
        ("scale", "from: a\nto: b\npoints: 5\n- x", 3, "points must be one of 2, 4, 6, 8, 10; found “5”."),
        ("figure", "", 0, f"a figure needs its kind on the first line; there are {', '.join(FIGURES)}."),
        ("figure", "gridd", 1, "there is no figure gridd; did you mean grid?"),
        ("figure", "grid\nacross: a | b", 0, "grid needs up."),
        ("figure", "timeline\nfrom: 2027-13\nto: 2028", 2, "from must be a month as 2027-03 or a year as 2027; found “2027-13”."),
        ("figure", "timeline\nfrom: 2027", 0, "timeline: from needs to beside it."),
        ("figure", "spectrum\nsteps: a | b\nends: c | d", 0, "spectrum takes either steps or ends, not both."),
    ],
)  # fmt: skip
def test_what_is_wrong_names_its_line_and_the_nearest_right_word(name, body, line, sentence):
    with pytest.raises(DirectiveError) as refused:
        directives.read(name, body, ASKED)
    assert (refused.value.line, str(refused.value)) == (line, sentence)


def test_every_directive_figure_key_and_size_is_explained():
    guide = (ROOT / "exercises" / "README.md").read_text(encoding="utf-8")
    for name, form in DIRECTIVES.items():
        assert f"### {name}:" in guide and f"```{name}" in guide
        missing = {key for key in form.keys if f"`{key}" not in guide and f"{key}:" not in guide and key != "lines"}
        assert missing == set(), name
    for kind, form in FIGURES.items():
        row = next(line for line in guide.splitlines() if line.startswith(f"| `{kind}`"))
        missing = {key for key in form.keys if f"`{key}" not in row and key not in ("height", "size", "caption", "alt", "each")}
        assert missing == set(), kind
    for size, (wide, high) in CARD_SIZES_MM.items():
        assert re.search(rf"`{size}` \([^)]*\b{wide} × {high}\b", guide), size


def test_every_example_of_the_guide_is_right():
    guide = (ROOT / "exercises" / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```([a-z]+)\n(.*?)^```$", guide, re.DOTALL | re.MULTILINE)
    read = [directives.read(name, body).name for name, body in examples if name != "yaml"]
    assert set(read) == set(DIRECTIVES)

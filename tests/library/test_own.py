"""One's own exercises: begun, put where they live, taken along and brought back; nothing bad gets in, and nothing of the user's is lost."""

import io
import pathlib
import stat
import zipfile
from collections.abc import Callable

import pytest

from tests.store.conftest import a_convening
from tests.support import english
from toolkit import library
from toolkit.cli import main
from toolkit.convening.exercise import Exercise
from toolkit.documents.registry import options_for, spec_named
from toolkit.language import language
from toolkit.language.said import SaidError
from toolkit.library import own
from toolkit.library.exercises import exercises_in
from toolkit.library.promises import broken

SMALL = {"exercise.md": own.skeleton("Small")["exercise.md"], "sheet.md": "Write here.\n"}


def a_zip(files: dict[str, str], links: tuple[str, ...] = ()) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if name in links:
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            packed.writestr(entry, text)
    return held.getvalue()


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(SaidError) as refused:
        call()
    return str(refused.value)


def small(folder: pathlib.Path) -> Exercise:
    return exercises_in(folder)[folder.name]


def test_the_skeleton_keeps_every_promise_and_prints(tmp_path: pathlib.Path) -> None:
    (folder,) = own.put(tmp_path, {"ours": own.skeleton('The "round" \\ table')})
    made = small(folder)
    assert (english(made.title), broken(made)) == ('The "round" \\ table', ())
    day = {"sessions": [{"title": "Talk", "minutes": 45, "exercise": "ours", "fill": {"question": "What now?"}}]}
    convening = a_convening(days=[day], notes=[], report={}, words=[], groups=[])
    for sheet in ("sheet", "guide"):
        spec = spec_named(f"ours-{sheet}", convening, {"ours": made})
        assert spec is not None
        document = spec.build(convening, options_for(convening, spec, language("en"), exercises={"ours": made}))
        assert "What now?" in str(document)


def test_one_that_cannot_be_read_is_said_and_takes_no_other_down(tmp_path: pathlib.Path) -> None:
    own.put(tmp_path, {"good": SMALL, "dot-voting": SMALL})
    card = tmp_path / "dot-voting" / "exercise.md"
    card.write_text(card.read_text().replace("purpose:", "porpoise:"))
    found = library.shelf(tmp_path)
    assert set(found.exercises) == {*library.exercises(), "good"} - {"dot-voting"}
    assert found.own == {"good"}
    (problem,) = found.left_out
    assert str(problem).startswith("Your exercise dot-voting is left out: dot-voting/exercise.md, line 4, column 1: has no purpose")


def test_a_formula_that_fails_for_some_meeting_is_found_before_it_does(tmp_path: pathlib.Path) -> None:
    card = SMALL["exercise.md"].replace("quantity: people", "quantity: 100 / (people - 7)")
    assert refusal(lambda: own.put(tmp_path, {"small": {**SMALL, "exercise.md": card}})) == (
        "small/exercise.md, materials.1.quantity: for 7 people: “100 / (people - 7)” divides by zero for these people, groups and size."
    )
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_written_over_and_what_is_replaced_is_put_aside(tmp_path: pathlib.Path) -> None:
    own.put(tmp_path, {"small": SMALL})
    (tmp_path / "small" / "sheet.md").write_text("Mine.")
    assert refusal(lambda: own.put(tmp_path, {"other": SMALL, "small": SMALL})).startswith("You have an exercise small already")
    own.put(tmp_path, {"small": SMALL}, replace=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["_small-1", "small"]
    assert (tmp_path / "_small-1" / "sheet.md").read_text() == "Mine."
    assert library.shelf(tmp_path).own == {"small"}


def test_what_is_taken_along_comes_back_the_same(tmp_path: pathlib.Path) -> None:
    folders = own.put(tmp_path / "mine", {"small": SMALL, "rivers": own.texts(library.shelf().folders["rivers"])})
    packed = own.pack(folders)
    assert packed == own.pack(reversed(folders))
    back = own.put(tmp_path / "theirs", own.unpack(packed, "mine.zip"))
    assert {folder.name: own.texts(folder) for folder in back} == {folder.name: own.texts(folder) for folder in folders}


def test_a_folder_that_somebody_zipped_by_hand_is_found_under_its_name() -> None:
    deep = a_zip({f"Stuff/small/{name}": text for name, text in SMALL.items()} | {"Stuff/small/.DS_Store": "x", "__MACOSX/a.md": "x"})
    assert own.unpack(deep, "a.zip") == {"small": SMALL}
    assert own.unpack(a_zip(SMALL), "small.zip") == {"small": SMALL}


@pytest.mark.parametrize(
    ("files", "links", "sentence"),
    [
        ({"../small/exercise.md": "x"}, (), "a.zip holds ../small/exercise.md, which leads to a place outside it; nothing was taken."),
        ({"/small/exercise.md": "x"}, (), "a.zip holds /small/exercise.md, which leads to a place outside it; nothing was taken."),
        ({"a\\exercise.md": "x"}, (), "a.zip holds a\\exercise.md, which leads to a place outside it; nothing was taken."),
        ({"C:/exercise.md": "x"}, (), "a.zip holds C:/exercise.md, which leads to a place outside it; nothing was taken."),
        (
            {"s/exercise.md": "/etc/passwd"}, ("s/exercise.md",),
            "a.zip holds s/exercise.md, which leads to a place outside it; nothing was taken.",
        ),
        ({"My Map/exercise.md": "x"}, (), "The folder My Map cannot name an exercise; use small letters a to z, digits and dashes."),
        ({"a/s/exercise.md": "x", "b/s/exercise.md": "x"}, (), "a.zip holds two exercises of the name s."),
        ({"s/exercise.md": "x" * (own.MOST_TEXT + 1)}, (), "s/exercise.md in a.zip is larger than 1 MB."),
        ({f"s/{n}.md": "" for n in range(2001)}, (), "a.zip holds 2001 files; 2000 is the most."),
        (
            {"s/sheet.md": "x"}, (),
            "a.zip holds no exercise.md; an exercise as ZIP is its folder, with exercise.md and a text for each sheet.",
        ),
    ],
)  # fmt: skip
def test_a_zip_that_holds_something_else_is_refused_whole(files: dict[str, str], links: tuple[str, ...], sentence: str) -> None:
    assert refusal(lambda: own.unpack(a_zip(files, links), "a.zip")) == sentence


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    files = {f"s/{n}.md": "x" * own.MOST_TEXT for n in range(21)} | {"s/exercise.md": "x"}
    assert refusal(lambda: own.unpack(a_zip(files), "a.zip")) == "a.zip unpacks to more than 20 MB; exercises do not."
    assert refusal(lambda: own.unpack(b"PK\x03\x04 nothing", "a.zip")) == "a.zip is no ZIP file, or a damaged one; make it again."


def test_the_commands_begin_take_along_and_bring(home: pathlib.Path, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-exercise", "our-rivers", "--copy", "rivers", "--title", "Our rivers"]) == 0
    folder = home / "exercises" / "our-rivers"
    assert (capsys.readouterr().out, stat.S_IMODE(folder.parent.stat().st_mode)) == (f"{folder / 'exercise.md'}\n", 0o700)
    assert english(small(folder).title) == "Our rivers"
    assert main(["export-exercises", "-o", str(tmp_path / "mine.zip")]) == 0
    assert main(["import-exercises", str(tmp_path / "mine.zip")]) == 2
    assert main(["import-exercises", str(tmp_path / "mine.zip"), "--replace"]) == 0
    assert main(["export-exercises", "river", "-o", str(tmp_path / "new.zip")]) == 2
    assert "There is no exercise river; did you mean rivers?" in capsys.readouterr().err


def test_a_check_says_what_is_left_out(home: pathlib.Path, tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = home / "exercises" / "mine"
    folder.mkdir(parents=True)
    (folder / "exercise.md").write_text("---\ntitle: Mine\n")
    plan = tmp_path / "my.yaml"
    plan.write_text("title: Water\nparked: [{title: Talk, exercise: mine}]\n")
    main(["check", str(plan)])
    left_out, missing = capsys.readouterr().err.splitlines()
    assert left_out.startswith("Your exercise mine is left out: mine/exercise.md: the front matter has no end;")
    assert missing == "“Talk” names the exercise mine, which the library does not have, so none of its sheets is printed."


def uses(slug: str) -> dict[str, object]:
    return {"days": [{"sessions": [{"id": "s", "title": "Talk", "minutes": 45, "exercise": slug}]}], "notes": [], "report": {}, "words": [],
            "groups": [], "hosts": []}  # fmt: skip


def test_a_convening_takes_along_those_of_ones_own_that_it_uses_and_no_other(tmp_path: pathlib.Path) -> None:
    own.put(tmp_path, {"mine": SMALL, "other": SMALL})
    convening = a_convening(**uses("mine"))
    carried = own.used(convening, library.shelf(tmp_path))
    assert carried == {"mine": SMALL}
    data = library.write_zip(convening, {}, carried)
    assert data == library.write_zip(convening, {}, carried)
    opened = library.open_bytes(data, "plan.zip")
    assert (opened.exercises, opened.convening) == (carried, convening)
    assert library.open_bytes(library.write_zip(convening, {}), "plan.zip").exercises == {}
    assert own.unpack(data, "plan.zip") == carried
    assert own.used(a_convening(**uses("rivers")), library.shelf(tmp_path)) == {}


def test_what_a_convening_brings_along_may_not_lead_out_of_its_zip() -> None:
    plan = "title: Water"
    data = a_zip({"convening.yaml": plan, "exercises/../bad/exercise.md": "x"})
    assert "outside it" in refusal(lambda: library.open_bytes(data, "plan.zip"))


def test_a_build_uses_the_exercise_that_came_along_and_puts_it_nowhere(
    tmp_path: pathlib.Path, home: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.zip"
    bad = {"exercise.md": "---\n"}
    plan.write_bytes(library.write_zip(a_convening(**uses("theirs")), {}, {"theirs": own.skeleton("Theirs"), "bad": bad}))
    assert main(["build", str(plan), "-o", str(tmp_path / "out"), "--document", "theirs-sheet", "--format", "md"]) == 0
    said = capsys.readouterr().err
    assert "exercise theirs is used as it came" in said and "exercise bad that came with this file is left out" in said
    assert "does not have" not in said and (tmp_path / "out" / "theirs-sheet.md").exists()
    assert not (home / "exercises").exists()

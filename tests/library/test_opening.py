"""A convening opens from YAML, JSON or ZIP with its pictures; what cannot be opened is one sentence."""

import io
import pathlib
import zipfile

import pytest

from toolkit import library
from toolkit.convening import file
from toolkit.convening.model import Convening
from toolkit.library import opening
from toolkit.planning.timing import Conflict, agenda

PLAN = "title: Rivers\nhosts: [{name: A House, logo: house.svg}]\n"
HOUSE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M5 5h30v10H5z"/></svg>'


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "house.svg").write_bytes(HOUSE)
    return tmp_path


def packed(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "/").replace("_svg", ".svg").replace("_yaml", ".yaml"), data)
    return held.getvalue()


def refusal(path: pathlib.Path) -> str:
    with pytest.raises((library.LibraryError, file.FileError)) as refused:
        library.open_file(path)
    return str(refused.value)


def test_a_file_opens_with_the_logos_beside_it(folder: pathlib.Path) -> None:
    opened = library.open_file(folder / "plan.yaml")
    assert opened.convening == file.read(PLAN)
    assert dict(opened.originals) == {"house.svg": HOUSE}
    assert opened.assets["house.svg"].startswith(b"\x89PNG")


def test_logos_may_lie_in_a_folder_of_assets(folder: pathlib.Path) -> None:
    (folder / "assets").mkdir()
    (folder / "house.svg").rename(folder / "assets" / "house.svg")
    assert dict(library.open_file(folder / "plan.yaml").originals) == {"house.svg": HOUSE}


def test_json_and_a_byte_order_mark_are_read_by_content(folder: pathlib.Path) -> None:
    wanted = file.read(PLAN)
    (folder / "plan.txt").write_text(file.write_json(wanted), encoding="utf-8-sig")
    assert library.open_file(folder / "plan.txt").convening == wanted


def test_a_zip_opens_and_one_that_is_written_opens_the_same(tmp_path: pathlib.Path) -> None:
    bare = packed(convening_yaml=PLAN.encode(), assets__house_svg=HOUSE)
    in_a_folder = packed(my__convening_yaml=PLAN.encode(), my__assets__house_svg=HOUSE)
    for data in (bare, in_a_folder):
        opened = library.open_bytes(data, "plan.zip")
        again = library.write_zip(opened.convening, opened.originals)
        assert library.open_bytes(again, "plan.zip") == opened
        assert library.write_zip(opened.convening, opened.originals) == again
        (tmp_path / "plan.zip").write_bytes(again)
        assert library.open_file(tmp_path / "plan.zip") == opened


def test_a_file_handed_over_alone_opens_where_it_needs_no_picture() -> None:
    assert library.open_bytes(b"title: Rivers\n", "plan.yaml") == library.Opened(Convening(title="Rivers"))
    with pytest.raises(library.LibraryError) as refused:
        library.open_bytes(PLAN.encode(), "plan.yaml")
    assert str(refused.value) == (
        "plan.yaml names the picture house.svg, which did not come with it; "
        "bring a ZIP of convening.yaml and a folder assets, or take its name out."
    )


def test_a_missing_logo_is_one_sentence(folder: pathlib.Path) -> None:
    (folder / "house.svg").unlink()
    assert refusal(folder / "plan.yaml") == (
        "plan.yaml names the picture house.svg, which is not there; put it into the same folder, or take its name out."
    )
    (folder / "plan.zip").write_bytes(packed(convening_yaml=PLAN.encode()))
    assert refusal(folder / "plan.zip") == (
        "plan.zip/convening.yaml names the picture house.svg, which is not in the ZIP; put it into assets/, or take its name out."
    )


def test_a_link_out_of_the_folder_is_not_followed(folder: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.svg"
    secret.write_bytes(HOUSE)
    (folder / "house.svg").unlink()
    (folder / "house.svg").symlink_to(secret)
    assert refusal(folder / "plan.yaml").startswith("plan.yaml names the picture house.svg, which is not there")


def test_a_picture_that_is_none_is_one_sentence(folder: pathlib.Path) -> None:
    (folder / "house.svg").write_bytes(b"hello")
    assert refusal(folder / "plan.yaml") == "plan.yaml: The file house.svg is not a PNG, JPEG or SVG picture: save it as one of these."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("title: Flüsse\n".encode("latin-1"), "{}, line 1: this is not text in UTF-8; save the file as UTF-8."),
        ("title: Rivers\n".encode("utf-16"), "{} is saved as UTF-16; save it as UTF-8."),
        (b"%PDF-1.7", "{} is not a convening file but PDF; a convening file is text (YAML or JSON), or a ZIP with its pictures."),
        (packed(word__document=b"<x/>"), "{} holds no convening.yaml; a convening as ZIP is convening.yaml and a folder assets."),
        (packed(convening_yaml=b"title: x")[:40], "{} is a damaged ZIP file; make it again, or open the convening.yaml inside it."),
    ],
)
def test_what_is_no_convening_is_one_sentence(tmp_path: pathlib.Path, data: bytes, sentence: str) -> None:
    (tmp_path / "plan").write_bytes(data)
    assert refusal(tmp_path / "plan") == sentence.format("plan")


def test_a_wrong_convening_names_its_line(tmp_path: pathlib.Path) -> None:
    (tmp_path / "plan.yaml").write_text("title: T\ndayz: []\n", encoding="utf-8")
    assert refusal(tmp_path / "plan.yaml").startswith("plan.yaml, line 2")
    (tmp_path / "plan.zip").write_bytes(packed(convening_yaml=b"title: T\ndayz: []\n"))
    assert refusal(tmp_path / "plan.zip").startswith("plan.zip/convening.yaml, line 2")


def test_a_missing_file_and_a_folder_are_one_sentence(tmp_path: pathlib.Path) -> None:
    assert refusal(tmp_path / "no.yaml") == f"There is no file {tmp_path / 'no.yaml'}; look at its name and folder."
    assert refusal(tmp_path) == f"{tmp_path} is a folder; name the convening file in it."
    assert refusal(pathlib.Path("a\0b")) == "The name of the file holds a character that no file name can hold."


def test_sizes_have_limits(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "plan.yaml"
    with path.open("wb") as made:
        made.truncate(opening.MAX_BYTES + 1)
    assert refusal(path) == f"{path} is larger than 20 MB; a convening file is not."
    with pytest.raises(library.LibraryError, match="larger than 20 MB"):
        library.open_bytes(path.read_bytes(), "plan.yaml")


def test_a_zip_has_limits(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "plan.zip"
    path.write_bytes(packed(**{f"f{at}": b"" for at in range(opening.MAX_ENTRIES + 1)}))
    assert refusal(path) == "plan.zip holds 2001 files; 2000 is the most."
    path.write_bytes(packed(convening_yaml=b"title: T", big=bytes(opening.MAX_UNPACKED)))
    assert refusal(path) == "plan.zip unpacks to more than 100 MB; make its pictures smaller."
    path.write_bytes(packed(convening_yaml=b" " * (opening.MAX_BYTES + 1)))
    assert refusal(path) == "convening.yaml in plan.zip is larger than 20 MB."


def test_a_zip_that_understates_its_sizes_is_still_stopped(tmp_path: pathlib.Path) -> None:
    """The directory of a ZIP is written by whoever made it; what counts is what comes out."""
    data = packed(convening_yaml=b" " * 5000)
    small = data.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    (tmp_path / "plan.zip").write_bytes(small)
    assert refusal(tmp_path / "plan.zip") == "plan.zip is a damaged ZIP file; make it again, or open the convening.yaml inside it."


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_zip_that_is_packed_in_an_unusual_way_is_not_opened(tmp_path: pathlib.Path, method: int) -> None:
    """Each way of packing fails in a way of its own; planners make ZIPs that every computer opens."""
    with zipfile.ZipFile(tmp_path / "plan.zip", "w", method) as held:
        held.writestr("convening.yaml", "title: T\n" * 50)
    assert refusal(tmp_path / "plan.zip") == "plan.zip is a damaged ZIP file; make it again, or open the convening.yaml inside it."


def test_the_sample_opens_with_its_logos_and_its_days_fit() -> None:
    opened = library.sample()
    named = {host.logo for host in opened.convening.hosts if host.logo}
    assert set(opened.assets) >= named
    assert named
    assert opened.convening.headcount() == 38
    assert [result for result in agenda(opened.convening) if isinstance(result, Conflict)] == []
    assert file.loose_ends(opened.convening) == ()


def test_a_sample_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(library.LibraryError, match=r"^There is no sample x; there are .*water-and-work"):
        library.sample("x")


def test_a_zip_holds_the_pictures_that_are_shown_and_none_of_an_older_version() -> None:
    convening = file.read("title: T\nhosts: [{name: A, logo: a.png}]\n")
    packed = zipfile.ZipFile(io.BytesIO(library.write_zip(convening, {"a.png": b"a", "before.png": b"b"})))
    assert packed.namelist() == ["convening.yaml", "assets/a.png"]

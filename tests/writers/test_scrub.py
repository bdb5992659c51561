"""A ZIP says nothing of when and where it was packed."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from toolkit.writers import scrub


def _entries(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]


def test_parts_come_back_in_the_order_given() -> None:
    parts = [("b.xml", b"<b/>"), ("a/ü.xml", b""), ("z.bin", bytes(range(256)) * 40)]
    assert _entries(scrub.pack(parts)) == parts


def test_pictures_are_stored_and_words_are_pressed() -> None:
    with zipfile.ZipFile(io.BytesIO(scrub.pack([("media/a.png", bytes(900)), ("a.xml", bytes(900))]))) as archive:
        assert [entry.compress_type for entry in archive.infolist()] == [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]


def test_packing_twice_gives_the_same_bytes() -> None:
    parts = [("a.xml", b"<a/>" * 100)]
    assert scrub.pack(parts) == scrub.pack(parts)


def test_a_zip_packed_with_a_clock_loses_it() -> None:
    made = []
    for second in (2, 4):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(zipfile.ZipInfo("a.xml", (2027, 3, 11, 9, 30, second)), b"<a/>" * 9, zipfile.ZIP_DEFLATED)
            archive.writestr(zipfile.ZipInfo("b.xml", (2027, 3, 11, 9, 30, second)), b"<b/>")
        made.append(scrub.without_clock(buffer.getvalue()))
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {scrub.DATE}
        assert {(entry.create_system, entry.external_attr) for entry in archive.infolist()} == {(0, 0)}
    assert _entries(made[0]) == [("a.xml", b"<a/>" * 9), ("b.xml", b"<b/>")]


@given(
    st.lists(
        st.tuples(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), st.binary()), unique_by=lambda part: part[0]
    )
)
def test_no_name_and_no_content_is_harmed(parts: list[tuple[str, bytes]]) -> None:
    assert _entries(scrub.pack(parts)) == parts


def test_properties_hold_the_title_and_nothing_else() -> None:
    said = scrub.core_properties("Water & <Work>").decode()
    assert "<dc:title>Water &amp; &lt;Work&gt;</dc:title></cp:coreProperties>" in said
    assert "creator" not in said and "created" not in said and "modified" not in said

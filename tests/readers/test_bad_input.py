"""Files that nobody should bring: refused in one sentence, or read, within two seconds and 300 MB."""

import functools
import io
import json
import pathlib
import re
import struct
import subprocess
import sys
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import FULL
from tests.readers.office import ins, p, packed, tbl, tr, whole, word
from tests.readers.test_xlsx import sheet
from toolkit.readers.archive import Package, ReadError
from toolkit.readers.reading import read

ROOT = pathlib.Path(__file__).parents[2]

_MEASURE = """
import json, pathlib, re, resource, sys, time
from toolkit.readers.archive import ReadError
from toolkit.readers.reading import read
found = {}
for path in sys.argv[1:]:
    data = open(path, "rb").read()
    begun = time.process_time()
    try:
        said = read(data, path).format
    except ReadError as error:
        said = str(error)
    found[path] = (said, time.process_time() - begun)
    del data
# Not ru_maxrss: over fork and exec a process keeps that of the one that started it.
status = pathlib.Path("/proc/self/status")
peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
print(json.dumps([found, int(peak[1]) / 1024 if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


@functools.cache
def zeros_zipped(name, size):
    """A part of zeros that packs to a thousandth of its size, made without ever being whole."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened, opened.open(name, "w", force_zip64=True) as part:
        for _ in range(size // 1_000_000):
            part.write(bytes(1_000_000))
    return made.getvalue()


def lying(data):
    """The same ZIP with every stated size made small."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", 100) + data[at + 28 :]


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (b"", b"-1", b"99999999", b"<w:p>", b"<v>x</v>", b'"', b"&#xD800;", b"\x00", b"</w:tc>", b"\xff")
ODT = "application/vnd.oasis.opendocument.text"
ROWS = '<row r="{}"/>'
SHARED = '<row><c t="s"><v>0</v></c></row>'
LONG = f"<si><t>{'a&#10;' * 16_000}</t></si>"
CELL = '<c t="inlineStr"><is><t>x</t></is></c>'

BOMBS = {
    "upload": lambda: b"9:00 Welcome\n" * 16_000_000,
    "unpacks": lambda: zeros_zipped("word/document.xml", 400_000_000),
    "lies": lambda: lying(zeros_zipped("word/document.xml", 400_000_000)),
    "entries": lambda: packed({f"word/{n}.xml": "" for n in range(3_000)}),
    "tags": lambda: packed({"word/document.xml": whole("document", "<w:body>" + "<w:p/>" * 2_500_000 + "</w:body>")}),
    "rows": lambda: sheet("<sheetData>" + "".join(map(ROWS.format, range(1, 1_000_001))) + "<row/>" * 1_000_000 + "</sheetData>"),
    "million": lambda: sheet("<sheetData>" + "".join(map(ROWS.format, range(1, 1_000_001))) + f"<row>{CELL}</row></sheetData>"),
    "cells": lambda: sheet("<sheetData>" + ("<row>" + CELL * 1_000 + "</row>") * 900 + "</sheetData>"),
    "strings": lambda: sheet(f"<sheetData>{SHARED * 200_000}</sheetData>", strings=LONG),
    "lines": lambda: b"9:00 Welcome\n" * 1_500_000,
    "one line": lambda: b"9" * 19_000_000,
    "separators": lambda: b"," * 19_000_000,
    "quotes": lambda: b'"a\n' * 6_000_000,
    "fewer quotes": lambda: b'a,b\n' + b'"a,b\n' * 20_000,
    "page": lambda: b"<html>" + b"<td><b>x</b>" * 1_500_000,
    "brackets": lambda: b"# x\n" + b"![" * 2_400,
    "more brackets": lambda: b"# x\n" + b"[" * 400_000,
    "stars": lambda: b"# x\n" + b"*a_ " * 40_000,
    "letters": lambda: "Zoé\n".encode("cp1252") * 4_000_000,
    "zeros": lambda: bytes(19_000_000),
}


ANSWERS = {
    "upload": "more than 20 MB", "unpacks": "more than 100 MB", "lies": "damaged", "entries": "3000 parts", "tags": "too long",
    "rows": "damaged", "million": "xlsx", "cells": "400000 cells", "strings": "too long", "lines": "100000 lines", "one line": "txt",
    "separators": "400000 cells", "quotes": "100000 lines", "fewer quotes": "csv",
    "page": "too long", "brackets": "md", "more brackets": "txt", "stars": "txt", "letters": "100000 lines", "zeros": "holds no text",
}  # fmt: skip


@pytest.mark.parametrize("names", [["upload"], sorted(BOMBS.keys() - {"upload"})], ids=["upload", "bombs"])
def test_no_file_takes_more_than_two_seconds_or_300_mb(tmp_path, names):
    paths = {}
    for name in names:
        path = tmp_path / (name.replace(" ", "-") + (".csv" if name.endswith(("separators", "quotes")) else ""))
        path.write_bytes(BOMBS[name]())
        paths[str(path)] = name
    said = subprocess.run([sys.executable, "-c", _MEASURE, *paths], cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    found, memory = json.loads(said.stdout)
    assert {paths[path]: seconds for path, (_, seconds) in found.items() if seconds > 2} == {}
    assert memory < 300
    answers = {paths[path]: answer for path, (answer, _) in found.items()}
    assert {name: ANSWERS[name] in answers[name] for name in names} == dict.fromkeys(names, True), answers


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7 x", "This is a PDF file, which cannot be read here"),
        (b"{\\rtf1 x}", "a rich text"),
        (b"\x89PNG\r\n", "a picture"),
        (packed({"ppt/slides/slide1.xml": "x"}), "a PowerPoint file"),
        (packed({"Index/Document.iwa": "x"}), "Apple Pages"),
        (packed({"xl/workbook.bin": "x"}), "binary Excel"),
        (packed({"a.txt": "x"}), "a packed file"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": "<x/>"}), "neither a text nor a sheet"),
        (_OLE + "WordDocument".encode("utf-16-le") + bytes(2), "old Word"),
        (_OLE + "EncryptedPackage".encode("utf-16-le") + bytes(2), "protected by a password"),
        (_OLE + "PowerPoint Document".encode("utf-16-le") + bytes(2), "old PowerPoint"),
        (_OLE + "Workbook".encode("utf-16-le") + bytes(2), "old Excel file is damaged"),
        (_OLE, "old Office or Outlook"),
        (b"PK\x03\x04 cut off", "damaged or protected"),
        (packed({"word/document.xml": "<w:document"}), "damaged or protected"),
        (packed({"word/document.xml": whole("body", "")}), "damaged or protected"),
        (word(p("x")).replace(b"PK", b"XX"), "holds no text"),
        (packed({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + whole("document", "")}), "XML that writes itself"),
        (packed({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><x/>'.encode("utf-16")}), "XML that writes itself"),
        (packed({"word/document.xml": '<?xml version="1.0" encoding="utf-7"?><x/>'}), "damaged or protected"),
        (word(tbl(tr("x")) * 2 + "<w:sdt><w:sdtContent>" * 200 + "</w:sdtContent></w:sdt>" * 200), "damaged or protected"),
        (packed({"mimetype": ODT, "content.xml": "<x/>", "META-INF/manifest.xml": "<encryption-data/>"}), "protected by a password"),
        (packed({"mimetype": ODT, "content.xml": "<x/>", "Basic/Standard/M.xml": ""}), "holds macros"),
        (packed({"mimetype": ODT, "content.xml": '<x xmlns:t="urn:t"><t:section-source/></x>'}), "from elsewhere"),
    ],
)
def test_what_is_not_read_is_refused_in_a_sentence_that_says_what_to_do(data, sentence):
    with pytest.raises(ReadError, match=re.escape(sentence)) as refused:
        read(data, "agenda.docx")
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def _samples():
    made = {
        "docx": word(p("9:00", ins("15")) + tbl(tr("a", "b"), tr("c", "d")), styles="<w:style/>"),
        "xlsx": sheet('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'),
        "csv": 'a;"b ""c""";d\n1;2;3\n'.encode("cp1252"),
        "html": b"<html><table><tr><td colspan=2>a<td>b</table><ul><li>c</ul>",
        "md": b"# Day\n\n| a | b |\n|---|---|\n| c | d |\n",
        "ics": b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270311T090000\nRRULE:FREQ=DAILY;COUNT=2\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n",
        "eml": b"MIME-Version: 1.0\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b--\n",
    }
    return list(made.values())


@settings(max_examples=2_000 if FULL else 150, deadline=None)
@given(st.sampled_from(_samples()), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 40)), min_size=1, max_size=5))
def test_a_damaged_file_is_read_or_refused_and_never_more(data, damages):
    for place, written, taken in damages:
        at = int(place * len(data))
        data = data[:at] + written + data[at + taken :]
    with suppress(ReadError):
        read(data)


@settings(max_examples=2_000 if FULL else 150, deadline=None)
@given(
    st.sampled_from(["word/document.xml", "word/styles.xml", "xl/worksheets/s.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(_BROKEN), st.integers(0, 12)), min_size=1, max_size=4),
)
def test_damage_within_the_parts_of_an_office_file_is_read_or_refused(part, damages):
    whole_file = _samples()[0 if part.startswith("word") else 1]
    package = Package(whole_file)
    parts = {name: package.read(name) for name in package}
    for place, written, taken in damages:
        at = int(place * len(parts[part]))
        parts[part] = parts[part][:at] + written + parts[part][at + taken :]
    with suppress(ReadError):
        read(packed(parts))

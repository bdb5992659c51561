"""Contract 4: no author, no clock, no source name in any file; a second build gives the same bytes, in another process too."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from io import BytesIO

import pikepdf
import pytest

from tests.built import SHARED
from tests.conftest import FULL
from tests.support import ROOT, chosen_specs, forms, made, tree
from toolkit.writers.formats import FORMATS

EVERY = [(spec.name, form) for spec in chosen_specs() for form in forms(spec.name)]


@pytest.mark.parametrize(("name", "form"), [(name, form) for name, form in EVERY if FULL or form != "pdf"])
def test_a_second_build_is_byte_identical(name, form):
    """Of a PDF this is shown by another process, after other documents; and in one process by that with every block."""
    assert FORMATS[form].write(tree(name)) == made(name, form)


def test_another_process_with_another_hash_seed_writes_the_same_bytes_in_another_order():
    script = (
        "import hashlib; from tests.support import chosen_specs, forms, tree; from toolkit.writers.formats import FORMATS\n"
        "for spec in reversed(chosen_specs()):\n"
        "    for form in reversed(forms(spec.name)):\n"
        "        print(spec.name, form, hashlib.sha256(FORMATS[form].write(tree(spec.name))).hexdigest())"
    )
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = {name: value for name, value in os.environ.items() if name != SHARED} | {"PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[::-1] == [f"{name} {form} {hashlib.sha256(made(name, form)).hexdigest()}" for name, form in EVERY]


@pytest.mark.parametrize("name", [spec.name for spec in chosen_specs()])
def test_a_pdf_tells_its_title_and_language_and_nothing_of_who_or_when(name):
    with pikepdf.open(BytesIO(made(name, "pdf"))) as pdf:
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        assert set(info) <= {"/Title", "/Producer"}
        assert info["/Title"] == tree(name).title
        assert str(pdf.Root.Lang) == "en"
        xmp = pdf.Root.Metadata.read_bytes().decode() if "/Metadata" in pdf.Root else ""
    assert not re.search(r"(?i)creator|author|createdate|modifydate", xmp)


@pytest.mark.parametrize(("name", "form"), [(name, form) for name, form in EVERY if form in ("docx", "xlsx")])
def test_an_office_file_carries_no_author_no_clock_and_no_thumbnail(name, form):
    with zipfile.ZipFile(BytesIO(made(name, form))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
        core = archive.read("docProps/core.xml").decode() if "docProps/core.xml" in names else ""
        everything = b"".join(archive.read(part) for part in names)
    assert not any("thumbnail" in part for part in names)
    assert not re.search(r"<(dc:creator|cp:lastModifiedBy)>[^<]", core)
    assert not re.search(r"<dcterms:(created|modified)[^>]*>", core)
    assert b"python-docx" not in everything


@pytest.mark.parametrize(("name", "form"), EVERY)
def test_no_file_names_the_folder_it_came_from(name, form):
    data = made(name, form)
    assert str(ROOT).encode() not in data
    assert b"file://" not in data

"""A table that names the size of its type has it in every format that has sizes, and nowhere else."""

import io
import re
import zipfile

from tests.support import made, tree


def word(name):
    with zipfile.ZipFile(io.BytesIO(made(name, "docx"))) as packed:
        return packed.read("word/document.xml").decode()


def test_the_wall_is_as_large_in_word_and_on_the_page():
    points = next(block.type_pt for block in tree("wall-agenda").blocks if getattr(block, "type_pt", None))
    assert f'<w:sz w:val="{points * 2:g}"/>' in word("wall-agenda")
    assert f"font-size:{points:g}pt" in made("wall-agenda", "html").decode()


def test_a_run_sheet_is_eleven_points():
    sizes = re.findall(r'<w:sz w:val="(\d+)"/>', word("run-sheet"))
    assert {"22", "19"} <= set(sizes)
    assert "font-size:11pt" in made("run-sheet", "html").decode()


def test_a_table_without_a_size_keeps_that_of_its_style():
    assert '<w:sz w:val="22"/>' not in word("sign-in-sheet")

"""Which fonts a text needs, and how the lack of one is said."""

import os
import pathlib
import subprocess
import sys
import unicodedata

import pytest

from tests.support import ROOT
from toolkit.writers import fonts
from toolkit.writers.formats import CannotWriteError

NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig></fontconfig>'


def families(text: str) -> list[str]:
    return [font.family for font in fonts.needed(text)]


def without_system_fonts(tmp_path: pathlib.Path, script: str) -> str:
    """What a script prints on a computer that has no font of its own."""
    settings = tmp_path / "fonts.conf"
    settings.write_text(NO_FONTS)
    environment = {**os.environ, "FONTCONFIG_FILE": str(settings)}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_plain_latin_greek_and_cyrillic_need_one_font():
    assert families("Łódź, Ñandú, Ελλάδα, Привет, Việt Nam – “quoted” … €") == ["Convening Sans"]


@pytest.mark.parametrize(("text", "family"), [
    ("مرحبا", "Arabic"), ("שלום", "Hebrew"), ("हिन्दी", "Devanagari"), ("বাংলা", "Bengali"), ("አማርኛ", "Ethiopic"), ("ქართული", "Georgian"),
    ("Հայերեն", "Armenian"), ("ไทย", "Thai"), ("ខ្មែរ", "Khmer"), ("ລາວ", "Lao"), ("தமிழ்", "Tamil"), ("සිංහල", "Sinhala"),
    ("မြန်မာ", "Myanmar"), ("తెలుగు", "Telugu"), ("ગુજરાતી", "Gujarati"),
    ("ਪੰਜਾਬੀ", "Gurmukhi"), ("ಕನ್ನಡ", "Kannada"), ("മലയാളം", "Malayalam"), ("ଓଡ଼ିଆ", "Oriya"),
    ("ދިވެހި", "Thaana"), ("ⵜⴰⵎⴰⵣⵉⵖⵜ", "Tifinagh"), ("→≤", "Math"), ("①", "Symbols"), ("☐★", "Dingbats"), ("😀", "Emoji"),
])
def test_each_bundled_script_is_printed_with_our_own_font(text, family):
    assert families(f"Name {text}") == ["Convening Sans", f"Convening {family}"]


def test_what_has_no_shape_needs_no_font():
    assert families("a\u200db\u200e\u2066c\u2069\ufe0f\u00ad\u3000") == ["Convening Sans"]


def test_every_bundled_file_is_there_with_its_licence_and_all_weigh_less_than_nine_megabytes():
    stems = {f"{font.stem}-{style}.ttf" for font in fonts.BUNDLED for style in font.styles}
    there = {path.name for path in fonts.FOLDER.iterdir()}
    assert there == stems | {"OFL.txt", "README.md"}
    assert sum(path.stat().st_size for path in fonts.FOLDER.iterdir()) < 9_000_000


def test_every_bundled_font_has_a_space_or_words_beside_it_lose_theirs():
    from fontTools.ttLib import TTFont

    for path in sorted(fonts.FOLDER.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            assert 0x20 in font.getBestCmap(), path.name


def test_a_letter_of_no_script_is_refused_by_its_number():
    with pytest.raises(CannotWriteError, match=r"No font has the character U\+E000; take it out of the text\."):
        fonts.needed("ok \ue000")


def test_a_script_without_a_font_is_refused_by_name_with_what_to_install(tmp_path):
    script = (
        "from toolkit.writers import fonts\nfrom toolkit.writers.formats import CannotWriteError\n"
        "for text in ('日本語', '\\U00012000'):\n"
        "    try: fonts.needed(text, 'ja')\n"
        "    except CannotWriteError as refusal: print(refusal)\n"
    )
    chinese, cuneiform = without_system_fonts(tmp_path, script).splitlines()
    assert 'Chinese, Japanese or Korean character "日" (U+65E5)' in chinese
    assert "apt-get install fonts-noto-cjk" in chinese
    assert "the Cuneiform character" in cuneiform
    assert unicodedata.name("\U00012000").startswith("CUNEIFORM")


def test_a_computer_without_any_font_still_prints(tmp_path):
    script = (
        "from toolkit.document.blocks import Cover, Document\nfrom toolkit.document.inline import text\nfrom toolkit.writers import pdf\n"
        "print(pdf.write(Document('a', 'T', 'ar', True, (Cover(text('Water → ماء 😀')),)))[:5])"
    )
    assert without_system_fonts(tmp_path, script) == "b'%PDF-'\n"


def test_scripts_that_join_stack_or_run_from_right_to_left_are_told_apart():
    assert [fonts.is_complex(text) for text in ("Water", "Ñandú → Привет")] == [False, False]
    assert [fonts.is_complex(text) for text in ("ماء", "שלום", "हिन्दी", "ខ្មែរ")] == [True, True, True, True]

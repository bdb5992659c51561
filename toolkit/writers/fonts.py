"""Which fonts a text needs: our own for most scripts, the system's for the rest, and a refusal by name where there is none.

A missing letter is never printed as a box. Each font keeps one family name of our own in one file for each style: many
files under one name come out garbled, because WeasyPrint tells embedded fonts apart by their description.
"""

from __future__ import annotations

import functools
import pathlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from toolkit.language import Language, language
from toolkit.writers import system_fonts
from toolkit.writers.formats import CannotWriteError

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "static" / "fonts"

STACK = "Convening Sans, Noto Sans, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
"""For what leaves without our fonts (a web page on its own, a drawing in Word): the nearest sans serif there is."""

Style = Literal["Regular", "Bold", "Italic", "BoldItalic"]


@dataclass(frozen=True, slots=True)
class Font:
    """A bundled font: its family for CSS, its file's stem, its styles, and the ranges of code points it is asked about."""

    family: str
    stem: str
    styles: tuple[Style, ...]
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SystemFont:
    """A font that this computer has and we don't bring."""

    family: str
    file: pathlib.Path


_BOTH: tuple[Style, ...] = ("Regular", "Bold")
_ONE: tuple[Style, ...] = ("Regular",)

BASE = Font("Convening Sans", "NotoSans", ("Regular", "Bold", "Italic", "BoldItalic"), ((0, 0x10FFFF),))
BUNDLED: tuple[Font, ...] = (
    BASE,
    Font("Convening Arabic", "NotoSansArabic", _BOTH, ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))),
    Font("Convening Hebrew", "NotoSansHebrew", _BOTH, ((0x590, 0x5FF), (0xFB1D, 0xFB4F))),
    Font("Convening Thaana", "NotoSansThaana", _ONE, ((0x780, 0x7BF),)),
    Font("Convening Devanagari", "NotoSansDevanagari", _BOTH, ((0x900, 0x97F), (0xA8E0, 0xA8FF), (0x1CD0, 0x1CFF))),
    Font("Convening Bengali", "NotoSansBengali", _BOTH, ((0x980, 0x9FF),)),
    Font("Convening Gurmukhi", "NotoSansGurmukhi", _ONE, ((0xA00, 0xA7F),)),
    Font("Convening Gujarati", "NotoSansGujarati", _ONE, ((0xA80, 0xAFF),)),
    Font("Convening Oriya", "NotoSansOriya", _ONE, ((0xB00, 0xB7F),)),
    Font("Convening Tamil", "NotoSansTamil", _BOTH, ((0xB80, 0xBFF),)),
    Font("Convening Telugu", "NotoSansTelugu", _ONE, ((0xC00, 0xC7F),)),
    Font("Convening Kannada", "NotoSansKannada", _ONE, ((0xC80, 0xCFF),)),
    Font("Convening Malayalam", "NotoSansMalayalam", _ONE, ((0xD00, 0xD7F),)),
    Font("Convening Sinhala", "NotoSansSinhala", _BOTH, ((0xD80, 0xDFF),)),
    Font("Convening Thai", "NotoSansThai", _BOTH, ((0xE00, 0xE7F),)),
    Font("Convening Lao", "NotoSansLao", _BOTH, ((0xE80, 0xEFF),)),
    Font("Convening Myanmar", "NotoSansMyanmar", _BOTH, ((0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F))),
    Font("Convening Georgian", "NotoSansGeorgian", _BOTH, ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))),
    Font("Convening Ethiopic", "NotoSansEthiopic", _BOTH, ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F))),
    Font("Convening Khmer", "NotoSansKhmer", _BOTH, ((0x1780, 0x17FF), (0x19E0, 0x19FF))),
    Font("Convening Tifinagh", "NotoSansTifinagh", _ONE, ((0x2D30, 0x2D7F),)),
    Font("Convening Armenian", "NotoSansArmenian", _BOTH, ((0x530, 0x58F), (0xFB13, 0xFB17))),
    Font("Convening Math", "NotoSansMath", _ONE, ((0x2000, 0x23FF), (0x27C0, 0x27FF))),
    Font("Convening Symbols", "NotoSansSymbols", _ONE, ((0x2000, 0x2BFF), (0x1F100, 0x1F1FF))),
    Font("Convening Dingbats", "NotoSansSymbols2", _ONE, ((0x2000, 0x2BFF),)),
    Font("Convening Emoji", "NotoEmoji", _ONE, ((0x2000, 0x3300), (0xFE0F, 0xFE0F), (0x1F000, 0x1FAFF), (0xE0020, 0xE007F))),
)
"""Asked in this order: letters first, then signs, emoji last. What each really holds is read from its own table."""

Found = tuple[Font | SystemFont, ...]


def needed(text: str, code: str = "en") -> Found:
    """The fonts for a text in a language, our Latin, Greek and Cyrillic one always first; `CannotWriteError` names what has none."""
    return _needed("".join(sorted(_unusual(text))), code)


def families(found: Found) -> str:
    """The value of `font-family` for these fonts."""
    return ", ".join(f'"{font.family}"' for font in found)


def faces(found: Found, folder: str) -> str:
    """`@font-face` rules for our own, in a folder given as an address. All styles of a family, or it would be slanted by force."""
    return "".join(
        f'@font-face{{font-family:"{font.family}";font-weight:{700 if "Bold" in style else 400};'
        f'font-style:{"italic" if "Italic" in style else "normal"};src:url("{folder}/{font.stem}-{style}.ttf")}}\n'
        for font in found if isinstance(font, Font) for style in font.styles
    )


def files(found: Found) -> tuple[pathlib.Path, ...]:
    """The files of these fonts, for what takes files and no CSS."""
    paths: list[pathlib.Path] = []
    for font in found:
        if isinstance(font, Font):
            paths.extend(FOLDER / f"{font.stem}-{style}.ttf" for style in font.styles)
        else:
            paths.append(font.file)
    return tuple(paths)


def is_complex(text: str) -> bool:
    """Whether a text is in a script whose letters join, stack or run from right to left."""
    if text.isascii():
        return False
    return any(_COMPLEX[0] <= ord(char) <= _COMPLEX[1] or ord(char) >= 0xFB1D or 0x1700 <= ord(char) <= 0x1CFF for char in text)


_COMPLEX = (0x590, 0x109F)


@functools.lru_cache(maxsize=256)
def _needed(unusual: str, code: str) -> Found:
    rest = set(unusual)
    found: list[Font | SystemFont] = [BASE]
    rest -= {char for char in rest if ord(char) in _coverage(BASE)}
    for font in BUNDLED[1:]:
        if not rest:
            break
        held = {char for char in rest if _inside(ord(char), font.ranges) and ord(char) in _coverage(font)}
        if held:
            found.append(font)
            rest -= held
    while rest:
        answer = system_fonts.match(frozenset(rest), code)
        if answer is None:
            raise CannotWriteError(_refusal(rest, language(code)))
        family, file, letters = answer
        found.append(SystemFont(family, file))
        rest -= letters
    return tuple(found)


_PLAIN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026)))


def _unusual(text: str) -> Iterable[str]:
    """The letters that have to be looked up. What has no shape of its own (controls, joiners, selectors, spaces) needs no font."""
    return (char for char in set(text) - _PLAIN if unicodedata.category(char) not in _SHAPELESS and not _is_selector(ord(char)))


_SHAPELESS = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def _is_selector(point: int) -> bool:
    return 0xFE00 <= point <= 0xFE0F or 0xE0000 <= point <= 0xE0FFF or point == 0x34F


def _inside(point: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= point <= end for start, end in ranges)


@functools.cache
def _coverage(font: Font) -> frozenset[int]:
    """Every code point the font has a shape for, read from the file when it is first asked about."""
    from fontTools.ttLib import TTFont  # 60 ms that a plain Latin document does without

    with TTFont(FOLDER / f"{font.stem}-Regular.ttf", lazy=True) as opened:
        return frozenset(opened.getBestCmap())


_PACKAGES = {
    "CJK": "fonts-noto-cjk", "HIRAGANA": "fonts-noto-cjk", "KATAKANA": "fonts-noto-cjk", "HANGUL": "fonts-noto-cjk",
    "BOPOMOFO": "fonts-noto-cjk", "IDEOGRAPHIC": "fonts-noto-cjk", "FULLWIDTH": "fonts-noto-cjk",
}


def _refusal(missing: set[str], say: Language) -> str:
    """One sentence: which script, which letter, what to install."""
    char = min(missing)
    name = unicodedata.name(char, "")
    if not name:
        return say("No font has the character U+{code}; take it out of the text.", code=f"{ord(char):04X}")
    script = name.split()[0]
    package = _PACKAGES.get(script, "fonts-noto-core fonts-noto-extra")
    called = say("Chinese, Japanese or Korean") if package == "fonts-noto-cjk" else script.capitalize()
    return say(
        'No font on this computer has the {script} character "{char}" (U+{code}). Install one, on Debian or Ubuntu with '
        '"apt-get install {package}", elsewhere from https://fonts.google.com/noto, and make the document again.',
        script=called, char=char, code=f"{ord(char):04X}", package=package,
    )

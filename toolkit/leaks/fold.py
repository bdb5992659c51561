"""How two spellings are the same: words without case, accents and punctuation, and where in a text they stand."""

import re
import unicodedata
from typing import NamedTuple

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Thai, Lao, Burmese, Khmer, kana and Chinese characters: scripts that put no space between words."""

SINGLE = re.compile(f"[{UNSPACED}]")
_TURN = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_LINE_HYPHEN = re.compile("[-\u2010\u00ad]([ \t\f]*\r?\n[ \t\f]*)([^\\s]*)")
_OWNED = re.compile("(?<=\\w)['’]s?(?!\\w)")
"""Whose it is, in English: a name all the same."""

_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ə": "e"}
_NOTHING = frozenset("'’‘ʼʻ`´ʹ")


class _Fold(dict[int, str]):
    """What each character is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)
        if char in _LETTERS:
            folded = _LETTERS[char]
        elif char in "\n\r":
            folded = char
        elif unicodedata.combining(char) or kind == "Cf" or char in _NOTHING:
            folded = ""
        elif kind[0] not in "LNM":
            folded = " "
        else:
            folded = char
        self[code] = folded
        return folded


_FOLD = _Fold()


def words(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation; letters of scripts without spaces one by one."""
    return folded(text).split()


def folded(text: str) -> str:
    plain = _OWNED.sub(" ", whole(text)).casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
    plain = _TURN.sub(" ", plain.translate(_FOLD))
    return plain if plain.isascii() else SINGLE.sub(lambda found: f" {found[0]} ", plain)


class _Apart(dict[int, int | str]):
    """Every character that parts words becomes a space; all others stay, so that a text keeps its length."""

    def __missing__(self, code: int) -> int | str:
        char = chr(code)
        kind = unicodedata.category(char)
        apart = not char.isspace() and kind[0] not in "LNM" and kind != "Cf" and char not in _NOTHING
        self[code] = " " if apart else code
        return self[code]


_APART = _Apart()
_WORD = re.compile(r"[^\s\d]+|\d+")


class Word(NamedTuple):
    """A word as it stands in a text: folded, as it is written, and from where to where."""

    folded: str
    written: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it may be a name by its first letter; scripts without capitals do not say."""
        first = next((char for char in self.written if char.isalpha()), "")
        return bool(first) and not first.islower()


def whole(text: str) -> str:
    """The text with words that were divided at the end of a line made whole; its lines stay where they are."""
    return _LINE_HYPHEN.sub(_joined, text)


def _joined(found: re.Match[str]) -> str:
    return f"{found[2]}{chr(12) if chr(12) in found[1] else ''}\n"


def tokens(text: str) -> list[Word]:
    """The words of a `whole` text in order, each one string: letters of scripts without spaces together."""
    known: dict[str, str] = {}
    found: list[Word] = []
    for each in _WORD.finditer(text.translate(_APART)):
        written = each[0]
        if (plain := known.get(written)) is None:
            plain = known[written] = "".join(words(written))
        found.append(Word(plain, written, *each.span()))
    return found


def phrase(text: str) -> tuple[str, ...]:
    """The words of a short text as `tokens` gives them."""
    return tuple(each.folded for each in tokens(whole(text)) if each.folded)

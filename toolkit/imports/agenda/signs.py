"""One way to write the signs that times and dates are made of, letter for letter, so that a place in the one text is a place in the
other.
"""

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_WIDEST = 100
_WIDE = re.compile(rf"[^\S\n]{{{_WIDEST},}}")
"""A gap this wide parts columns; a wider one only costs time."""

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u30fc"
_SIGNS = {
    **{ord(sign): " " for sign in _SPACES},
    **{ord(sign): "-" for sign in _DASHES},
    **dict.fromkeys(map(ord, "：∶꞉﹕٫"), ":"),
    **dict.fromkeys(map(ord, "．｡"), "."),
    **dict.fromkeys(map(ord, "～〜∼"), "~"),
    ord("，"): ",", ord("،"): ",", ord("（"): "(", ord("）"): ")", ord("／"): "/", ord("’"): "'", ord("′"): "'", ord("ʼ"): "'",
}  # fmt: skip


def seen(text: str) -> str:
    """What a reader sees: without marks of direction and width, which stand in pasted tables and mean nothing here."""
    return _WIDE.sub(" " * _WIDEST, _INVISIBLE.sub("", text))


def plain(text: str) -> str:
    """The same letters with European digits, one dash, one colon, one space; every sign stays at its place."""
    if text.isascii():
        return text
    return "".join(str(value) if (value := unicodedata.decimal(sign, None)) is not None else sign for sign in text.translate(_SIGNS))


def folded(text: str) -> str:
    """For looking a word up: no case, no accents, one space."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", plain(text).casefold()) if not unicodedata.combining(sign))
    return " ".join(bare.split())


def tidy(text: str) -> str:
    """A title as it is kept: one space, no signs of a list or of emphasis round it."""
    words = " ".join(seen(text).split())
    return re.sub(r"^(?:[-–—•·*▪◦●○■□‣>|:;,.]+\s+)+|[\s|:;,–—-]+$", "", words).strip(" \t|")

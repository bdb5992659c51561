"""Two languages that nobody speaks, to see what a translation will do before there is one.

`en-XA` is long and accented between brackets, so that a sentence without brackets was never marked;
`ar-XB` is written from right to left in Arabic letters, so that mirroring and fonts are really used.
The codes are those that CLDR and Android use for pseudo-locales.
"""

import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass

_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)
_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz",
    "ابجدهفغحيجكلمنوبقرستوفوخيز",
)
_FIELD = re.compile(r"(\{[^}]*\})")


@dataclass(frozen=True, slots=True)
class Pseudo:
    locale: str
    turn: Callable[[str], str]


def _outside_fields(message: str, turn: Callable[[str], str]) -> str:
    return "".join(part if _FIELD.fullmatch(part) else turn(part) for part in _FIELD.split(message))


def long_and_accented(message: str) -> str:
    """A third longer, every letter accented, bracketed."""
    longer = "·" * max(1, len(message) // 3)
    return f"⟦{_outside_fields(message, lambda part: part.translate(_ACCENTS))}{longer}⟧"


def right_to_left(message: str) -> str:
    """The same words in Arabic letters."""
    return _outside_fields(message, lambda part: part.lower().translate(_LETTERS))


PSEUDO: dict[str, Pseudo] = {
    "en-XA": Pseudo("en_GB", long_and_accented),
    "ar-XB": Pseudo("ar", right_to_left),
}


class PseudoTranslations(gettext.NullTranslations):
    """Turns every message as it is asked for: no catalogue to fall behind."""

    def __init__(self, pseudo: Pseudo) -> None:
        super().__init__()
        self._turn = pseudo.turn

    def gettext(self, message: str) -> str:
        return self._turn(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._turn(msgid1 if n == 1 else msgid2)

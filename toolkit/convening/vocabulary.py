"""The directives that a sheet may hold, as data: each one's keys, what each key may say, and what it cannot do without."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.language import N_
from toolkit.language.said import SaidError

ITEMS = "-"
"""Stands for `- ` items where keys are listed."""

_PARTED = re.compile(r"\s*\|\s*")
_LIST = re.compile(r"[\"']?\{[a-z0-9][a-z0-9_-]{0,63}\}[\"']?")
_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
MOST_WORDS = 600
LEAST_GAP_MM = 8


@dataclass(frozen=True, slots=True)
class Words:
    def holds(self, value: str) -> bool:
        return len(value) <= MOST_WORDS

    def said(self) -> SaidError:
        return SaidError(N_("at most {most} letters"), most=MOST_WORDS)


@dataclass(frozen=True, slots=True)
class Parts:
    least: int
    most: int

    def holds(self, value: str) -> bool:
        found = _PARTED.split(value)
        return len(value) <= MOST_WORDS and self.least <= len(found) <= self.most and all(found)

    def said(self) -> SaidError:
        if self.least == self.most:
            return SaidError(N_("{least} texts with ` | ` between them"), least=self.least)
        return SaidError(N_("{least} to {most} texts with ` | ` between them"), least=self.least, most=self.most)


@dataclass(frozen=True, slots=True)
class Whole:
    least: int
    most: int
    fills: bool = False

    def holds(self, value: str) -> bool:
        if self.fills and value == "fill":
            return True
        return value.isascii() and value.isdigit() and self.least <= int(value[:9]) <= self.most

    def said(self) -> SaidError:
        if self.fills:
            return SaidError(N_("a whole number from {least} to {most}, or fill"), least=self.least, most=self.most)
        return SaidError(N_("a whole number from {least} to {most}"), least=self.least, most=self.most)


@dataclass(frozen=True, slots=True)
class Millimetres:
    least: float
    most: float

    def holds(self, value: str) -> bool:
        return re.fullmatch(r"\d{1,4}(\.\d{1,2})?", value) is not None and self.least <= float(value) <= self.most

    def said(self) -> SaidError:
        return SaidError(N_("a number of millimetres from {least} to {most}"), least=f"{self.least:g}", most=f"{self.most:g}")


@dataclass(frozen=True, slots=True)
class Shares:
    def holds(self, value: str) -> bool:
        return all(re.fullmatch(r"\d{1,3}(\.\d{1,2})?", each) and float(each) > 0 for each in _PARTED.split(value))

    def said(self) -> SaidError:
        return SaidError(N_("numbers with ` | ` between them"))


@dataclass(frozen=True, slots=True)
class Choice:
    names: tuple[str, ...]

    def holds(self, value: str) -> bool:
        return value in self.names

    def said(self) -> SaidError:
        return SaidError(N_("one of {names}"), names=", ".join(self.names))


@dataclass(frozen=True, slots=True)
class List:
    """`{key}` of a list, and here and there a word that stands for one."""

    words: tuple[str, ...] = ()

    def holds(self, value: str) -> bool:
        return value in self.words or _LIST.fullmatch(value) is not None

    def said(self) -> SaidError:
        if self.words:
            return SaidError(N_("a list of `fill` in braces, or {words}"), words=", ".join(self.words))
        return SaidError(N_("a list of `fill` in braces, as {statements}"))


@dataclass(frozen=True, slots=True)
class Month:
    def holds(self, value: str) -> bool:
        return _MONTH.fullmatch(value) is not None

    def said(self) -> SaidError:
        return SaidError(N_("a month as 2027-03 or a year as 2027"))


Right = Words | Parts | Whole | Millimetres | Shares | Choice | List | Month
_YES = Choice(("yes", "no"))
_SIZE = Choice(("a4", "a3", "a2", "a1"))
_WORDS = Words()


@dataclass(frozen=True, slots=True)
class Form:
    """`needs` lists groups of which one must be there, `apart` what excludes each other, `together` what needs its fellow.

    `again` may be given more than once; `bare` is the key of a value that stands without one.
    """

    keys: Mapping[str, Right] = field(default_factory=dict)
    items: bool = False
    needs: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, str], ...] = ()
    again: frozenset[str] = frozenset()
    bare: str = ""


CARD_SIZES_MM: Mapping[str, tuple[float, float]] = {
    "a7": (90, 55), "a6": (90, 116), "third": (186, 75), "strip": (186, 34), "square": (75, 75),
}
"""Parts of a sheet less gutters and margins, so that A4 and Letter give the same cards."""

DIRECTIVES: Mapping[str, Form] = {
    "lines": Form(
        {"lines": Whole(1, 40, fills=True), "least": Whole(1, 40), "gap": Millimetres(LEAST_GAP_MM, 30)}, needs=(("lines",),), bare="lines",
    ),
    "table": Form(
        {
            "columns": Parts(1, 10), "widths": Shares(), "row": _WORDS, "rows": Whole(1, 60, fills=True), "least": Whole(1, 60),
            "height": Millimetres(LEAST_GAP_MM, 250), "number": _YES,
        },
        needs=(("columns",),), again=frozenset({"row"}),
    ),
    "cards": Form(
        {
            "size": Choice(tuple(CARD_SIZES_MM)), "each": List(), "blank": Whole(1, 96, fills=True), "repeat": Whole(1, 60),
            "number": _YES, "head": _WORDS,
        },
        items=True, needs=(("size",), (ITEMS, "each", "blank")),
    ),
    "poster": Form(
        {"size": _SIZE, "words": _WORDS, "each": List(), "below": _WORDS, "number": _YES},
        items=True, needs=(("words", ITEMS, "each"),), apart=(("words", ITEMS), ("words", "each")),
    ),
    "sign": Form(
        {"each": List(("groups",)), "count": Choice(("letters", "numbers")), "above": _WORDS, "below": _WORDS},
        items=True, needs=((ITEMS, "each"),),
    ),
    "checks": Form({"each": List(), "blank": Whole(1, 40)}, items=True, needs=((ITEMS, "each", "blank"),)),
    "scale": Form(
        {"from": _WORDS, "to": _WORDS, "points": Choice(("2", "4", "6", "8", "10")), "each": List()},
        items=True, needs=(("from",), ("to",), (ITEMS, "each")),
    ),
    "figure": Form(),
}


def _figure(
    keys: Mapping[str, Right] | None = None, *, items: bool = False, needs: tuple[tuple[str, ...], ...] = (),
    apart: tuple[tuple[str, str], ...] = (), together: tuple[tuple[str, str], ...] = (),
) -> Form:
    common: dict[str, Right] = {"height": Millimetres(20, 380), "size": _SIZE, "caption": _WORDS, "alt": _WORDS}
    return Form({**(keys or {}), **common}, items=items, needs=needs, apart=apart, together=together)


FIGURES: Mapping[str, Form] = {
    "radial-map": _figure({"centre": _WORDS}),
    "grid": _figure(
        {"across": Parts(2, 2), "up": Parts(2, 2), "title-across": _WORDS, "title-up": _WORDS, "fields": Parts(4, 4)},
        needs=(("across",), ("up",)),
    ),
    "spectrum": _figure(
        {"steps": Parts(2, 9), "ends": Parts(2, 2), "shape": Choice(("half-circle", "line")), "marks": Whole(2, 11), "centre": _WORDS},
        needs=(("steps", "ends"),), apart=(("steps", "ends"), ("steps", "marks")),
    ),
    "timeline": _figure(
        {
            "from": Month(), "to": Month(), "every": Whole(1, 100), "marks": Parts(2, 24), "blank": Whole(2, 24),
            "way": Choice(("across", "down")), "above": _WORDS, "below": _WORDS,
        },
        needs=(("from", "marks", "blank"),), apart=(("from", "marks"), ("from", "blank"), ("marks", "blank")),
        together=(("from", "to"), ("to", "from"), ("every", "from")),
    ),
    "tree": _figure({"crown": _WORDS, "trunk": _WORDS, "roots": _WORDS}),
    "rings": _figure({"rings": Parts(2, 4)}, needs=(("rings",),)),
    "river": _figure({"from": _WORDS, "to": _WORDS, "banks": Parts(2, 2)}),
    "boxes": _figure(
        {"boxes": Parts(1, 16), "blank": Whole(1, 16), "across": Whole(1, 6), "flow": _YES}, needs=(("boxes", "blank"),),
        apart=(("boxes", "blank"),),
    ),
    "ladder": _figure(
        {"rungs": Parts(2, 12), "blank": Whole(2, 12), "top": _WORDS, "bottom": _WORDS}, needs=(("rungs", "blank"),),
        apart=(("rungs", "blank"),),
    ),
    "bars": _figure({"each": List(), "blank": Whole(1, 20)}, items=True, needs=((ITEMS, "each", "blank"),)),
}

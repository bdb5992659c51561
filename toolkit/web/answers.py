"""What an exercise asks, as it is typed on its session: one text, or a list of which each stands in a line, and both in each language.

A line in another language says the same as the line of that number. Whatever is changed in one language, the others keep their words.
"""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

from pydantic import JsonValue

from toolkit.convening.model import Convening
from toolkit.convening.values import Localised, Text

Shown = Callable[[Any, Convening], str]
Taken = Callable[[Any, str, Convening], tuple[tuple[str, ...], JsonValue]]


class UnpairedError(Exception):
    """More lines in another language than there are answers, so that nobody knows which is which."""

    def __init__(self, found: int, there: int) -> None:
        super().__init__(found, there)
        self.found = found
        self.there = there


def ways(key: str, code: str = "") -> tuple[Shown, Taken]:
    """How the answer to a question is shown and taken, in the convening's own language or in the one of this code."""

    def show(thing: Any, convening: Convening) -> str:
        held = thing.fill.get(key, "")
        if isinstance(held, tuple):
            return "\n".join(_said(each, code, convening) for each in held).rstrip("\n")
        return _said(held, code, convening)

    def take(thing: Any, typed: str, convening: Convening) -> tuple[tuple[str, ...], JsonValue]:
        return ("fill", key), _taken(thing.fill.get(key, ""), typed, code, convening)

    return show, take


def own_key(text: Localised, convening: Convening) -> str:
    """The key of a text per language that the convening's own language is written under."""
    code = convening.language
    return next((each for each in (code, code.split("-")[0]) if each in text.root), code)


def _said(held: Text, code: str, convening: Convening) -> str:
    if isinstance(held, str):
        return "" if code else held
    return held.root.get(code or own_key(held, convening), "")


def _taken(held: Text | tuple[Text, ...], typed: str, code: str, convening: Convening) -> JsonValue:
    if not isinstance(held, tuple):
        lines = _lines(typed)
        if not code and len(lines) > 1:
            return _paired(_line_by_line(held), lines, convening)
        return _with(held, typed, code, convening) or None
    if not code:
        return _paired(held, _lines(typed), convening) or None
    said = [line.strip() for line in typed.splitlines()]
    if len(said) > len(held):
        raise UnpairedError(len(said), len(held))
    said += [""] * (len(held) - len(said))
    return [_with(each, line, code, convening) for each, line in zip(held, said, strict=True)]


def _line_by_line(held: Text) -> tuple[Text, ...]:
    """What was typed as one text before there was a list in the convening's own language."""
    if isinstance(held, str):
        return (held,) if held else ()
    columns = [[(code, line.strip()) for line in words.splitlines()] for code, words in held.root.items()]
    return tuple(Localised({code: line for code, line in row if line}) for row in zip_longest(*columns, fillvalue=("", "")))


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _paired(held: Sequence[Text], lines: Sequence[str], convening: Convening) -> list[JsonValue]:
    """Each line with its translations: those of the answer that says the same; where as many lines stand there, or nothing was said in
    the convening's own language, of that in its place."""
    left = list(enumerate(held))
    found: dict[int, Text] = {}
    for number, line in enumerate(lines):
        same = next((each for each in left if _said(each[1], "", convening) == line), None)
        if same is not None:
            left.remove(same)
            found[number] = same[1]
    found.update({
        at: each for at, each in left if at < len(lines) and at not in found
        and (len(lines) == len(held) or not _said(each, "", convening))
    })
    return [_with(found.get(number, ""), line, "", convening) for number, line in enumerate(lines)]


def _with(held: Text, typed: str, code: str, convening: Convening) -> JsonValue:
    """The same text with these words in one language; plain where only the convening's own is left."""
    words = dict(held.root) if isinstance(held, Localised) else {convening.language: held} if held else {}
    own = own_key(held, convening) if isinstance(held, Localised) else convening.language
    words[code or own] = typed
    words = {each: said for each, said in words.items() if said}
    return words.get(own, "") if set(words) <= {own} else dict(words)

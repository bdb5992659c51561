"""What an exercise asks of the organiser, put into its texts: `{centre}` becomes the word, or a line to write it on by hand.

The answer is words, never Markdown: it is put in after the text was read.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from toolkit.convening.values import Text as Words
from toolkit.document.blocks import Block
from toolkit.document.inline import Blank, Inline, Text, text
from toolkit.documents.exercise_work import Work
from toolkit.documents.registry import Options

Values = Mapping[str, tuple[Inline, ...]]
_KEY = re.compile(r"\{([a-z0-9][a-z0-9_-]{0,63})\}")
_OPEN = re.compile(r"\{([a-z0-9][a-z0-9_-]{0,63})\}|_{3,}")
_T = TypeVar("_T")
_SHORT, _MEDIUM = 5, 11
"""So many underscores are a short line to write on, a medium one; more are a long one."""


def values(work: Work, options: Options) -> dict[str, tuple[Inline, ...]]:
    """For every key of the exercise what was typed on the session, else its default, else a line to write on."""
    found: dict[str, tuple[Inline, ...]] = {}
    for key, asked in work.exercise.fill.items():
        given = _given(key, work, options)
        if isinstance(given, tuple) or asked.many:
            said = [options.read(each) for each in listed(key, work, options)]
            found[key] = text(options.language.list(said)) if said else ()
        else:
            found[key] = options.words(given)
        found[key] = found[key] or (Blank("long"),)
    return found


def listed(key: str, work: Work, options: Options) -> tuple[Words, ...]:
    """The answers to one question, one by one: what was typed as a list, or line by line where a list is asked for."""
    asked = work.exercise.fill[key]
    given = _given(key, work, options)
    if isinstance(given, tuple):
        return tuple(each for each in given if options.read(each).strip())
    if not asked.many:
        return (given,) if options.read(given).strip() else ()
    return tuple(line.strip() for line in options.read(given).splitlines() if line.strip())


def _given(key: str, work: Work, options: Options) -> Words | tuple[Words, ...]:
    """The answer on the session; one that says nothing, such as an empty list, is no answer, or its posters would be empty."""
    default = work.exercise.fill[key].default
    given = work.session.fill.get(key, default)
    said = any(options.read(each).strip() for each in (given if isinstance(given, tuple) else (given,)))
    return given if said else default


def bare(words: str, work: Work, options: Options) -> str:
    """The same in a drawing, where nothing can be written on a line: an answer that is still to come leaves no words."""
    answers = values(work, options)

    def answer(match: re.Match[str]) -> str:
        return "".join(part.text for part in answers.get(match[1], ()) if isinstance(part, Text))

    return _KEY.sub(answer, words).strip()


def filled(blocks: Iterable[Block], found: Values) -> tuple[Block, ...]:
    """The same blocks with every known `{key}` filled in, and underscores as lines to write on.

    A key that nobody asks for stays as it was typed, for all to see.
    """
    return tuple(_changed(block, found) for block in blocks)


def split(said: Text, found: Values) -> tuple[Inline, ...]:
    made: list[Inline] = []
    at = 0
    for match in _OPEN.finditer(said.text):
        if match[1] is not None and match[1] not in found:
            continue
        if match.start() > at:
            made.append(replace(said, text=said.text[at:match.start()]))
        made.extend(found[match[1]] if match[1] is not None else (_line(match[0]),))
        at = match.end()
    if not made:
        return (said,)
    if at < len(said.text):
        made.append(replace(said, text=said.text[at:]))
    return tuple(made)


def _line(typed: str) -> Blank:
    return Blank("short" if len(typed) <= _SHORT else "medium" if len(typed) <= _MEDIUM else "long")


def _changed(value: _T, found: Values) -> _T:
    """Any piece of a document with the texts inside it filled; what holds none is the same object."""
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for each in fields(value):
        old = getattr(value, each.name)
        if isinstance(old, tuple):
            new = tuple(part for item in old for part in _items(item, found))
            if new != old:
                changes[each.name] = new
    return replace(value, **changes) if changes else value


def _items(item: Any, found: Values) -> tuple[Any, ...]:
    if isinstance(item, Text):
        return split(item, found)
    if isinstance(item, tuple):
        return (tuple(part for each in item for part in _items(each, found)),)
    return (_changed(item, found),)

"""YAML and JSON text -> plain lists, dictionaries and strings, with the place of each. What a value means is the schema's to say.

YAML is read as 1.2 with every scalar a string as typed; what makes YAML surprising (anchors, tags, merge keys, duplicate keys,
several documents) is refused. Works on events, not on recursion, so that depth and size are limits and not crashes.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from toolkit.language import N_, Language, language
from toolkit.language.said import SaidError

Path = tuple[str | int, ...]
Raw = Any
"""None, a string, a list or a dictionary with string keys; from JSON edits also booleans and numbers."""

MOST_CHARACTERS = 10_000_000
MOST_PARTS = 1_000_000
DEEPEST = 40
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a text; both count from one. Line 0: nowhere."""

    line: int = 0
    column: int = 0


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, at which key, and a message for gettext with the values that go into it."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    path: Path = ()
    source: str = ""
    line: int = 0
    column: int = 0

    @property
    def key(self) -> str:
        """The key path in words: "days, day 2, session 3, minutes"."""
        return in_words(self.path)

    def say(self, say: Language) -> str:
        """The whole sentence, with the source, the line and the key before it."""
        line = say("line {line}, column {column}", line=self.line, column=self.column) if self.line else ""
        where = ", ".join(part for part in (self.source, line) if part)
        return ": ".join(part for part in (where, self.key, say(self.message, **self.values)) if part)

    def __str__(self) -> str:
        return self.say(language("en"))


class FileError(SaidError):
    """A text that is not what it should be: one sentence for each problem, made for the person who wrote it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        Exception.__init__(self, problems)

    def say(self, say: Language) -> str:
        shown = [problem.say(say) for problem in self.problems[:_SHOWN]]
        more = len(self.problems) - len(shown)
        return "\n".join([*shown, say.plural("and {n} more problem of this kind", "and {n} more problems", more)] if more else shown)

    def __str__(self) -> str:
        return self.say(language("en"))


_SHOWN = 20


@dataclass(slots=True)
class Marked:
    """A text that was read: its raw value, and the place of every key path in it."""

    raw: Raw
    places: dict[Path, Place]

    def place(self, path: Path) -> Place:
        """Where `path` stands, or the nearest thing around it that does (an id that was derived stands nowhere)."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place())


def in_words(path: Path) -> str:
    """`("days", 1, "sessions", 2, "minutes")` -> "days, day 2, session 3, minutes"."""
    words: list[str] = []
    for at, step in enumerate(path):
        if isinstance(step, int):
            before = path[at - 1] if at else 0
            words.append(f"{_one_of(before)} {step + 1}" if isinstance(before, str) else f"{step + 1}")
        elif at == 0 or at + 1 == len(path) or not isinstance(path[at + 1], int):
            words.append(_short(step))
    return ", ".join(words)


_ONE = {"boxes": "box", "people": "person", "parked": "session", "gathers": "gathers", "use_when": "use_when", "avoid_when": "avoid_when"}


def _one_of(plural: str) -> str:
    return _ONE.get(plural, plural.removesuffix("s"))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def read_json(text: str) -> Raw | None:
    """The raw value of a JSON text, or None where it isn't sound JSON, or nested too deep, and the YAML reader should say what is wrong.

    JSON is almost YAML, and the reader of places treats it so; this one knows its escaped emoji and its long keys.
    """
    if not text.lstrip().startswith("{"):
        return None
    try:
        raw = json.loads(text, object_pairs_hook=_once, parse_int=str, parse_float=str, parse_constant=str, strict=True)
    except (ValueError, RecursionError):
        return None
    return raw if _depth_within(raw, DEEPEST) else None


def _depth_within(raw: Raw, levels: int) -> bool:
    if not isinstance(raw, (dict, list)):
        return True
    return levels > 0 and all(_depth_within(each, levels - 1) for each in (raw.values() if isinstance(raw, dict) else raw))


def _once(pairs: list[tuple[str, Raw]]) -> dict[str, Raw]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice")
    return made


def check_text(text: str, source: str) -> str:
    """The text without a byte order mark; refused where it cannot be a text that a person wrote."""
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_CHARACTERS:
        values = {"found": f"{len(text):,}", "most": f"{MOST_CHARACTERS:,}"}
        raise FileError((Problem(N_("holds {found} characters; a file of this kind has at most {most}"), values, source=source),))
    if found := _CONTROL.search(text):
        before = text[: found.start()]
        line = before.count("\n") + 1
        raise FileError((
            Problem(
                N_("holds the control character U+{code}, which has no meaning on paper; take it out, or save the file as UTF-8 text"),
                {"code": f"{ord(found[0]):04X}"},
                source=source, line=line, column=found.start() - (before.rfind("\n") + 1) + 1,
            ),
        ))  # fmt: skip
    if not text.strip():
        raise FileError((Problem(N_("is empty"), source=source),))
    return text


def read_marked(text: str, source: str) -> Marked:
    """The raw value of a YAML text with the place of every key in it."""
    if text.lstrip().startswith("{"):
        text = _SURROGATE_ESCAPE.sub(r"\\u003f", text)
    try:
        return _Builder(source).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _place(mark) if mark else Place()
        message, values = _plain_words(str(error.problem or error.context or ""))
        raise FileError((Problem(message, values, source=source, line=place.line, column=place.column),)) from None
    except yaml.YAMLError as error:
        raise FileError((Problem(N_("cannot be read as YAML: {reason}"), {"reason": str(error)}, source=source),)) from None


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


_SYNTAX = (
    ("mapping values are not allowed", N_("a colon stands inside the text (put it between quotes), or the line is indented wrongly")),
    ("cannot start any token", N_("a tab, or one of @ ` %, stands at the start; indent with spaces, and put such a text between quotes")),
    ("found unexpected end of stream", N_("a quote is opened and never closed")),
    ("did not find expected key", N_("the line is not indented as those around it, or a quote or bracket before it is not closed")),
    ("did not find expected '-' indicator", N_("a list goes on here without its dash, or the line is indented wrongly")),
    ("could not find expected ':'", N_("a key is expected here, and has no colon after it")),
    ("did not find expected ',' or", N_("a bracket is not closed, or a comma is missing; put a text that holds brackets between quotes")),
    ("did not find expected node content", N_("a value is expected here; is a bracket opened and never closed?")),
    ("unknown escape character", N_("a backslash stands between double quotes; write it twice, or use single quotes")),
    ("did not find expected alphabetic", N_("* and & have a meaning of their own at the start of a text; put it between quotes")),
    ("block sequence entries are not allowed", N_("a dash for a list stands where no list can begin; put the list on a line of its own")),
    ("did not find expected <document start>", N_("the text goes on after the end of its first part; is the first line indented wrongly?")),
)  # fmt: skip


def _plain_words(problem: str) -> tuple[str, dict[str, object]]:
    """The scanner's finding, said to somebody who never read the YAML specification."""
    for found, message in _SYNTAX:
        if found in problem:
            return message, {}
    return N_("cannot be read as YAML here: {reason}"), {"reason": problem}


class _Builder:
    """Folds the event stream into a raw value. A frame is [container, path, pending key, keys seen]."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._places: dict[Path, Place] = {}
        self._frames: list[_Frame] = []
        self._root: Raw = None

    def build(self, events: Iterator[Any]) -> Marked:
        documents = 0
        for count, event in enumerate(events):
            if count > MOST_PARTS:
                raise self._wrong(N_("holds more than {most} parts"), event, most=f"{MOST_PARTS:,}")
            match event:
                case yaml.ScalarEvent():
                    self._check(event)
                    self._scalar(event)
                case yaml.SequenceStartEvent():
                    self._check(event)
                    self._open([], event)
                case yaml.MappingStartEvent():
                    self._check(event)
                    self._open({}, event)
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    self._frames.pop()
                case yaml.AliasEvent():
                    raise self._wrong(N_("*{name} repeats another part; write that part out here"), event, name=event.anchor)
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        raise self._wrong(N_("a second document begins here; one file holds one"), event)
                    if event.tags:
                        raise self._wrong(N_("%TAG is not read here; take it out"), event)
        return Marked(self._root, self._places)

    def _check(self, event: Any) -> None:
        if event.anchor:
            raise self._wrong(N_("&{name} marks a part to be repeated; take it out, and write repeats out"), event, name=event.anchor)
        if event.tag:
            message = N_("the tag {tag} is not read here; put a text that begins with ! between quotes")
            raise self._wrong(message, event, tag=_short(event.tag))
        if len(self._frames) > DEEPEST:
            self._frames.clear()
            raise self._wrong(N_("is nested more than {deepest} levels deep"), event, deepest=DEEPEST)

    def _scalar(self, event: Any) -> None:
        value: str | None = event.value
        plain = event.implicit[0] and event.style in (None, "")
        frame = self._frames[-1] if self._frames else None
        if frame is not None and isinstance(frame.into, dict) and frame.key is None:
            if plain and value == "<<":
                raise self._wrong(N_("<< merges other parts; nothing is merged here, so write it out"), event)
            self._key(frame, str(value), event)
            return
        self._put(None if plain and value in ("", "~", "null") else value, event)

    def _key(self, frame: "_Frame", key: str, event: Any) -> None:
        if key in frame.into:
            message = N_("the key {key} stands here for the second time; the first is on line {first}")
            raise self._wrong(message, event, key=_short(key), first=self._places[(*frame.path, key)].line)
        frame.key = key
        self._places[(*frame.path, key)] = _place(event.start_mark)

    def _open(self, container: Raw, event: Any) -> None:
        if self._frames and isinstance(self._frames[-1].into, dict) and self._frames[-1].key is None:
            raise self._wrong(N_("a list or keys stand where one key is expected; put a text that holds brackets between quotes"), event)
        path = self._put(container, event)
        self._frames.append(_Frame(container, path))

    def _put(self, value: Raw, event: Any) -> Path:
        """The value in its container; a value under a key is found at its key, for that is where the eye looks."""
        if not self._frames:
            self._root = value
            self._places[()] = _place(event.start_mark)
            return ()
        frame = self._frames[-1]
        if isinstance(frame.into, dict):
            path = (*frame.path, str(frame.key))
            frame.into[frame.key] = value
            frame.key = None
            return path
        path = (*frame.path, len(frame.into))
        self._places[path] = _place(event.start_mark)
        frame.into.append(value)
        return path

    def _wrong(self, message: str, event: Any, **values: object) -> FileError:
        place = _place(event.start_mark)
        path: Path = ()
        if self._frames:
            frame = self._frames[-1]
            path = (*frame.path, *((frame.key,) if frame.key is not None else (len(frame.into),) if isinstance(frame.into, list) else ()))
        return FileError((Problem(message, values, path, self._source, place.line, place.column),))


@dataclass(slots=True)
class _Frame:
    into: Any
    path: Path
    key: str | None = None

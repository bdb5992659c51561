"""What a fenced block on an exercise's sheet says: its name, its `key: value` lines, its items; checked against the vocabulary.

Decides what is right, so that an author hears of a slip when the file is read, with its line and the nearest right word. How it is
drawn is for the documents. The same words are explained in exercises/README.md.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from toolkit.convening.checked import nearest
from toolkit.convening.vocabulary import DIRECTIVES, FIGURES, ITEMS, Form
from toolkit.language import N_
from toolkit.language.said import SaidError

FIGURE = "figure"
_KEY_LINE = re.compile(r"([A-Za-z][A-Za-z-]*)\s*:(?:\s+(.*))?$")
_ASKED = re.compile(r"\{([a-z0-9][a-z0-9_-]{0,63})\}")
_PART = re.compile(r"\s*\|\s*")
_SHOWN = 40


class DirectiveError(SaidError):
    """One sentence about one line of a directive; `line` counts from the line of the fence, which is 0."""

    def __init__(self, line: int, message: str, **values: object) -> None:
        super().__init__(message, **values)
        self.line = line


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as it was typed and found right. What was not given is the reader's default."""

    name: str
    kind: str = ""
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    items: tuple[str, ...] = ()

    def text(self, key: str, default: str = "") -> str:
        return unquoted(self.given[key][-1]) if key in self.given else default

    def all(self, key: str) -> tuple[str, ...]:
        """Every value of a key that may be given again."""
        return self.given.get(key, ())

    def parts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        return parts(self.given[key][-1]) if key in self.given else default

    def whole(self, key: str, default: int = 0) -> int:
        return int(self.given[key][-1]) if key in self.given and not self.fills(key) else default

    def number(self, key: str, default: float = 0) -> float:
        return float(self.given[key][-1]) if key in self.given else default

    def yes(self, key: str) -> bool:
        return self.text(key) == "yes"

    def named_list(self) -> bool:
        """Whether it prints a list of `fill`, which may be still to come."""
        return "each" in self.given or any(map(only_name, self.items))

    def fills(self, key: str) -> bool:
        """Whether it takes what is left of the page."""
        return self.text(key) == "fill"


def read(name: str, body: str, asked: Collection[str] | None = None) -> Directive:
    """The directive that a fenced block says; `asked` are the keys of `fill` that its values may name (None: any)."""
    if name not in DIRECTIVES:
        near = nearest(name, DIRECTIVES)
        if near:
            raise DirectiveError(0, N_("there is no directive {name}; did you mean {near}?"), name=name[:_SHOWN], near=near)
        raise DirectiveError(0, N_("there is no directive {name}; there are {there}."), name=name[:_SHOWN], there=", ".join(DIRECTIVES))
    lines = [(number, line.strip()) for number, line in enumerate(body.splitlines(), 1) if line.strip()]
    kind, form = "", DIRECTIVES[name]
    if name == FIGURE:
        kind, form, lines = _figure(lines)
    given: dict[str, list[str]] = {}
    items: list[str] = []
    for number, line in lines:
        if asked is not None:
            _check_asked(number, line, asked)
        if line == "-" or line.startswith("- "):
            if not form.items:
                raise DirectiveError(number, N_("{name} has no items; write its keys: {there}."), name=kind or name, there=_listed(form))
            items.append(line[1:].strip())
            continue
        key, value = _key_and_value(number, line, kind or name, form)
        if key in given and key not in form.again:
            raise DirectiveError(number, N_("{key} stands here a second time; take one of them out."), key=key)
        right = form.keys[key]
        if not right.holds(value):
            raise DirectiveError(number, N_("{key} must be {right}; found “{found}”."), key=key, right=right.said(), found=value[:_SHOWN])
        given.setdefault(key, []).append(value)
    made = Directive(name, kind, {key: tuple(values) for key, values in given.items()}, tuple(items))
    _check_whole(made, form)
    return made


def parts(value: str) -> tuple[str, ...]:
    """What ` | ` parts; a value in quotation marks is one part, whatever it holds."""
    if unquoted(value) != value.strip():
        return (unquoted(value),)
    return tuple(unquoted(each) for each in _PART.split(value.strip()))


def unquoted(value: str) -> str:
    value = value.strip()
    for mark in ('"', "'"):
        if len(value) > 1 and value[0] == value[-1] == mark and mark not in value[1:-1]:
            return value[1:-1]
    return value


def names_in(value: str) -> tuple[str, ...]:
    """The keys of `fill` that a value names."""
    return tuple(_ASKED.findall(value))


def only_name(value: str) -> str:
    """The key of `fill` that is the whole value, or nothing."""
    found = _ASKED.fullmatch(unquoted(value))
    return found[1] if found else ""


def _figure(lines: list[tuple[int, str]]) -> tuple[str, Form, list[tuple[int, str]]]:
    if not lines:
        raise DirectiveError(0, N_("a figure needs its kind on the first line; there are {there}."), there=", ".join(FIGURES))
    (number, kind), *rest = lines
    if kind in FIGURES:
        return kind, FIGURES[kind], rest
    near = nearest(kind, FIGURES)
    if near:
        raise DirectiveError(number, N_("there is no figure {kind}; did you mean {near}?"), kind=kind[:_SHOWN], near=near)
    raise DirectiveError(number, N_("there is no figure {kind}; there are {there}."), kind=kind[:_SHOWN], there=", ".join(FIGURES))


def _key_and_value(number: int, line: str, name: str, form: Form) -> tuple[str, str]:
    found = _KEY_LINE.match(line)
    if found is None:
        if form.bare:
            return form.bare, line
        raise DirectiveError(
            number, N_("“{found}” is no `key: value` line of {name}; its keys are {there}."),
            found=line[:_SHOWN], name=name, there=_listed(form),
        )
    key, value = found[1], (found[2] or "").strip()
    if key not in form.keys:
        near = nearest(key, form.keys)
        if near:
            raise DirectiveError(number, N_("{name} has no key {key}; did you mean {near}?"), name=name, key=key[:_SHOWN], near=near)
        raise DirectiveError(number, N_("{name} has no key {key}; its keys are {there}."), name=name, key=key[:_SHOWN], there=_listed(form))
    if not value:
        raise DirectiveError(number, N_("{key} is empty; write its value behind it or take the line out."), key=key)
    return key, value


def _check_asked(number: int, line: str, asked: Collection[str]) -> None:
    for key in _ASKED.findall(line):
        if key in asked:
            continue
        near = nearest(key, asked)
        if near:
            raise DirectiveError(
                number, N_("{key} is not asked for under `fill`; did you mean {near}?"), key=f"{{{key}}}", near=f"{{{near}}}"
            )
        raise DirectiveError(number, N_("{key} is not asked for; write it under `fill` in exercise.md, with its label."), key=f"{{{key}}}")


def _check_whole(made: Directive, form: Form) -> None:
    name = made.kind or made.name
    present = set(made.given) | ({ITEMS} if made.items else set())
    for group in form.needs:
        if not present & set(group):
            raise DirectiveError(0, N_("{name} needs {keys}."), name=name, keys=" / ".join(_shown(key) for key in group))
    for one, other in form.apart:
        if one in present and other in present:
            raise DirectiveError(0, N_("{name} takes either {one} or {other}, not both."), name=name, one=one, other=other)
    for one, other in form.together:
        if one in present and other not in present:
            raise DirectiveError(0, N_("{name}: {one} needs {other} beside it."), name=name, one=one, other=other)
    if made.name == "table":
        _check_table(made)


def _check_table(made: Directive) -> None:
    columns = len(made.parts("columns"))
    if "widths" in made.given and len(made.parts("widths")) != columns:
        raise DirectiveError(
            0, N_("table: {given} widths stand here for {columns} columns."), given=len(made.parts("widths")), columns=columns
        )
    for row in made.all("row"):
        if len(parts(row)) > columns:
            raise DirectiveError(
                0, N_("table: the row “{row}” has more parts than the {columns} columns."), row=row[:_SHOWN], columns=columns
            )


def _listed(form: Form) -> str:
    return ", ".join(form.keys)


def _shown(key: str) -> str:
    return "`- …`" if key == ITEMS else key

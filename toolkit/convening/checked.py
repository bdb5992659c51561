"""Raw values -> models: the schema decides what a string is. Knows pydantic's models and errors; knows no file.

One plan is made for each annotation. Where an annotation is a union, the shape of what stands there (a text, a list, keys)
chooses the one branch that is meant, so that a wrong value gives one sentence and not pydantic's list of branches.
"""

import datetime as dt
import difflib
import functools
import re
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from toolkit.convening.marked import Path, Problem, Raw
from toolkit.language import N_


class _Missing:
    """What stands in for a value that could not be made; its problem is on record."""


MISSING = _Missing()


@dataclass(slots=True)
class Plan:
    """What may stand at one place: a text of some sort, a list, a dictionary, or the keys of a model; several in a union."""

    scalar: "Scalar | None" = None
    row: "Row | None" = None
    table: "Table | None" = None
    model: type[BaseModel] | None = None
    fields: "Fields" = field(default_factory=dict)
    nullable: bool = False


Fields = dict[str, tuple[str, Plan, bool]]
"""For each key of a model as it is written: the name of its field, its plan, and whether it must be there."""


@dataclass(slots=True)
class Row:
    items: Plan
    whole: TypeAdapter[Any]


@dataclass(slots=True)
class Table:
    """Free keys with their values; `root` is the model that wraps them, where one does."""

    keys: TypeAdapter[Any]
    values: Plan
    root: type[BaseModel] | None = None


@dataclass(slots=True)
class Scalar:
    adapter: TypeAdapter[Any]
    kind: Literal["text", "bool", "int", "float", "date"]
    choices: tuple[Any, ...] = ()


class Checker:
    """Checks one raw value and collects what is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def value(self, plan: Plan, raw: Raw, path: Path) -> Any:
        match raw:
            case None:
                return None if plan.nullable else self._wrong(path, N_("is empty; fill it in or take it out"))
            case dict() if plan.model is not None and plan.fields:
                return self._model(plan.model, plan.fields, raw, path)
            case dict() if plan.table is not None:
                return self._dictionary(plan.table, raw, path)
            case list() | tuple() if plan.row is not None:
                return self._list(plan.row, raw, path)
            case str() | bool() | int() | float() | dt.date() if plan.scalar is not None:
                return self._scalar(plan.scalar, raw, path)
            case _:
                return self._wrong(path, *_other_shape(plan, raw))

    def _wrong(self, path: Path, message: str, values: Mapping[str, object] | None = None) -> _Missing:
        self.problems.append(Problem(message, values or {}, path))
        return MISSING

    def _model(self, model: type[BaseModel], fields: "Fields", raw: dict[str, Raw], path: Path) -> Any:
        before = len(self.problems)
        made: dict[str, Any] = {}
        for key, inner in raw.items():
            if key not in fields:
                self._wrong((*path, key), *_unknown_key(key, fields))
                continue
            name, field_plan, required = fields[key]
            if inner is None and not required:
                continue
            made[name] = self.value(field_plan, inner, (*path, key))
        for key, (name, _, required) in fields.items():
            if required and name not in made:
                self._wrong(path, N_("has no {key}, which it needs"), {"key": key})
        return self._build(model, made, path) if len(self.problems) == before else MISSING

    def _build(self, model: type[BaseModel], made: Mapping[str, Any], path: Path) -> Any:
        """The model itself: its fields are right by now, so what it still refuses concerns them together."""
        try:
            return model.model_validate(made)
        except ValidationError as error:
            for each in error.errors():
                self._wrong((*path, *each["loc"]), *sentence(each))
            return MISSING

    def _dictionary(self, table: "Table", raw: dict[str, Raw], path: Path) -> Any:
        before = len(self.problems)
        made: dict[str, Any] = {}
        if table.root is not None and raw and all(inner is None for inner in raw.values()):
            return self._wrong(path, N_("gives a text in no language; put a text that begins with {brace} between quotes"), {"brace": "{"})
        for key, inner in raw.items():
            try:
                table.keys.validate_python(key)
            except ValidationError as error:
                self._wrong((*path, key), *sentence(error.errors()[0], key))
                continue
            if inner is not None:
                made[key] = self.value(table.values, inner, (*path, key))
        if len(self.problems) > before:
            return MISSING
        return self._build(table.root, made, path) if table.root is not None else made

    def _list(self, row: "Row", raw: Iterable[Raw], path: Path) -> Any:
        before = len(self.problems)
        made = tuple(self.value(row.items, inner, (*path, at)) for at, inner in enumerate(raw))
        if len(self.problems) > before:
            return MISSING
        try:
            return row.whole.validate_python(made)
        except ValidationError as error:
            return self._wrong(path, *sentence(error.errors()[0]))

    def _scalar(self, scalar: Scalar, raw: Any, path: Path) -> Any:
        try:
            value = _typed(scalar, raw)
        except _NotOfThisTypeError as wrong:
            return self._wrong(path, wrong.message, {"found": found(raw), **wrong.values})
        try:
            return scalar.adapter.validate_python(value)
        except ValidationError as error:
            return self._wrong(path, *sentence(error.errors()[0], raw))


def with_places(problems: Iterable[Problem], source: str, place: Any) -> tuple[Problem, ...]:
    """The same problems, each with its source, line and column, in the order of the text."""
    placed = [
        Problem(each.message, each.values, each.path, source, where.line, where.column)
        for each in problems
        for where in (place(each.path),)
    ]
    return tuple(sorted(placed, key=lambda each: (each.line, each.column)))


# The plan of an annotation.


@functools.cache
def plan_of(model: type[BaseModel]) -> Plan:
    """The plan of a model; models that hold themselves are met while they are made."""
    return _model_plan(model, {})


def plan_of_field(model: type[BaseModel], name: str) -> Plan:
    """The plan of one field of a model."""
    return next(plan for _, (field_name, plan, _) in plan_of(model).fields.items() if field_name == name)


def _model_plan(model: type[BaseModel], known: dict[type[BaseModel], Plan]) -> Plan:
    if model in known:
        return known[model]
    model.model_rebuild()  # a model that names a later one holds only that name until it is first used
    plan = known[model] = Plan(model=model)
    for name, info in model.model_fields.items():
        annotation: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        plan.fields[info.alias or name] = (name, _plan(annotation, known), info.is_required())
    return plan


def _plan(annotation: Any, known: dict[type[BaseModel], Plan]) -> Plan:
    plan = Plan()
    scalars: list[Any] = []
    for branch, metadata in _branches(annotation, ()):
        origin = get_origin(branch)
        whole = Annotated[branch, *metadata] if metadata else branch
        if branch is type(None):
            plan.nullable = True
        elif isinstance(branch, type) and issubclass(branch, RootModel):
            held = _plan(branch.model_fields["root"].annotation, known).table
            plan.table = Table(held.keys, held.values, branch) if held else None
        elif isinstance(branch, type) and issubclass(branch, BaseModel):
            inner = _model_plan(branch, known)
            plan.model, plan.fields = inner.model, inner.fields
        elif origin in (tuple, list):
            plan.row = Row(
                _plan(get_args(branch)[0], known), _adapter(Annotated[tuple[Any, ...], *metadata] if metadata else tuple[Any, ...])
            )
        elif origin is dict:
            key, value = get_args(branch)
            plan.table = Table(TypeAdapter(key), _plan(value, known))
        else:
            scalars.append(whole)
    if scalars:
        plan.scalar = Scalar(_adapter(Union[tuple(scalars)]), _kind(scalars[0]), _choices(scalars))  # noqa: UP007
    return plan


def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)


def _branches(annotation: Any, metadata: tuple[Any, ...]) -> Iterable[tuple[Any, tuple[Any, ...]]]:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        yield from _branches(inner, (*more, *metadata))
    elif origin in (Union, types.UnionType):
        for branch in get_args(annotation):
            yield from _branches(branch, metadata)
    else:
        yield annotation, metadata


def _kind(annotation: Any) -> Literal["text", "bool", "int", "float", "date"]:
    """Lengths and clock times read their own strings, and so count as text here."""
    base = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    own_reader = any(type(each).__name__ == "BeforeValidator" for each in getattr(annotation, "__metadata__", ()))
    if own_reader:
        return "text"
    kinds: dict[Any, Literal["bool", "int", "float", "date"]] = {bool: "bool", int: "int", float: "float", dt.date: "date"}
    return kinds.get(base, "text")


def _choices(scalars: list[Any]) -> tuple[Any, ...]:
    """The words that may stand here, where they can be counted: only literals, and not beside a free text."""
    if not all(get_origin(each) is Literal for each in scalars):
        return ()
    return tuple(choice for each in scalars for choice in get_args(each))


# From a string to a type.


class _NotOfThisTypeError(Exception):
    def __init__(self, message: str, **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(message)


_INTEGER = re.compile(r"[+-]?[0-9]{1,4000}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,300}(\.[0-9]{0,300})?([eE][+-]?[0-9]{1,3})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _typed(scalar: Scalar, raw: Any) -> Any:
    if scalar.choices:
        return _choice(scalar.choices, raw)
    match scalar.kind:
        case "bool":
            if isinstance(raw, bool) or raw in ("true", "false"):
                return raw in (True, "true")
            raise _NotOfThisTypeError(N_("{found} is neither true nor false; write true or false"))
        case "int":
            if isinstance(raw, int) and not isinstance(raw, bool):
                return raw
            if isinstance(raw, str) and _INTEGER.fullmatch(raw):
                return int(raw)
            raise _NotOfThisTypeError(N_("{found} is not a whole number; write it in digits"))
        case "float":
            if isinstance(raw, (int, float)) and not isinstance(raw, bool):
                return raw
            if isinstance(raw, str) and _NUMBER.fullmatch(raw):
                return float(raw)
            raise _NotOfThisTypeError(N_("{found} is not a number; write it in digits, with a point"))
        case "date":
            return raw if isinstance(raw, dt.date) else _date(raw)
    return ("true" if raw else "false") if isinstance(raw, bool) else str(raw) if isinstance(raw, float) else raw


def _date(raw: Any) -> dt.date:
    if isinstance(raw, str) and _DATE.fullmatch(raw):
        try:
            return dt.date.fromisoformat(raw)
        except ValueError:
            raise _NotOfThisTypeError(N_("{found} is a day that no calendar has; dates are year-month-day, as 2027-03-11")) from None
    raise _NotOfThisTypeError(N_("{found} is not a date; write year-month-day, as 2027-03-11"))


def _choice(choices: tuple[Any, ...], raw: Any) -> Any:
    for choice in choices:
        if raw == choice or (isinstance(raw, str) and raw == str(choice)):
            return choice
    known = [str(choice) for choice in choices]
    allowed = ", ".join(known)
    if near := nearest(str(raw), known):
        raise _NotOfThisTypeError(N_("{found} is not known here; did you mean {near}? Allowed: {allowed}"), near=near, allowed=allowed)
    raise _NotOfThisTypeError(N_("{found} is not known here; allowed: {allowed}"), allowed=allowed)


# Sentences.

_SENTENCES: dict[str, str] = {
    "control_character": N_("{found} holds the control character U+{code} as character {place}; take it out"),
    "range_order": N_("least, usual and most must rise: least ≤ usual ≤ most"),
    "limits_order": N_("warn and error contradict each other; an error must be worse than a warning, so give both of them"),
    "lead_one": N_("names exactly one of person, host or text; here stand more, or none"),
    "clock": N_('{found} is not a clock time; write it as "09:00", and a quarter to one that night as "24:45"'),
    "moment": N_('{found} is not a time to the second; write it as "09:07:12"'),
    "time_zone": N_("{found} is no time zone that calendars know; write it as Europe/Lisbon, or leave it out"),
    "day_range": N_("{found} cannot be planned; the year lies between 1900 and 2999"),
    "length": N_("{found} is not a length of time; write minutes as 45, 1h30 or 1:30"),
    "length_range": N_("{found} is {minutes} minutes; a length is between 0 minutes and 48 hours"),
    "greater_than_equal": N_("{found} is too small; the least is {ge}"),
    "less_than_equal": N_("{found} is too large; the most is {le}"),
    "string_too_long": N_("{found} is too long; at most {max_length} characters"),
    "string_unicode": N_("{found} holds half a character; take it out"),
    "int_parsing_size": N_("{found} is too large"),
}
_PATTERNS: dict[str, str] = {
    "^[a-z0-9][a-z0-9_-]{0,63}$": N_(
        "{found} cannot be an id; ids are small letters a to z, digits, - and _, begin with a letter or digit, at most 64 characters"
    ),
    "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$": N_("{found} is not a language code; write it as en, pt-BR or zh-Hant"),
    "^[A-Za-z0-9-]{1,12}$": N_("{found} cannot be a code; codes are letters a to z, digits and -, at most 12 of them"),
    r"^[^/\\\x00-\x1f:]{1,120}$": N_("{found} cannot be a file name here; give the name alone, without folders, at most 120 characters"),
}


def sentence(error: ErrorDetails, raw: Raw | None = None) -> tuple[str, dict[str, object]]:
    """Pydantic's finding as one of our own sentences."""
    values: dict[str, object] = {key: value for key, value in (error.get("ctx") or {}).items() if key != "error"}
    values["found"] = found(error["input"] if raw is None else raw)
    if error["type"] == "string_pattern_mismatch" and (message := _PATTERNS.get(str(values.get("pattern")))):
        return message, values
    if message := _SENTENCES.get(error["type"]):
        return message, values
    return N_("{found} cannot stand here: {reason}"), {**values, "reason": error["msg"]}


def found(raw: Raw) -> str:
    """What was found, short enough for a sentence."""
    if isinstance(raw, (dict, list, tuple)):
        return "{…}" if isinstance(raw, dict) else "[…]"
    text = " ".join(str(raw).split()) if not isinstance(raw, bool) else str(raw).lower()
    text = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"


def nearest(wrong: str, right: Iterable[str]) -> str:
    """The right word that a wrong one was probably meant to be, or nothing."""
    folded = {each.casefold(): each for each in right}
    close = difflib.get_close_matches(wrong[:80].casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def _unknown_key(key: str, fields: Iterable[str]) -> tuple[str, dict[str, object]]:
    allowed = ", ".join(fields)
    values: dict[str, object] = {"found": found(key), "allowed": allowed}
    if near := nearest(key.strip().replace(" ", "_").replace("-", "_"), fields):
        return N_("the key {found} is not known here; did you mean {near}? Allowed: {allowed}"), {**values, "near": near}
    return N_("the key {found} is not known here; allowed: {allowed}"), values


def _other_shape(plan: Plan, raw: Raw) -> tuple[str, dict[str, object]]:
    keys = ", ".join(plan.fields)
    match raw, plan:
        case ((dict() | list() | tuple()), Plan(scalar=Scalar(choices=choices))) if choices:
            allowed = ", ".join(map(str, choices))
            return N_("{found} stands where one word is expected: {allowed}"), {"found": found(raw), "allowed": allowed}
        case list() | tuple(), Plan(scalar=Scalar()):
            return N_("a list stands where one value is expected; put a text that begins with [ or - between quotes"), {}
        case dict(), Plan(scalar=Scalar()):
            return N_("keys stand where one value is expected; put a text that holds a colon between quotes"), {}
        case _, Plan(row=Row()):
            return N_("{found} stands where a list is expected; write each item on its own line after a dash"), {"found": found(raw)}
        case ((list() | tuple()), Plan(model=model)) if model is not None and plan.fields:
            return N_("a list stands where keys are expected: {allowed}"), {"allowed": keys}
        case _, Plan(model=model) if model is not None and plan.fields:
            return N_("{found} stands where keys are expected: {allowed}"), {"found": found(raw), "allowed": keys}
    return N_("{found} stands where keys with their values are expected, as key: value"), {"found": found(raw)}

"""Which keys hold the id of a person, worked out from the models themselves: a key that is added tomorrow is forgotten without a line here.

Every key whose values are ids refers to people, unless it is one of `OTHERS`. Pure; knows no store.
"""

import functools
import types
import typing
from collections.abc import Collection, Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, StringConstraints, ValidationError

from toolkit.convening.values import Id

OTHERS = frozenset({
    "Session.exercise", "Session.fill", "Participant.days", "Grouping.sessions", "Word.session", "Note.session", "Note.from_",
    "Section.gathers", "Dismissed.day", "Dismissed.session", "TemplateCard.asks", "HandedOver.cards",
})  # fmt: skip
"""Keys whose ids are those of days, sessions, notes, exercises and questions; a thing's own `id` is none of another."""

_GONE = object()
_ID = next(each for each in get_args(Id) if isinstance(each, StringConstraints)).pattern


def without(raw: dict[str, Any], model: type[BaseModel], gone: Collection[str]) -> dict[str, Any]:
    """A raw thing of this model without any reference to these people; what is nothing without its person goes whole."""
    kept = _model(raw, model, gone)
    return {} if kept is _GONE else typing.cast(dict[str, Any], kept)


def keys(model: type[BaseModel]) -> frozenset[str]:
    """The keys below this model that hold ids of people, as `Note.by`."""
    return frozenset(
        f"{each.__name__}.{name}" for each in _models(model) for name, hint, _ in _fields(each) if _refers(each, name) and _holds_ids(hint)
    )


def _models(model: type[BaseModel], seen: set[type[BaseModel]] | None = None) -> Iterator[type[BaseModel]]:
    seen = set() if seen is None else seen
    if model in seen:
        return
    seen.add(model)
    yield model
    for _, hint, _ in _fields(model):
        for inner in _inside(hint):
            yield from _models(inner, seen)


def _inside(hint: Any) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel) and not issubclass(hint, RootModel):
        yield hint
    elif get_origin(hint) is not Literal:
        for part in get_args(hint):
            yield from _inside(part)


@functools.cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, Any, str], ...]:
    """Name, whole annotation, and the key as a file holds it."""
    hints = typing.get_type_hints(model, include_extras=True)
    return tuple((name, hints[name], info.alias or name) for name, info in model.model_fields.items())


def _refers(model: type[BaseModel], name: str) -> bool:
    return name != "id" and f"{model.__name__}.{name}" not in OTHERS


def _is_id(hint: Any) -> bool:
    return get_origin(hint) is Annotated and any(isinstance(each, StringConstraints) and each.pattern == _ID for each in get_args(hint))


def _holds_ids(hint: Any) -> bool:
    return _is_id(hint) or (get_origin(hint) is not Literal and any(map(_holds_ids, get_args(hint))))


def _model(raw: dict[str, Any], model: type[BaseModel], gone: Collection[str]) -> Any:
    kept = dict(raw)
    lost = False
    for name, hint, key in _fields(model):
        if key not in raw:
            continue
        kept[key] = _value(raw[key], hint, gone, _refers(model, name))
        if kept[key] is _GONE:
            del kept[key]
            lost = True
    return kept if not lost or _stands(kept, model) else _GONE


def _stands(raw: dict[str, Any], model: type[BaseModel]) -> bool:
    try:
        model.model_validate(raw)
    except ValidationError:
        return False
    return True


def _value(value: Any, hint: Any, gone: Collection[str], refers: bool) -> Any:
    match value:
        case str():
            return _GONE if refers and value in gone and _any(hint, _is_id) else value
        case list():
            items = _first(hint, lambda each: get_origin(each) in (tuple, list, set, frozenset))
            made = value if items is None else [_value(each, get_args(items)[0], gone, refers) for each in value]
            return [each for each in made if each is not _GONE]
        case dict():
            model = _first(hint, lambda each: isinstance(each, type) and issubclass(each, BaseModel) and not issubclass(each, RootModel))
            if model is not None:
                return _model(value, model, gone)
            table = _first(hint, lambda each: get_origin(each) is dict)
            if table is None:
                return value
            names, inner = get_args(table)
            left = {key: each for key, each in value.items() if not (refers and _is_id(names) and key in gone)}
            rest = {key: _value(each, inner, gone, refers) for key, each in left.items()}
            return {key: each for key, each in rest.items() if each is not _GONE}
    return value


def _branches(hint: Any) -> Iterator[Any]:
    """The alternatives of a union, else the one there is; what is annotated further is looked through, but not an id."""
    if get_origin(hint) in (Union, types.UnionType):
        for each in get_args(hint):
            yield from _branches(each)
    elif get_origin(hint) is Annotated and not _is_id(hint):
        yield from _branches(get_args(hint)[0])
    else:
        yield hint


def _first(hint: Any, is_it: typing.Callable[[Any], bool]) -> Any:
    return next((each for each in _branches(hint) if is_it(each)), None)


def _any(hint: Any, is_it: typing.Callable[[Any], bool]) -> bool:
    return _first(hint, is_it) is not None

"""Which language an exercise's texts are in: each carries it, for the convening that prints them may be in another.

A plain string in a convening is in the convening's language; one in an exercise is in the exercise's. Once it is read, no document
has to know where a text comes from.
"""

from typing import Any, TypeVar, get_args

from pydantic import BaseModel

from toolkit.convening.values import Localised

_M = TypeVar("_M", bound=BaseModel)


def spoken(model: _M, code: str) -> _M:
    """The same with every printed text that is in one language as a text of that language; empty ones stay."""
    changes: dict[str, Any] = {}
    for name, field in type(model).model_fields.items():
        old = getattr(model, name)
        new = _marked(old, code, _holds_text(field.annotation))
        if new is not old:
            changes[name] = new
    return model.model_copy(update=changes) if changes else model


def _holds_text(annotation: Any) -> bool:
    return annotation is Localised or any(map(_holds_text, get_args(annotation)))


def _marked(value: Any, code: str, printed: bool) -> Any:
    if isinstance(value, Localised):
        return value
    if isinstance(value, BaseModel):
        return spoken(value, code)
    if isinstance(value, tuple):
        return tuple(_marked(each, code, printed) for each in value)
    if isinstance(value, dict):
        return {key: _marked(each, code, printed) for key, each in value.items()}
    return Localised({code: value}) if printed and isinstance(value, str) and value else value

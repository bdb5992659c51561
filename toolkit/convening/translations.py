"""Which printed texts of a convening have no form in a language, so that they are printed in the original and listed."""

from pydantic import BaseModel

from toolkit.convening.model import Convening, Report
from toolkit.convening.values import Localised, lacks_language


def lacking(convening: Convening, code: str) -> tuple[str, ...]:
    """Where the texts without a form in `code` stand, by id: `sessions.welcome.title`. A text typed once counts as the original's."""
    found: list[str] = []
    _walk(convening, "", code, found)
    return tuple(found)


def _walk(value: object, place: str, code: str, found: list[str], printed: bool = False) -> None:
    """`printed`: whether a plain string here is a text that could have been given per language."""
    if isinstance(value, Localised):
        if lacks_language(value, code):
            found.append(place)
    elif isinstance(value, str):
        if printed and value:
            found.append(place)
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            if isinstance(value, Convening | Report) and name == "sent":
                continue  # what went out has the language that it had
            _walk(getattr(value, name), f"{place}.{name}" if place else name, code, found, printed=_may_be_localised(info.annotation))
    elif isinstance(value, tuple):
        for number, item in enumerate(value, 1):
            _walk(item, f"{place}.{getattr(item, 'id', number)}", code, found, printed)
    elif isinstance(value, dict):
        for key, item in value.items():
            _walk(item, f"{place}.{key}", code, found, printed)


def _may_be_localised(annotation: object) -> bool:
    return annotation is Localised or any(map(_may_be_localised, getattr(annotation, "__args__", ())))

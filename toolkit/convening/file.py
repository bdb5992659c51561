"""The convening file: text <-> model. Decides how a convening is written down; a wrong file is answered with line, key and fix.

Opens no file itself: it is given a text and the name to use for it in sentences.
"""

import json
from typing import Any, TypeVar

from pydantic import BaseModel

from toolkit.convening.checked import Checker, plan_of, with_places
from toolkit.convening.ids import with_ids
from toolkit.convening.keys import DERIVED_IDS, KEYS
from toolkit.convening.marked import FileError, Problem, check_text, read_json, read_marked
from toolkit.convening.model import Convening
from toolkit.convening.references import loose_ends
from toolkit.convening.tidy import yaml_text

__all__ = ["FileError", "Problem", "dump", "load", "loose_ends", "of", "read", "schema", "write", "write_json"]

M = TypeVar("M", bound=BaseModel)


def read(text: str, source: str = "") -> Convening:
    """The convening that a text holds, YAML or JSON, with every reference in it leading somewhere."""
    convening = load(text, Convening, source)
    if loose := loose_ends(convening):
        raise FileError(with_places(loose, source, read_marked(check_text(text, source), source).place))
    return convening


def load(text: str, model: type[M], source: str = "") -> M:
    """Any model from YAML or JSON; the model's fields decide what each string is."""
    text = check_text(text, source)
    raw = read_json(text)
    marked = read_marked(text, source) if raw is None else None
    checker = Checker()
    made = checker.value(plan_of(model), _prepared(model, marked.raw if marked else raw), ())
    if not isinstance(made, model):
        marked = marked or read_marked(text, source)
        raise FileError(with_places(checker.problems, source, marked.place))
    return made


def of(values: Any, model: type[M]) -> M:
    """Any model from plain data that no file holds; what is wrong is said for the first thing that is."""
    checker = Checker()
    made = checker.value(plan_of(model), _prepared(model, values), ())
    if not isinstance(made, model):
        raise FileError((checker.problems[0],))
    return made


def _prepared(model: type[BaseModel], raw: Any) -> Any:
    return with_ids(raw) if issubclass(model, Convening) else raw


def dump(model: BaseModel) -> dict[str, Any]:
    """Plain data for JSON, keys in the model's order, defaults left out."""
    data: dict[str, Any] = model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if "format" in type(model).model_fields:
        data = {"format": model.format, **data}  # type: ignore[attr-defined]
    return data


def write(convening: BaseModel) -> str:
    """Tidy YAML; reading it gives the same model, and writing that the same text."""
    return yaml_text(dump(convening))


def write_json(convening: BaseModel) -> str:
    """The same as JSON."""
    return json.dumps(dump(convening), ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema of the convening file, for editors: every key with its meaning, and ids that may be left out."""
    made = Convening.model_json_schema(by_alias=True)
    for name, part in [("Convening", made), *made["$defs"].items()]:
        for key, value in part.get("properties", {}).items():
            value["description"] = KEYS.get(f"{name}.{key}", "")
            value.pop("title", None)
        if name in DERIVED_IDS:
            part["required"] = [key for key in part["required"] if key != "id"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "The convening file"}

"""Where each text of the report stands, by its name (`summary`, `section:aims:heading`, `box:b1:author`), and the edit that writes it
in one language and leaves the others alone. Pure.
"""

from typing import Any

from toolkit.convening.addressed import Ref, Target, get, path_of, standing_in
from toolkit.convening.edits import Set
from toolkit.convening.model import Convening

FIELDS: dict[str, tuple[str, ...]] = {
    "section": ("heading", "body"), "box": ("title", "author", "body"), "figure": ("alt", "caption"),
}  # fmt: skip


def place(name: str) -> tuple[Ref, str] | None:
    """What a name speaks of; None where it is no name."""
    kind, _, rest = name.partition(":")
    id_, _, field = rest.partition(":")
    if name == "summary":
        return Ref(kind="report"), "summary"
    known: tuple[Target, ...] = ("section", "box", "figure")
    return next(((Ref(kind=each, id=id_), field) for each in known if each == kind and field in FIELDS[each]), None)


def standing(convening: Convening, name: str, code: str) -> str:
    """What was written there in this very language.

    :raises EditError: it is not there any more.
    """
    ref, field = _place(name)
    raw = standing_in(get(convening, path_of(convening, ref)), (field,))
    if isinstance(raw, dict):
        return str(raw.get(code, ""))
    return str(raw or "") if code == convening.language else ""


def writing(convening: Convening, name: str, code: str, typed: str) -> Set:
    """What stands there in this language from then on; nothing where `typed` is empty."""
    ref, field = _place(name)
    raw: Any = standing_in(get(convening, path_of(convening, ref)), (field,))
    if isinstance(raw, dict):
        if not typed and set(raw) == {code}:
            return Set(target=ref, field=(field,), value=None, was=(raw,))
        return Set(target=ref, field=(field, code), value=typed or None, was=(raw.get(code),))
    if code == convening.language or not raw:
        value: Any = typed if code == convening.language else {code: typed}
    else:
        value = {convening.language: raw, code: typed}
    return Set(target=ref, field=(field,), value=value, was=(raw,))


def _place(name: str) -> tuple[Ref, str]:
    found = place(name)
    if found is None:
        raise KeyError(name)
    return found

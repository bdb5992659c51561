"""What a person says about a list of people that was brought: from the fields of its page to hints and decisions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from toolkit.web.held import Brought

if TYPE_CHECKING:
    from toolkit.imports.people import Field, Hints

MOST_COLUMNS = 256


@dataclass(frozen=True, slots=True)
class PeopleList:
    """A list that was brought and what was said about it. `decided`: of two who may be one, by the key of the second, whether they are.
    `without` are those who are not wanted, by their keys. `overwrite`: everything that differs is ticked.
    """

    brought: Brought
    hints: "Hints"
    pasted: bool = False
    decided: Mapping[str, bool] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    overwrite: bool = False


def answered(listed: PeopleList, form: Mapping[str, str], open_pairs: frozenset[str] = frozenset()) -> PeopleList:
    """The list with what the form says; what the form does not speak of stays."""
    hints = listed.hints
    offer = form.get("offer", "")
    if offer in ("mend_letters", "capitals", "ordinary"):
        hints = replace(hints, **{offer: form.get("how", "yes") == "yes"})  # type: ignore[arg-type]
    if form.get("sections") in ("side", "organisation", "country", "none"):
        hints = replace(hints, sections=form["sections"])  # type: ignore[arg-type]
    if "header" in form:
        hints = replace(hints, header=0 if form["header"] == "none" else None)
    hints = replace(hints, columns=_columns(hints.columns, form))
    decided = dict(listed.decided)
    for name, value in form.items():
        if name.startswith("pair-") and value in ("same", "two"):
            decided[name.removeprefix("pair-")] = value == "same"
    if form.get("all") in ("same", "two"):
        decided.update(dict.fromkeys(open_pairs, form["all"] == "same"))
    if "undecide" in form:
        decided.pop(form["undecide"], None)
    without = listed.without
    if "without" in form:
        without |= {form["without"]}
    if "with" in form:
        without -= {form["with"]}
    overwrite = {"yes": True, "no": False}.get(form.get("overwrite", ""), listed.overwrite)
    return replace(listed, hints=hints, decided=decided, without=without, overwrite=overwrite)


def _columns(held: "Mapping[int, Field]", form: Mapping[str, str]) -> "Mapping[int, Field]":
    """Columns that were given another field than the one they were read with."""
    from toolkit.imports.people import FIELDS

    made = dict(held)
    for name, value in form.items():
        found = re.fullmatch(r"column-(\d{1,3})", name)
        if found and value in FIELDS and value != form.get(f"{name}-was") and int(found[1]) <= MOST_COLUMNS:
            made[int(found[1])] = value
    return made

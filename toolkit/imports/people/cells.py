"""The cells of one row to what the convening file holds of a person, with what could not be read said.

A cell that cannot be read for certain is kept under its heading as it stands: nothing that somebody typed is lost, and nothing is guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.imports.people import affiliations, shapes, values
from toolkit.imports.people.columns import Columns
from toolkit.imports.people.names import Named
from toolkit.imports.people.understood import Doubt, Field, Hints, Where
from toolkit.language import N_

NO_COUNTRY = N_("“{shown}” is no country that is known for certain; it was kept as it stands.")
NO_LANGUAGE = N_("“{shown}” names no languages that are known for certain; it was kept in the column “{heading}”.")
NO_EMAIL = N_("“{shown}” is no e-mail address; it was kept in the column “{heading}”.")
NO_STATUS = N_("“{shown}” does not say whether somebody comes; it was kept in the column “{heading}”.")
NO_DAYS = N_("“{shown}” names no days of this convening; it was kept in the column “{heading}”.")
NO_ANSWER = N_("“{shown}” is neither yes nor no to “{heading}”; it counts as not asked, and was kept in the column of that name.")
NO_CODE = N_(
    "“{shown}” cannot be a code: a code has up to twelve letters and digits and is one person's. It was kept in the column “{heading}”."
)
LOST_DIGITS = N_("“{shown}” is a number from which a spreadsheet has cut the end; ask for the number again.")
SHARED_CONSENT = N_("{name} stands in one cell with somebody else, so the answers about consent were not taken for her or for him.")

_NEEDS: dict[Field, str] = {"diet": "diet", "access": "access", "interpretation": "interpretation", "other": "other"}
_AGREED: dict[Field, tuple[str, Any, Any]] = {
    "list": ("list", "participants", "nobody"), "public": ("list", "public", None), "badge": ("badge", "first-name", "none"),
    "photo": ("photo", True, False), "quote": ("quote", "side", "nobody"),
}  # fmt: skip


def flat(text: str) -> str:
    return " ".join(text.split())


@dataclass(slots=True)
class Reader:
    """Reads the rows of one table."""

    columns: Columns
    hints: Hints
    doubts: list[Doubt] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    _by_field: list[tuple[int, Field]] = field(default_factory=list)
    _titles: list[int] = field(default_factory=list)
    _bodies: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        skip = {"name", "given", "middle", "family", "second family", "honorific", "title", "organisation", "none"}
        self._by_field = [(at, each) for at, each in sorted(self.columns.fields.items()) if each not in skip]
        self._titles, self._bodies = self.columns.all("title"), self.columns.all("organisation")

    def heading(self, at: int) -> str:
        return self.columns.headings.get(at, "")[:80] or f"#{at + 1}"

    def raw(self, named: Named, row: Sequence[str], where: Where, shared: bool = False) -> dict[str, Any]:
        """A person of this row."""
        raw: dict[str, Any] = {"name": named.name}
        if named.sort_as:
            raw["sort_as"] = named.sort_as
        if named.honorific:
            raw["honorific"] = named.honorific
        found = affiliations.read([row[at] for at in self._titles if row[at]], [row[at] for at in self._bodies if row[at]])
        if found.pairs:
            raw["affiliations"] = [affiliation(*pair) for pair in found.pairs]
        if found.doubt:
            self.doubts.append(about(found, named.name, where))
        more: dict[str, str] = {}
        for at, kind in self._by_field:
            text = row[at]
            if text:
                self._one(kind, at, text, raw, more, where, shared)
            elif kind == "status" and self.columns.told:
                raw.setdefault("status", "invited")
        if more:
            raw["more"] = more
        return raw

    def _one(self, kind: Field, at: int, text: str, raw: dict[str, Any], more: dict[str, str], where: Where, shared: bool) -> None:
        if kind == "more":
            self._keep(at, text, more)
        elif kind in _AGREED:
            self._consent(kind, at, text, raw, more, where, shared)
        elif kind in _NEEDS:
            if not shapes.is_empty(text) and shapes.folded(text) not in shapes.EMPTY:
                needs = raw.setdefault("needs", {})
                needs[_NEEDS[kind]] = "; ".join(filter(None, (needs.get(_NEEDS[kind]), flat(text))))
        elif kind in ("side", "pronouns", "legal_name"):
            if not shapes.is_empty(text):
                raw[kind] = flat(text)
        elif kind == "sort_as":
            raw["sort_as"] = flat(text)
        else:
            _READ[kind](self, at, text, raw, more, where)

    def _keep(self, at: int, text: str, more: dict[str, str]) -> None:
        """Under its heading; where two columns have the same, the second is told apart by its number."""
        key = self.heading(at)
        if key in more:
            key = f"{key} #{at + 1}"
        more[key] = text.strip()

    def _doubted(self, message: str, at: int, text: str, more: dict[str, str], where: Where) -> None:
        self._keep(at, text, more)
        self.doubts.append(Doubt(message, (("shown", flat(text)[:60]), ("heading", self.heading(at))), where))

    def _country(self, at: int, text: str, raw: dict[str, Any], more: dict[str, str], where: Where) -> None:
        if shapes.is_empty(text):
            return
        code = values.country(flat(text))
        raw["country"] = code or flat(text)
        if code is None:
            self.doubts.append(Doubt(NO_COUNTRY, (("shown", flat(text)[:60]), ("heading", self.heading(at))), where))

    def _languages(self, at: int, text: str, raw: dict[str, Any], more: dict[str, str], where: Where) -> None:
        if shapes.is_empty(text):
            return
        codes, whole = values.languages(text)
        if not codes:
            self._doubted(NO_LANGUAGE, at, text, more, where)
            return
        raw["languages"] = list(codes)
        if not whole:
            self._keep(at, text, more)

    def _email(self, at: int, text: str, raw: dict[str, Any], more: dict[str, str], where: Where) -> None:
        found = shapes.emails(text)
        if shapes.is_empty(text):
            return
        if not found:
            self._doubted(NO_EMAIL, at, text, more, where)
            return
        if "email" in raw or len(found) > 1:
            self._keep(at, text, more)
        raw.setdefault("email", found[0])

    def _phone(self, at: int, text: str, raw: dict[str, Any], more: dict[str, str], where: Where) -> None:
        if shapes.is_empty(text):
            return
        if re.fullmatch(r"\d[.,]\d+[eE]\+\d+", text.strip()):
            self.doubts.append(Doubt(LOST_DIGITS, (("shown", flat(text)),), where))
        if "phone" in raw:
            self._keep(at, text, more)
        raw.setdefault("phone", flat(text))

    def _status(self, at: int, text: str, raw: dict[str, Any], more: dict[str, str], where: Where) -> None:
        found = values.status(text)
        if found is None:
            self._doubted(NO_STATUS, at, text, more, where)
        else:
            raw["status"] = found

    def _days(self, at: int, text: str, raw: dict[str, Any], more: dict[str, str], where: Where) -> None:
        found = values.days(text, self.hints.days)
        if not self.hints.days:
            self._keep(at, text, more)
        elif found is None:
            self._doubted(NO_DAYS, at, text, more, where)
        elif found and len(found) < len(self.hints.days):
            raw["days"] = list(found)

    def _day(self, at: int, text: str, raw: dict[str, Any], more: dict[str, str], where: Where) -> None:
        day = values.one_day(self.heading(at), self.hints.days) if self.hints.days else None
        here = values.yes_or_no(text)
        if day is None or here is None:
            self._keep(at, text, more)
        elif here:
            raw.setdefault("days", []).append(day)

    def _code(self, at: int, text: str, raw: dict[str, Any], more: dict[str, str], where: Where) -> None:
        code = flat(text)
        if not re.fullmatch(r"[A-Za-z0-9-]{1,12}", code) or code in self.codes or shapes.folded(code) in shapes.folded(raw["name"]).split():
            self._doubted(NO_CODE, at, text, more, where)
            return
        self.codes.add(code)
        raw["code"] = code

    def _consent(self, kind: Field, at: int, text: str, raw: dict[str, Any], more: dict[str, str], where: Where, shared: bool) -> None:
        """A yes is the narrowest yes; no answer is not a no."""
        if shapes.is_empty(text) and values.yes_or_no(text) is None:
            return
        said = values.yes_or_no(text)
        if said is None:
            self._doubted(NO_ANSWER, at, text, more, where)
            return
        if shared:
            self._keep(at, text, more)
            return
        use, yes, no = _AGREED[kind]
        consent: dict[str, Any] = raw.setdefault("consent", {})
        wanted = yes if said else no
        if wanted is None:
            if consent.get(use) == "public":
                consent[use] = "participants"
        elif not (use == "list" and consent.get(use) == "public" and said):
            consent[use] = wanted
        if not said and kind == "list":
            consent[use] = "nobody"


def affiliation(title: str, organisation: str) -> dict[str, str]:
    return {key: text for key, text in (("title", title), ("organisation", organisation)) if text}


def about(found: affiliations.Affiliations, name: str, where: Where) -> Doubt:
    """What is doubtful about titles and organisations, of this person."""
    bodies = [organisation for _, organisation in found.pairs if organisation]
    if found.doubt in (affiliations.WHICH, affiliations.TITLE_FIRST):
        titles = sum(bool(title) for title, _ in found.pairs)
        return Doubt(found.doubt, (("name", name), ("titles", titles), ("organisations", len(bodies))), where)
    shown = next((each for each in bodies if "/" in each), "")
    return Doubt(found.doubt, (("organisation", shown[:80]),), where)


_READ: dict[Field, Any] = {
    "country": Reader._country, "languages": Reader._languages, "email": Reader._email, "phone": Reader._phone, "status": Reader._status,
    "days": Reader._days, "day": Reader._day, "code": Reader._code,
}  # fmt: skip

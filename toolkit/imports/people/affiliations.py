"""What somebody does, and for whom: titles and organisations out of their cells, paired where the cells say how."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.language import N_

WHICH = N_(
    "{name} has {titles} titles and {organisations} organisations; which belongs to which is not said, so they were paired in their order."
)
TITLE_FIRST = N_("{name} has one title and {organisations} organisations; the title was put with the first of them.")
SLASH = N_("“{organisation}” may be two organisations or one with two names; it was kept as it stands.")

_SIGNS = re.compile(r"[\n;)/]")
_ACRONYM = re.compile(r"\(([A-Z][\w./&-]{1,14})\)")


@dataclass(frozen=True, slots=True)
class Affiliations:
    """Pairs of title and organisation, and what is doubtful about them (a message of this module)."""

    pairs: tuple[tuple[str, str], ...] = ()
    doubt: str = ""


def read(titles: Sequence[str], organisations: Sequence[str]) -> Affiliations:
    """From the cells as they stand; those of several columns, or lines of one cell, in their order."""
    if len(titles) < 2 and len(organisations) < 2 and not any(map(_SIGNS.search, (*titles, *organisations))):
        title, organisation = " ".join(" ".join(titles).split()), " ".join(" ".join(organisations).split())
        return Affiliations(((title, organisation),)) if title or organisation else Affiliations()
    does = [part for cell in titles for part in _apart(cell)]
    whom = [part for cell in organisations for part in _apart(cell)]
    if len(whom) == 1 and len(acronyms := _ACRONYM.findall(whom[0])) > 1:
        parts = re.split(r"(?<=\))\s*[,/&]\s*", whom[0])
        said = {each for title in does for each in _ACRONYM.findall(title)}
        if len(parts) == len(acronyms) and len(said & set(acronyms)) > 1:
            whom = parts
    if len(does) == 1 and len(whom) > 1:
        does = _by_acronym(does[0], whom) or does
    slash = SLASH if any(re.search(r"[^\W\d_]{3}\s?/\s[^\W\d_]{3}", each) for each in whom) else ""
    if not does or not whom:
        return Affiliations(tuple((title, "") for title in does) or tuple(("", each) for each in whom), slash)
    if len(whom) == 1:
        return Affiliations((("; ".join(does), whom[0]),), slash)
    if len(does) == 1:
        return Affiliations(((does[0], whom[0]), *(("", each) for each in whom[1:])), TITLE_FIRST)
    wide = max(len(does), len(whom))
    pairs = [(does[at] if at < len(does) else "", whom[at] if at < len(whom) else "") for at in range(wide)]
    if paired := _paired(does, whom):
        pairs = paired
    return Affiliations(tuple(pairs), slash if len(does) == len(whom) or paired else WHICH)


def _apart(cell: str) -> list[str]:
    """The things in one cell: apart by a semicolon outside brackets, or by a line that begins anew."""
    lines: list[str] = []
    for line in (" ".join(part.split()) for part in cell.split("\n")):
        if not line:
            continue
        if lines and goes_on(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return [part for line in lines for part in _semicolons(line)]


def goes_on(line: str, following: str) -> bool:
    """Whether a line was broken in the middle of a thing."""
    return bool(re.search(r"(?:[,&–-]|\b(?:and|of|for|the|in|on|et|de|du|des|la|le|y|e|und|der|für|и))$", line)) or bool(
        re.match(r"[(&,]|[^\W\d_A-Z]", following) and not following[:1].isupper()
    )


def _semicolons(line: str) -> list[str]:
    parts: list[str] = [""]
    deep = 0
    for sign in line:
        deep += (sign in "([") - (sign in ")]")
        if sign == ";" and deep <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def _by_acronym(title: str, organisations: Sequence[str]) -> list[str]:
    """A title that names, after each of its parts, the organisation that it is for."""
    known = {acronym for each in organisations for acronym in [*_ACRONYM.findall(each), each.strip()]}
    parts = [part.strip() for part in re.split(r"(?<=\))\s*[,/&]\s*|(?<=\))\s+and\s+", title) if part.strip()]
    return parts if len(parts) > 1 and all((found := _ACRONYM.findall(part)) and found[-1] in known for part in parts) else []


def _paired(titles: Sequence[str], organisations: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs by the short name in brackets, where every title has one of an organisation of its own."""
    of: dict[str, str] = {}
    for title in titles:
        said = _ACRONYM.findall(title)
        found = [each for each in organisations if each in said or set(said) & set(_ACRONYM.findall(each))]
        if len(found) != 1 or found[0] in of:
            return []
        of[found[0]] = title
    return [(of.get(each, ""), each) for each in organisations]

"""The cell of a name: which words are none of it, which part stands first, whether several people stand in it.

A name is never parsed by guess: `sort_as` comes from a comma, or from columns of their own; everything else stays as it was typed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.imports.people import shapes

_LIST_SIGNS = re.compile(r"^\s*(?:[-–—•·*▪◦●○■□‣]\s+|\(?\d{1,4}[.)]\s+)")
_LETTERS = re.compile(r"[^\W\d_][\w .'’ʼ`()\"“”-]*")
_ROUND = re.compile(r"[\s;,|⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
"""What stands behind a name and is none of it; the raised digits are the marks of footnotes."""


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    sort_as: str = ""
    honorific: str = ""


def tidy(text: str) -> str:
    """A name as it is kept: one blank, nothing of a list round it."""
    return _ROUND.sub("", _LIST_SIGNS.sub("", " ".join(text.split()))).strip()


def read(text: str, surname_first: bool = True) -> Named:
    """One person's name. `surname_first`: a comma parts the family name from what follows it."""
    said = tidy(text)
    parts = [part.strip() for part in said.split(",")]
    if surname_first and len(parts) > 1 and all(map(_LETTERS.fullmatch, parts)) and not shapes.is_suffix(", ".join(parts[1:])):
        tail = [part for part in parts[2:] if shapes.is_suffix(part)]
        if len(parts) == 2 + len(tail):
            honorific, given = _without_honorific(parts[1])
            more, family = _without_honorific(parts[0])
            ending = "".join(f", {part}" for part in tail)
            return Named(f"{given} {family}{ending}", f"{family}, {given}{ending}", " ".join(filter(None, (more, honorific))))
    honorific, rest = _without_honorific(said)
    return Named(rest, "", honorific)


def may_be_turned(name: str) -> bool:
    """Whether a comma that was kept in a name may part the family name from the given one."""
    parts = [part.strip() for part in name.split(",")]
    return len(parts) == 2 and all(map(_LETTERS.fullmatch, parts)) and not shapes.is_suffix(parts[1])


def of_parts(given: str, family: str, middle: str = "") -> Named:
    """Columns apart: they say themselves which is which."""
    honorific, first = _without_honorific(tidy(given), alone=True)
    first = " ".join(filter(None, (first, tidy(middle))))
    last = tidy(family)
    if not first or not last:
        return Named(first or last, "", honorific)
    return Named(f"{first} {last}", f"{last}, {first}", honorific)


def _without_honorific(text: str, alone: bool = False) -> tuple[str, str]:
    """The words before a name that are none of it, and the name; something is always left of it."""
    taken: list[str] = []
    rest = text
    while (found := re.match(r"(\S+?\.(?=[^\W\d_]{2})|\S+)\s*(.+)$", rest)) and shapes.honorific_before(found[1]):
        taken.append(found[1])
        rest = found[2].strip()
    return " ".join(taken), rest


def capital_part(name: str) -> tuple[str, str] | None:
    """Family name and rest, where the first or last words alone are in capitals: `EXAMPLE Maria`, `Maria DE EXAMPLE`."""
    parts = name.split()
    loud = [shapes.in_capitals(part) and not part.endswith(".") for part in parts]
    count = sum(loud)
    if not 0 < count < len(parts) or not any(len(part) > 2 for part, each in zip(parts, loud, strict=True) if each):
        return None
    if all(loud[:count]):
        return " ".join(parts[:count]), " ".join(parts[count:])
    if all(loud[-count:]):
        return " ".join(parts[-count:]), " ".join(parts[:-count])
    return None


def ordinary(text: str) -> str:
    """A name in capitals in ordinary letters: each word begins with a capital, `de` and `van` do not."""
    made = [
        part.lower() if at and shapes.is_particle(part) else re.sub(r"[^\W\d_]+", lambda found: found[0][:1] + found[0][1:].lower(), part)
        for at, part in enumerate(text.split())
    ]
    return " ".join(made)


def several(text: str, surname_first: bool) -> list[str]:
    """The names in one cell: more than one only where each part looks like a whole name."""
    lines = [tidy(part) for part in re.split(r"[\n;]", text) if tidy(part)]
    if len(lines) > 1:
        return lines if all(map(_whole, lines)) else [" ".join(text.split())] if "\n" in text and ";" not in text else [tidy(text)]
    said = tidy(text)
    ways = [r"\s*/\s*|\s*&\s*|\s+\+\s+|\s+(?:and|et|und|и)\s+|\s+و\s*"]
    if not surname_first:
        ways.append(r"\s*,\s*(?:and|et|und|и)?\s*|\s*&\s*|\s+(?:and|et|und|и)\s+")
    for way in ways:
        parts = [part for part in re.split(way, said) if part]
        if len(parts) > 1 and all(map(_whole, parts)):
            return parts
    return [said]


def _whole(text: str) -> bool:
    return shapes.like_a_name(text) and not shapes.is_role(text)


def commas_part_names(cells: Sequence[str]) -> bool:
    """Whether commas part family names from given ones: where every second name or more has just one, or each part is one word."""
    once = [cell for cell in cells if cell.count(",") == 1 and not shapes.is_suffix(cell.partition(",")[2])]
    if not once:
        return False
    whole = all(_whole(part.strip()) for cell in once for part in cell.split(","))
    if whole and any(_whole(cell) for cell in cells if "," not in cell):
        return False
    if len(once) * 2 >= len(cells):
        return True
    return all(len(part.split()) == 1 for cell in once for part in cell.split(","))

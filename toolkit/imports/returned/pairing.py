"""Which line of a file that came back is which line of the version that went out: by text and order, for the file holds no marks of ours.

Equal text in the same order first, then what is most alike as a whole, then what stands elsewhere. Decides only what belongs together;
what differs between the two is for compare.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.documents import agenda
from toolkit.documents.printed import Printed
from toolkit.imports.returned.likeness import aligned, assigned, folded, in_common, likeness
from toolkit.imports.returned.row_pairs import Place, Section, pair_rows
from toolkit.imports.returned.table_words import key
from toolkit.imports.returned.theirs import Said, Table, Theirs
from toolkit.language import N_, Language

DOES_NOT_FIT = N_("This day does not fit. It is printed as it was typed.")

Role = Literal["title", "name", "subtitle", "facts", "objectives", "objective", "day", "table", "empty"]
_FIXED: frozenset[Role] = frozenset({"name", "objectives", "empty"})
"""Words of ours, which nobody has a reason to change."""
_SINGLE: frozenset[Role] = frozenset({"title", "subtitle", "facts", "day"})
_GAP = 0.35
_FIXED_LIKENESS = 0.7
_OTHER_LEVEL = 0.2


@dataclass(frozen=True, slots=True)
class Token:
    """A paragraph or a table of the version: what it is, of which day or objective, and what it says."""

    role: Role
    at: int = 0
    text: str = ""


@dataclass(slots=True)
class Pairing:
    """What belongs together. What is in none of the pairs was taken out, or is new."""

    front: dict[Role, Said]
    objectives: list[tuple[int | None, Said]]
    """The objectives of the file in order, each with its number in the version."""
    sections: list[Section]
    rows: dict[Place, Place]
    """Rows of the file (section, row) to rows of the version (day, row)."""
    other: list[Said]
    """Lines that hold nothing which our agenda prints."""
    lost: list[str]
    """Words of ours that are not there any more."""


def pair(base: Printed, theirs: Theirs, say: Language) -> Pairing:
    tokens = _tokens(base, say)
    parts = _without_warnings(theirs.parts, say)
    keys = [frozenset(key(row, say) for row in day.rows) for day in base.days]
    pairs = _pairs(tokens, parts, keys)
    found = _place_lines(tokens, parts, pairs)
    _pair_objectives(base, found, {line.before for line in theirs.gone if line.before})
    _pair_days(base, found, keys, say)
    found.rows = pair_rows(base, found.sections, say)
    _name_sections(base, found)
    return found


# Paragraphs.


def _tokens(base: Printed, say: Language) -> list[Token]:
    tokens = [Token("title", 0, base.title), Token("name", 0, say(agenda.AGENDA))]
    tokens += [Token("subtitle", 0, base.subtitle), Token("facts", 0, base.facts)]
    if base.objectives:
        tokens.append(Token("objectives", 0, say("Objectives")))
    tokens += [Token("objective", at, text) for at, text in enumerate(base.objectives)]
    for at, day in enumerate(base.days):
        tokens.append(Token("day", at, day.heading(say)))
        tokens.append(Token("table", at) if day.rows else Token("empty", at, say(agenda.NO_SESSIONS)))
    if not base.days:
        tokens.append(Token("empty", 0, say(agenda.NO_DAY)))
    return [each for each in tokens if each.role == "table" or folded(each.text)]


def _without_warnings(parts: Sequence[Said | Table], say: Language) -> list[Said | Table]:
    """Without the warnings that stand above the table of a day that does not fit: they are about the agenda, not in it."""
    kept: list[Said | Table] = []
    warning = False
    for part in parts:
        if isinstance(part, Said) and part.seen == folded(say(DOES_NOT_FIT)):
            warning = True
        elif isinstance(part, Table) or part.level is not None:
            warning = False
        if not warning:
            kept.append(part)
    return kept


def _pairs(tokens: Sequence[Token], parts: Sequence[Said | Table], keys: Sequence[frozenset[tuple[str, str, str]]]) -> dict[int, int]:
    """Numbers of parts of the file to numbers of tokens."""

    def cost(token: Token, part: Said | Table) -> float | None:
        if isinstance(part, Table) or token.role == "table":
            if not isinstance(part, Table) or token.role != "table":
                return None
            theirs = {row.key for row in part.rows}
            return 0.6 * (1 - len(theirs & keys[token.at]) / max(len(theirs), len(keys[token.at]), 1))
        alike = likeness(token.text, part.text)
        if token.role in _FIXED and alike < _FIXED_LIKENESS:
            return None
        heads = token.role in ("day", "objectives")
        listed = token.role == "objective"
        other = alike < 1 and (heads != (part.level is not None) or listed != (part.depth > 0))
        return 1 - alike + (_OTHER_LEVEL if other else 0)

    pairs = {to: at for at, to in aligned(tokens, parts, cost, _GAP)}
    taken = set(pairs.values())
    for to, part in enumerate(parts):
        # A heading or an objective that stands elsewhere now.
        if isinstance(part, Said) and to not in pairs:
            elsewhere = [
                (likeness(token.text, part.text), -at) for at, token in enumerate(tokens)
                if at not in taken and token.role in ("day", "objective")
            ]  # fmt: skip
            alike, at = max(elsewhere, default=(0.0, 0))
            if alike >= 0.8:
                pairs[to] = -at
                taken.add(-at)
    _pair_singles(tokens, parts, pairs)
    return pairs


def _pair_singles(tokens: Sequence[Token], parts: Sequence[Said | Table], pairs: dict[int, int]) -> None:
    """What there is one of, and between the same neighbours one line that is nothing else: its words were all replaced."""
    taken = {at: to for to, at in pairs.items()}
    for at, token in enumerate(tokens):
        if at in taken or token.role not in _SINGLE:
            continue
        before = max((taken[each] for each in range(at) if each in taken), default=-1)
        after = min((taken[each] for each in range(at + 1, len(tokens)) if each in taken), default=len(parts))
        free = [
            to for to in range(before + 1, after)
            if to not in pairs and isinstance(part := parts[to], Said) and (token.role == "day") == (part.level is not None)
        ]  # fmt: skip
        if free:
            to = free[-1] if token.role == "day" else free[0]
            pairs[to], taken[at] = at, to


def _place_lines(tokens: Sequence[Token], parts: Sequence[Said | Table], pairs: dict[int, int]) -> Pairing:
    """Every part of the file in its place: the title block, the objectives, the days, and what is none of these."""
    found = Pairing({}, [], [], {}, [], [])
    headed = {tokens[at].at for to, at in pairs.items() if tokens[at].role == "day"}
    in_objectives = False
    without_subtitle = all(token.role != "subtitle" for token in tokens)
    for to, part in enumerate(parts):
        token = tokens[pairs[to]] if to in pairs else None
        if isinstance(part, Table):
            _into_section(found, part, token, headed)
            in_objectives = False
        elif token is not None and token.role == "objective":
            found.objectives.append((token.at, part))
            in_objectives = True
        elif token is not None and token.role == "day":
            found.sections.append(Section(part, token.at))
            in_objectives = False
        elif token is not None:
            in_objectives = token.role == "objectives"
            if token.role not in _FIXED:
                found.front[token.role] = part
        elif _heads_a_table(parts, to):
            found.sections.append(Section(part, None))
            in_objectives = False
        elif without_subtitle and to and pairs.get(to - 1) is not None and tokens[pairs[to - 1]].role == "name" and not part.depth:
            found.front["subtitle"] = part
        elif part.depth > 0 and (in_objectives or not found.sections):
            found.objectives.append((None, part))
            in_objectives = True
        else:
            found.other.append(part)
    there = {(tokens[at].role, tokens[at].at) for at in pairs.values()}
    found.lost = [token.text for token in tokens if (token.role, token.at) not in there and token.role in _FIXED and token.role != "empty"]
    return found


def _into_section(found: Pairing, table: Table, token: Token | None, headed: set[int]) -> None:
    day = token.at if token is not None else None
    section = found.sections[-1] if found.sections else None
    if section is None or (day is not None and day not in headed and section.day != day):
        section = Section(None, day)
        found.sections.append(section)
    section.rows += table.rows
    section.gone += table.gone


def _heads_a_table(parts: Sequence[Said | Table], at: int) -> bool:
    """A heading, or the last line before a table, that is followed by a table before another heading."""
    part = parts[at]
    following = parts[at + 1] if at + 1 < len(parts) else None
    if not isinstance(part, Said) or part.depth:
        return False
    if part.level is None:
        return isinstance(following, Table) and (at == 0 or not _is_heading(parts[at - 1]))
    return next((isinstance(each, Table) for each in parts[at + 1 :] if isinstance(each, Table) or _is_heading(each)), False)


def _is_heading(part: Said | Table) -> bool:
    return isinstance(part, Said) and part.level is not None


def _pair_objectives(base: Printed, found: Pairing, gone: set[str]) -> None:
    """Equal ones wherever they stand, then the most alike; between the same neighbours one with nothing in common is still that one.

    `gone` are lines that a recorded change took out: they are none of those that stand there now.
    """
    said = [line.seen for _, line in found.objectives]
    wanted = [folded(each) for each in base.objectives]
    pairs = {to: at for at, to in in_common(wanted, said)}
    for to, text in enumerate(said):
        same = [at for at, each in enumerate(wanted) if each == text and at not in pairs.values()]
        if to not in pairs and same:
            pairs[to] = same[0]
    out = {at for at, text in enumerate(wanted) if text in set(map(folded, gone))} - set(pairs.values())
    left = [at for at in range(len(wanted)) if at not in pairs.values() and at not in out]
    right = [to for to in range(len(said)) if to not in pairs]
    worth = [[_alike_at_least(wanted[at], said[to], 0.45) for to in right] for at in left]
    pairs |= {right[to]: left[at] for at, to in assigned(worth)}
    for to, (_, line) in enumerate(found.objectives):
        if to in pairs or (line.before is not None and not folded(line.before)):
            continue
        before = pairs.get(to - 1, -1 if to == 0 else None)
        after = pairs.get(to + 1, len(wanted) if to == len(said) - 1 else None)
        alone = before is not None and after is not None and after - before == 2 and before + 1 in left
        if before is not None and alone and before + 1 not in pairs.values():
            pairs[to] = before + 1
    found.objectives = [(pairs.get(to), line) for to, (_, line) in enumerate(found.objectives)]


def _alike_at_least(one: str, other: str, least: float) -> float:
    alike = likeness(one, other)
    return alike if alike >= least else 0.0


_SHARED, _HEADED, _IN_ORDER = 3.0, 1.0, 0.3


def _pair_days(base: Printed, found: Pairing, keys: Sequence[frozenset[tuple[str, str, str]]], say: Language) -> None:
    """Each section is the day with which it shares rows and heading: days may have changed places."""
    worth = []
    for number, day in enumerate(base.days):
        row = []
        for section in found.sections:
            theirs = {each.key for each in section.rows}
            shared = len(theirs & keys[number]) / max(min(len(theirs), len(keys[number])), 1)
            headed = likeness(day.heading(say), section.heading.text) if section.heading is not None else 0.0
            in_order = section.day == number
            row.append(_SHARED * shared + _HEADED * headed + _IN_ORDER * in_order if shared >= 0.2 or headed >= 0.5 or in_order else 0.0)
        worth.append(row)
    for section in found.sections:
        section.day = None
    for number, at in assigned(worth):
        found.sections[at].day = number


def _name_sections(base: Printed, found: Pairing) -> None:
    """A section whose heading tells nothing is the day that most of its rows are from, if no other section is."""
    taken = {section.day for section in found.sections if section.day is not None}
    for number, section in enumerate(found.sections):
        if section.day is not None:
            continue
        from_days = [ours.day for place, ours in found.rows.items() if place.day == number and ours.day not in taken]
        for day in sorted(set(from_days), key=lambda each: (-from_days.count(each), each)):
            if from_days.count(day) * 2 > len(section.rows):
                section.day = day
                taken.add(day)
            break

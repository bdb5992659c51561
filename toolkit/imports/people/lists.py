"""People in running text: one on each line, one after the other in a sentence, blocks of lines apart by blank ones, cards of `Name: ...`.

Each way is tried; the one that explains most lines in one stretch is taken, and what stands around it is left, and said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from toolkit.imports.people import details, names, shapes
from toolkit.imports.people.affiliations import goes_on
from toolkit.imports.people.understood import Doubt, Hints, Person, Where
from toolkit.language import N_
from toolkit.readers.source import Line

AROUND = N_("What stands around the list was left out ({count} lines, the first is “{text}”).")
ODD = N_("“{text}” stands in the list and is not like the others; it was left out.")
SECTION = N_("“{text}” heads a part of the list; it was taken for what those below it have in common.")

_BRACKETS = re.compile(r"([^()\[\]:]{2,80}?)\s*[(\[](.+?)[)\]]\s*[,;–-]?\s*(.*)")
_ADDRESSED = re.compile(r"(?<=[^\W\d_]>)\s*[;,]\s*")
_HEADED = re.compile(r"(?<=[.;])\s+(?=([^.;:()]{4,40}):\s)")
_DASH = re.compile(r"\s+[–—|/]\s+|\s+-\s+|\t+|\s{3,}|:\s+")


@dataclass(slots=True)
class Listed:
    """What a text says of people. `lines`: how many of its lines that explains."""

    people: list[Person] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    lines: int = 0
    first: int = 0
    last: int = 0
    odd: list["_Line"] = field(default_factory=list)
    plain: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that says something; `gap`: a blank one stands before it."""

    text: str
    where: Where
    gap: bool
    head: bool
    strong: bool
    depth: int


def read(lines: Sequence[Line], hints: Hints) -> Listed | None:
    """None where no people stand in the text."""
    shown = [line for line in _lines(lines) if line.where not in hints.left_out]
    if not shown:
        return None
    found = [each for way in (_cards, _run_on, _each_line, _blocks) if (each := way(shown)) is not None and each.people]
    if not found:
        return None
    best = max(found, key=lambda each: (each.lines, len(each.people)))
    best = next((each for each in found if each.lines >= 0.9 * best.lines and not each.plain), best)
    whole = best.lines / len(shown)
    if best.sure:
        whole = 1.0
    many, short = len(best.people), len(shown) <= 4
    if not ((many > 1 and whole >= 0.5) or (not best.plain and (many > 4 or (short and whole >= 0.75)))):
        return None
    best.doubts.extend(Doubt(ODD, (("text", each.text[:80]),), each.where) for each in best.odd)
    around = [line for at, line in enumerate(shown) if not best.first <= at <= best.last and not shapes.heads_a_list(line.text)]
    if around:
        best.doubts.append(Doubt(AROUND, (("count", len(around)), ("text", around[0].text[:80])), around[0].where))
    return best


def _lines(lines: Sequence[Line]) -> Iterator[_Line]:
    """The lines that say something, those of one paragraph apart."""
    gap, before = True, None
    many = any("\n" in line.text for line in lines)
    for line in lines:
        number = line.where.line
        if before is not None and number is not None and number > before + 1:
            gap = True
        before = number
        for part in (part for row in line.text.split("\n") for part in _headed(row)):
            text = part.strip()
            if not text:
                gap = True
                continue
            yield _Line(text, line.where, gap, line.level is not None, line.strong, line.depth)
            gap = False
        gap = gap or many or line.level is not None


def _headed(text: str) -> list[str]:
    """`Present: ... Apologies: ...` in one line is two."""
    starts = [found.end() for found in _HEADED.finditer(text) if shapes.heads_apologies(found[1]) or shapes.heads_a_list(found[1])]
    return [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True)]


# One on each line


@dataclass(frozen=True, slots=True)
class _Item:
    named: names.Named
    raw: dict[str, Any]
    plain: bool


def item(text: str) -> _Item | None:
    """A name with what is said beside it; None where the text does not begin with one."""
    said = text.strip() if "\t" in text else re.sub(r"[\s.;,]+$", "", names.tidy(text))
    said = re.sub(r"^[*_]+|[*_]+$", "", said)
    if shapes.heads_a_list(said):
        return None
    if address := re.fullmatch(r"[\"“]?([^<>\"“”@]{2,80}?)[\"”]?\s*[<(](?:mailto:)?([^<>()\s]+@[^<>()\s]+)[>)]", said):
        named = names.read(address[1])
        return _Item(named, {"email": address[2]}, False) if _may_be(named.name) else None
    if (brackets := _BRACKETS.fullmatch(said)) and _may_be(names.read(brackets[1]).name):
        raw = details.of_text(brackets[2])
        if brackets[3]:
            raw = _both(raw, details.of_text(brackets[3]))
        return _Item(names.read(brackets[1]), raw, False)
    parts = [part.strip() for part in _DASH.split(said, maxsplit=1)]
    if len(parts) == 2 and (shapes.heads_a_list(parts[0]) or shapes.heads_apologies(parts[0])):
        return None
    colon = len(parts) == 2 and said[len(parts[0]) :].lstrip().startswith(":")
    if len(parts) == 2 and parts[1] and _may_be(names.read(parts[0]).name) and (not colon or shapes.like_a_name(parts[0])):
        rest = re.sub(r"\s*(?:\t+|\s[|–—]\s)\s*", ", ", parts[1])
        return _Item(names.read(parts[0]), details.of_text(rest), False)
    commas = [part.strip() for part in said.split(",")]
    if len(commas) > 1:
        return _with_commas(commas)
    if found := shapes.emails(said):
        rest = said.replace(found[0], " ").strip(" <>()-–:,;")
        named = names.read(rest)
        return _Item(named, {"email": found[0]}, False) if _may_be(named.name) else None
    named = names.read(said)
    marked = len(names.tidy(text)) < len(" ".join(text.split()))
    fits = shapes.like_a_name(named.name) or (marked and shapes.like_a_single_name(named.name))
    return _Item(named, {}, True) if fits and not shapes.is_role(said) else None


def _with_commas(commas: Sequence[str]) -> _Item | None:
    one, other = commas[0], commas[1]
    if shapes.is_suffix(other):
        commas = [f"{one}, {other}", *commas[2:]]
        one = commas[0]
    if shapes.like_a_name(one) and not shapes.is_role(one):
        rest = ", ".join(commas[1:])
        if len(commas) == 1:
            return _Item(names.read(one), {}, True)
        raw = details.of_text(rest)
        if all(map(shapes.like_a_name, commas[1:])) and not (shapes.is_role(rest) or shapes.is_organisation(rest)):
            return None
        return _Item(names.read(one), raw, False)
    if shapes.like_a_single_name(one) and len(other.split()) <= 3 and shapes.like_a_name(f"{other} {one}") and not shapes.is_role(other):
        raw = details.of_text(", ".join(commas[2:])) if len(commas) > 2 else {}
        return _Item(names.read(f"{one}, {other}"), raw, len(commas) == 2)
    return None


def _may_be(name: str) -> bool:
    """Whether what stands before a bracket or a dash can be a name: a whole one, or a single one."""
    return (shapes.like_a_name(name) or shapes.like_a_single_name(name)) and not shapes.is_role(name)


def _both(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    affiliations = [*one.get("affiliations", ()), *other.get("affiliations", ())]
    if len(affiliations) == 2 and not (set(affiliations[0]) & set(affiliations[1])):
        affiliations = [{**affiliations[0], **affiliations[1]}]
    return {**one, **other, **({"affiliations": affiliations} if affiliations else {})}


def _each_line(lines: Sequence[_Line]) -> Listed | None:
    """A line a person. Headings between them say the side of those below."""
    items = [item(line.text) for line in lines]
    heads = [
        each is None and (_heads(line) or _above(line, after)) for each, line, after in zip(items, lines, [*lines[1:], None], strict=True)
    ]
    stretch = _stretch([each is not None or head for each, head in zip(items, heads, strict=True)], [each is not None for each in items])
    if stretch is None:
        return None
    first, last = stretch
    made = Listed(first=first, last=last, plain=all(each.plain for each in items[first : last + 1] if each))
    section: dict[str, Any] = {}
    for line, each, head in zip(lines[first : last + 1], items[first : last + 1], heads[first : last + 1], strict=True):
        if each is not None:
            raw = {**_named(each.named), **_in_section(section, each.raw)}
            made.people.append(Person(raw, line.where))
            made.lines += 1
        elif head:
            section = details.of_section(line.text)
            if section:
                made.doubts.append(Doubt(SECTION, (("text", line.text.rstrip(": ")),), line.where))
            made.lines += 1
        else:
            made.odd.append(line)
    single = [person for person in made.people if " " not in person.name]
    if len(single) * 3 > len(made.people) and (made.plain or not all(map(_of_somebody, single))):
        return None
    structured = sum(not each.plain for each in items[first : last + 1] if each)
    if structured * 2 < len(made.people):
        made.plain = True
        if len(made.people) < 0.8 * (last - first + 1):
            return None
    return made


def _of_somebody(person: Person) -> bool:
    """Whether a single word is a name, by what is said beside it."""
    said = person.raw.get("affiliations", ())
    return "email" in person.raw or any(shapes.is_organisation(each.get("organisation", "")) or "title" in each for each in said)


def _in_section(section: dict[str, Any], raw: dict[str, Any]) -> dict[str, Any]:
    """What is said of her, and of all who stand under one heading."""
    made = {**section, **raw}
    if "affiliations" in section and not any("organisation" in each for each in raw.get("affiliations", ())):
        made["affiliations"] = [{**each, **section["affiliations"][0]} for each in raw.get("affiliations", [{}])]
    return made


def _heads(line: _Line) -> bool:
    if shapes.heads_a_list(line.text) or shapes.heads_apologies(line.text.rstrip(": ")):
        return True
    if line.gap and shapes.in_capitals(line.text):
        return len(line.text.split()) <= 4
    return (line.head or line.text.endswith(":")) and len(line.text.split()) <= 8


def _above(line: _Line, after: _Line | None) -> bool:
    """A line without the sign of a list above one with it."""
    return after is not None and _marked(after) and not _marked(line) and len(line.text.split()) <= 8 and line.text[-1] not in ".?!"


def _marked(line: _Line) -> bool:
    return line.depth > 0 or len(names.tidy(line.text)) < len(" ".join(line.text.split()).rstrip(" ;,|"))


def _stretch(fits: Sequence[bool], counts: Sequence[bool]) -> tuple[int, int] | None:
    """The longest run of lines that fit, in which one in five may not, without what does not count at its ends."""
    best: tuple[int, int] | None = None
    at = 0
    while at < len(fits):
        if not counts[at]:
            at += 1
            continue
        end, good, odd = at, 0, 0
        for here in range(at, len(fits)):
            if fits[here]:
                good += 1
                if counts[here]:
                    end = here
            else:
                odd += 1
                if odd > 1 + good // 4:
                    break
        if best is None or sum(counts[at : end + 1]) > sum(counts[best[0] : best[1] + 1]):
            best = (at, end)
        at = end + 1
    if best is None:
        return None
    first, last = best
    while first and fits[first - 1] and not counts[first - 1]:
        first -= 1
    return first, last


def _named(named: names.Named) -> dict[str, Any]:
    return {key: text for key, text in (("name", named.name), ("sort_as", named.sort_as), ("honorific", named.honorific)) if text}


# One after the other


@dataclass(frozen=True, slots=True)
class _Sentence:
    """People one after the other; `head` stands before a colon."""

    items: tuple[_Item, ...] = ()
    odd: tuple[str, ...] = ()
    head: str = ""

    @property
    def sure(self) -> bool:
        return shapes.heads_a_list(self.head) or shapes.heads_apologies(self.head)


def _run_on(lines: Sequence[_Line]) -> Listed | None:
    """`Participants: Maria Example (ERN), Jo Sample (Fund) and Ana Prova (UN).`; a sentence may be broken over lines."""
    made = Listed(first=len(lines))
    starts = [at for at, line in enumerate(lines) if line.gap or not at]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        alone: list[tuple[int, int, _Sentence]] = []
        for at in range(start, end):
            alone.append((at, at, _sentence(lines[at].text, bool(made.people or any(each.items for _, _, each in alone)))))
        whole = _sentence(" ".join(line.text for line in lines[start:end]), bool(made.people)) if end - start > 1 else _Sentence()
        broken = len(whole.items) > end - start or any(line.text.count("(") != line.text.count(")") for line in lines[start:end])
        more = len(whole.items) > sum(len(each.items) for _, _, each in alone)
        told = [(start, end - 1, whole)] if more and broken else alone
        for first, last, sentence in told:
            if sentence.items:
                _take(made, sentence, lines, first, last)
    return made


def _take(made: Listed, sentence: _Sentence, lines: Sequence[_Line], first: int, last: int) -> None:
    where = lines[first].where
    section = details.of_section(sentence.head) if len(sentence.head.split()) < 8 else {}
    if section:
        made.doubts.append(Doubt(SECTION, (("text", sentence.head),), where))
    for part, each in enumerate(sentence.items, 1):
        made.people.append(Person({**_named(each.named), **_in_section(section, each.raw)}, where, part))
    made.odd.extend(replace(lines[first], text=text) for text in sentence.odd)
    made.lines += max(len(sentence.items), last - first + 1)
    made.sure = made.sure or sentence.sure
    made.first, made.last = min(made.first, first), last


def _sentence(text: str, goes_on: bool) -> _Sentence:
    """The people of one sentence: at least three, unless what stands before its colon says that it is a list, or one stands above."""
    head, colon, rest = text.partition(":")
    headed = bool(colon) and len(head) < 80 and bool(rest.strip()) and not re.search(r"[(@]", head)
    best = _Sentence(head=head.strip() if headed else "")
    least = 1 if headed and (goes_on or best.sure or shapes.is_organisation(head)) else 3
    said = rest if headed else text
    addressed = _ADDRESSED.search(said) is not None
    least = min(least, 2) if addressed else least
    for sign in (";", ","):
        apart = _ADDRESSED.split(said) if addressed else _parted(said, sign)
        parts = [part.strip() for part in apart if re.search(r"\w", part)]
        found = [(part, item(part)) for part in parts]
        items = tuple(each for _, each in found if each is not None)
        if len(parts) >= least and len(items) >= 0.7 * len(parts) and len(items) > len(best.items):
            best = replace(best, items=items, odd=tuple(part for part, each in found if each is None))
    return best


def _parted(text: str, sign: str) -> list[str]:
    parts, deep, quoted = [""], 0, False
    for each in text:
        deep += (each in "([<") - (each in ")]>")
        quoted ^= each == '"'
        if each == sign and deep <= 0 and not quoted:
            parts.append("")
        else:
            parts[-1] += each
    parts = [*parts[:-1], *_last_and(parts[-1])]
    return [re.sub(r"^\s*(?:and|et|und|y|e|и|&|و)\s+", "", part) for part in parts]


def _last_and(text: str) -> list[str]:
    """The last two of a sentence: apart at an `and` outside brackets, where both are people."""
    for found in re.finditer(r"\s+(?:and|et|und|y|e|и|&)\s+", text):
        one, other = text[: found.start()], text[found.end() :]
        if one.count("(") == one.count(")") and item(one) is not None and item(other) is not None:
            return [one, other]
    return [text]


# Blocks


def _blocks(lines: Sequence[_Line]) -> Listed | None:
    """Name, role, organisation below one another, people apart by blank lines; the name may stand apart from its lines too."""
    blocks = _cut(lines)
    width = max((len(line.text) for line in lines), default=0)
    best = Listed()
    run: list[tuple[int, _Line, list[str]]] = []
    for at, block in enumerate([*blocks, []]):
        kind = _kind(block, run[-1] if run else None)
        if kind == "name":
            run.append((at, block[0], []))
        elif kind == "person":
            run.append((at, block[0], [line.text for line in block[1:]]))
        elif kind == "details":
            run[-1][2].extend(line.text for line in block)
        else:
            made = _of_run(run, blocks, at, width, lines)
            if len(made.people) > len(best.people):
                best = made
            run = []
    return best if best.people else None


def _cut(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Lines that stand together. Without blank lines a name begins a block, or a line in bold type."""
    blocks: list[list[_Line]] = []
    for at, line in enumerate(lines):
        bold = line.strong and at > 0 and not lines[at - 1].strong and shapes.like_a_name(line.text)
        if not blocks or line.gap or bold:
            blocks.append([])
        blocks[-1].append(line)
    made: list[list[_Line]] = []
    for block in blocks:
        starts = [at for at, line in enumerate(block) if _is_name(line.text)]
        apart = all(after - before > 1 for before, after in pairwise(starts))
        if len(block) > 5 and len(starts) > 1 and starts[0] == 0 and apart:
            made.extend(block[start:end] for start, end in zip(starts, [*starts[1:], len(block)], strict=True))
        else:
            made.append(block)
    return made


def _is_name(text: str) -> bool:
    return shapes.like_a_name(names.read(text).name) and not shapes.is_role(text) and not re.search(r"[.;:]$", text)


def _kind(block: Sequence[_Line], before: tuple[int, _Line, list[str]] | None) -> str:
    """What a block is: a `name` alone, a `person` with lines, `details` of the name above, or "" for anything else."""
    if not block or len(block) > 8 or any(len(line.text) > 200 for line in block):
        return ""
    waits = before is not None and not before[2]
    named = _is_name(block[0].text)
    if len(block) == 1:
        if named:
            return "name"
        return "details" if waits and _short(block) else ""
    if waits and not (named and shapes.is_role(block[1].text) and not shapes.is_organisation(block[1].text)):
        return "details" if _short(block) else ""
    return "person" if named and _short(block[1:]) else ""


def _short(block: Sequence[_Line]) -> bool:
    return not any(re.search(r"[.!?]\s+[A-Z]|[^\W\d_]{3}\.$", line.text) and len(line.text) > 60 for line in block)


def _of_run(
    run: list[tuple[int, _Line, list[str]]], blocks: Sequence[Sequence[_Line]], end: int, width: int, lines: Sequence[_Line]
) -> Listed:
    while run and not run[0][2] and len(run) > 1 and not any(said for _, _, said in run[:2]):
        run = run[1:]
    made = Listed()
    if not run or not any(said for _, _, said in run):
        return made
    longest = max((len(text) for _, _, said in run for text in said), default=width)
    for _, line, said in run:
        raw = {**_named(names.read(line.text)), **details.of_lines(_unwrapped(said, longest))}
        made.people.append(Person(raw, line.where))
        made.lines += 1 + len(said)
    said_all = [text for _, _, said in run for text in said]
    made.plain = shapes.share(said_all, lambda text: _is_name(text) and not shapes.is_organisation(text)) >= 0.6
    made.first = sum(len(block) for block in blocks[: run[0][0]])
    made.last = sum(len(block) for block in blocks[:end]) - 1
    return made


def _unwrapped(said: Sequence[str], longest: int) -> list[str]:
    """Lines that were broken only because the next word had no room are one."""
    made: list[str] = []
    before = ""
    for text in said:
        full = longest > 60 and before and len(before) + 1 + len(text.split(" ")[0]) > longest
        if made and (goes_on(before, text) or full):
            made[-1] = f"{made[-1]} {text}"
        else:
            made.append(text)
        before = text
    return made


# Cards


def _cards(lines: Sequence[_Line]) -> Listed | None:
    """`Name: Maria Example`, `Organisation: ERN`, one card after the other."""
    from toolkit.imports.people import cells, columns

    said: list[tuple[int, str, str]] = []
    for at, line in enumerate(lines):
        key, colon, text = line.text.partition(":")
        if colon and text.strip() and shapes.field_of(key):
            said.append((at, " ".join(key.split()), text.strip()))
    firsts = [key for _, key, _ in said if shapes.field_of(key) in ("name", "given", "family")]
    if len(said) < 0.6 * len(lines) or not firsts or len(said) < 2 * len(firsts):
        return None
    start = said[0][1]
    keys = list(dict.fromkeys(key for _, key, _ in said))
    fields = {at: shapes.field_of(key) or "more" for at, key in enumerate(keys)}
    found = columns.Columns(None, fields, dict(enumerate(keys)), told=False)
    reader = cells.Reader(found, Hints())
    made = Listed(first=said[0][0], last=said[-1][0], lines=len(said))
    cards: list[tuple[int, dict[str, str]]] = []
    for at, key, text in said:
        if key == start or not cards:
            cards.append((at, {}))
        cards[-1][1].setdefault(key, text)
    for at, card in cards:
        row = [card.get(key, "") for key in keys]
        part = {fields[at_key]: row[at_key] for at_key in reversed(range(len(keys))) if row[at_key]}
        halves = part.get("given", ""), part.get("family", "")
        named = names.of_parts(*halves) if any(halves) else names.read(part.get("name", ""))
        if named.name:
            made.people.append(Person(reader.raw(named, row, lines[at].where), lines[at].where))
    made.doubts.extend(reader.doubts)
    return made

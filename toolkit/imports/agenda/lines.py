"""Running text, line by line: which lines begin with a time, end with one, hold nothing else, or hold many.

Decides where the title of a time stands (beside it, under it, over it), once for the whole text; and counts the times that have none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from toolkit.imports.agenda import clock, dayheads, grids, signs
from toolkit.imports.agenda.clock import Found
from toolkit.imports.agenda.items import DayItem, Item, SlotItem, TextItem
from toolkit.imports.agenda.stretches import EMPHASIS, RULE, stretches
from toolkit.imports.agenda.understood import Hints
from toolkit.readers.source import Grid, Line, Where

Sort = Literal["day", "slot", "time", "last", "many", "text"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One line as it is looked at: its text without the signs of a list, and what it seems to be."""

    text: str
    where: Where
    level: int | None = None
    depth: int = 0
    strong: bool = False
    gap: bool = False
    indent: int = 0
    sort: Sort = "text"
    found: tuple[Found, ...] = ()
    head: dayheads.DayHead | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What lines gave: items, the times in them, and how many of those stand without a title."""

    items: tuple[Item, ...]
    times: int = 0
    apart: int = 0


_BULLET = re.compile(r"^[\s>]*(?:[-–—•·*▪◦●○■□‣➢✓→+]\s+|\(?[a-z0-9]{1,2}[.)]\s+(?=\D))?")
_NUMBERED = re.compile(r"^\s*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+", re.I)


def read(lines: Sequence[Line], hints: Hints, rare: bool = False) -> Sheet:
    """A stretch of lines between two tables."""
    made: list[Item] = []
    times = apart = 0
    for stretch in stretches([_unquoted(line) for line in lines]):
        if isinstance(stretch, Grid):
            found = grids.items(stretch, hints, rare)
            if found is not None:
                made.extend(found)
                times += sum(isinstance(each, SlotItem) for each in found)
                continue
            stretch = [Line(" ".join(cell.text for cell in row.cells if cell.text), row.where) for row in stretch.rows]
        sheet = _read(stretch, hints, rare)
        made.extend(sheet.items)
        times, apart = times + sheet.times, apart + sheet.apart
    return Sheet(tuple(made), times, apart)


_QUOTED = re.compile(r"^[ \t]*(?:>[ ]?)+", re.MULTILINE)


def _unquoted(line: Line) -> Line:
    """A line of an answered letter without the signs that quote it: blank lines, lists and indents are in it what they were."""
    return replace(line, text=_QUOTED.sub("", line.text)) if ">" in line.text else line


# Lines as lines


def _read(lines: Sequence[Line], hints: Hints, rare: bool) -> Sheet:
    pieces = _with_bare_hours(_with_short_times(list(_pieces(lines, hints, rare))))
    firsts = sum(piece.sort == "slot" for piece in pieces)
    alone = sum(piece.sort == "time" for piece in pieces)
    lasts = sum(piece.sort == "last" for piece in pieces)
    at_end = lasts >= 2 and lasts > firsts + alone
    if not at_end:
        pieces = [_as_umbrella(piece) if piece.sort == "last" else piece for piece in pieces]
    apart = _apart(pieces)
    over = alone > 0 and _title_stands_over(pieces)
    times = sum(len(piece.found) if piece.sort == "many" else piece.sort in ("slot", "time", "last") for piece in pieces)
    return Sheet(tuple(_items(pieces, over)), times, apart)


def _as_umbrella(piece: Piece) -> Piece:
    """`MORNING SESSION (9:00 - 12:30)` above rows that begin with their times is a row too; other lines that end with a time are texts."""
    reading = piece.found[0].reading
    stands_out = (
        piece.level is not None
        or piece.strong
        or piece.text.isupper()
        or bool(re.search(r"[(\[:–—|-]\s*$", piece.text[: piece.found[0].at]))
    )
    if reading.end is not None and stands_out and not piece.listed and len(piece.text[: piece.found[0].at].split()) <= 8:
        return piece
    return replace(piece, sort="text")


def _with_short_times(pieces: list[Piece]) -> list[Piece]:
    """Hours without their signs, where at least three lines begin so, or the others have four figures: and each goes on where time
    stood.
    """
    short = {at: found for at, piece in enumerate(pieces) if piece.sort in ("text", "last") and (found := clock.written_short(piece.text))}
    spans = [found.reading for found in short.values() if found.reading.end is not None]
    four = [piece for piece in pieces if piece.sort == "slot" and re.match(r"\W*\d{4}\s*-\s*\d{4}\b", signs.plain(piece.text))]
    chained = sum(
        one.end is not None and two.start is not None and one.end.hour % 12 == two.start.hour % 12 for one, two in pairwise(spans)
    )
    if not (len(four) >= 2 or (len(spans) >= 3 and chained * 2 >= len(spans) - 1)):
        return pieces
    return [
        replace(piece, sort="slot", found=(short[at],)) if at in short and (four or short[at].reading.end is not None) else piece
        for at, piece in enumerate(pieces)
    ]


_HOUR_AND_SIGN = re.compile(r"\W*(?P<hour>\d{1,2})\s*(?P<sign>[:–—-])\s+(?=[^\W\d_])")


def _with_bare_hours(pieces: list[Piece]) -> list[Piece]:
    """`11: Tea` among lines that part their times from their titles by the same sign, where its hour comes between those around it."""
    slots = [piece for piece in pieces if piece.sort == "slot"]
    signs_used = [signs.plain(piece.text[piece.found[0].to :]).strip()[:1] for piece in slots]
    made = list(pieces)
    for at, piece in enumerate(pieces):
        found = _HOUR_AND_SIGN.match(signs.plain(piece.text)) if piece.sort == "text" and not piece.listed else None
        if found is None or signs_used.count(found["sign"]) < max(2, len(slots) / 2):
            continue
        hour = int(found["hour"])
        before = next((other.found[0].reading for other in reversed(made[:at]) if other.sort in ("slot", "day") and other.found), None)
        after = next((other.found[0].reading for other in pieces[at + 1 :] if other.sort in ("slot", "day") and other.found), None)
        ends = before.end or before.start if before is not None else None
        late_enough = ends is None or (hour - ends.hour) % 12 < _NEAR
        early_enough = after is None or after.start is None or (after.start.hour - hour) % 12 < _NEAR
        if hour <= 24 and before is not None and late_enough and early_enough:
            reading = clock.Reading(clock.Clock(hour, 0, whole=hour > 12), strong=False)
            made[at] = replace(piece, sort="slot", found=(clock.Found(found.start("hour"), found.end("hour"), reading),))
    return made


_NEAR = 6
"""Hours between a line and the next: what is further apart is numbered, not timed."""


def _pieces(lines: Sequence[Line], hints: Hints, rare: bool) -> Iterator[Piece]:
    last: int | None = None
    gap = True
    for line in lines:
        if line.where in hints.left_out:
            continue
        number = line.where.line
        gap = gap or (number is not None and last is not None and number - last > 1)
        broken = line.text.split("\n")
        for text in broken:
            shown = signs.seen(text).rstrip()
            if not shown.strip() or RULE.match(shown):
                gap = True
                continue
            yield _piece(shown, line, gap, hints, rare)
            gap = False
        last = None if number is None else number + len(broken) - 1
        if line.level is not None:
            gap = False


def _piece(shown: str, line: Line, gap: bool, hints: Hints, rare: bool) -> Piece:
    indent = len(shown) - len(shown.lstrip(" \t"))
    level = line.level
    if level is None and (marked := re.match(r"\s{0,3}(#{1,6})\s+", shown)):
        level, shown = len(marked[1]), shown[marked.end() :].rstrip("# ")
    listed = bool(line.depth) or bool(re.match(r"\s*(?:[-–—•·*▪◦●○■□‣➢]|\(?(?:[a-z]|\d{1,2})[.)])\s+", shown))
    bare = EMPHASIS.sub("", shown).strip() if "*" in shown or "_" in shown or "<" in shown or "`" in shown else shown.strip()
    strong = line.strong or bool(re.fullmatch(r"\s*\*\*.+\*\*:?\s*", shown))
    made = Piece(bare, line.where, level, line.depth, strong, gap, indent, listed=listed)
    numbered = _NUMBERED.sub("", bare)
    text = numbered if clock.leading(numbered) and not clock.leading(bare) else _BULLET.sub("", bare) if not clock.leading(bare) else bare
    made = replace(made, text=text or bare)
    if line.where in hints.headings:
        head, timed = dayheads.head(made.text, rare), _sorted(made, True, rare)
        if head is None and timed.sort in ("slot", "last", "time"):
            return replace(timed, head=dayheads.DayHead())
        return replace(made, sort="day", head=head or dayheads.DayHead(title=signs.tidy(made.text)))
    return _sorted(made, line.where in hints.no_headings, rare)


def _sorted(piece: Piece, no_heading: bool, rare: bool) -> Piece:
    """What a line is: a day's heading first, for dates look like times."""
    found = tuple(clock.readings(piece.text))
    first = clock.leading(piece.text)
    starts = first is not None and (first.reading.start is not None or first.reading.open)
    head = None if no_heading else dayheads.head(piece.text, rare)
    if head is not None and (not starts or not _strong_start(first, piece.text)):
        return replace(piece, sort="day", head=head)
    if len(found) >= 3 and _is_many(piece.text, found):
        return replace(piece, sort="many", found=found)
    if first is not None and starts:
        rest = _rest(piece.text, first)
        if first.reading.open and (not rest or len(rest.split()) > 14):
            return piece
        if len(found) >= 2 and (parts := _two_in_a_line(piece.text, found)):
            return replace(piece, sort="many", found=parts)
        return replace(piece, sort="slot" if re.search(r"\w", rest) else "time", found=(first,))
    if not no_heading and found and (dated := dayheads.prefix(piece.text, rare)) is not None:
        inner = clock.leading(dated[1])
        if inner is not None:
            return replace(piece, sort="slot" if _rest(dated[1], inner) else "time", found=(inner,), head=dated[0], text=dated[1])
    if found and (last := _at_end(piece.text, found)) is not None:
        return replace(piece, sort="last", found=(last,))
    return piece


def _strong_start(first: Found | None, text: str) -> bool:
    """A line that begins with a time for certain; `12.03.` may be a date."""
    return (
        first is not None
        and first.reading.strong
        and bool(re.search(r"\w", _rest(text, first)) or first.reading.end is not None or ":" in text)
    )


_AFTER_TIME = re.compile(
    r"^\s*(?:(?:uhr|h|hrs)\b)?(?:[\s,(–—-]*\b(?:(?:un)?till?|bis|hasta|jusqu'à|até)\s+(?:late|spät|tarde|open end)\b|"
    r"[\s,(]*\b(?:onwards?|ff\.))?[\s|:;,.)\]–—>•*_→-]*",
    re.I,
)


def _rest(text: str, found: Found) -> str:
    return _AFTER_TIME.sub("", text[found.to :]).strip()


def _is_many(text: str, found: Sequence[Found]) -> bool:
    """A paragraph that is an agenda by itself: many times, each with a few words, or none at all between."""
    gaps = [text[one.to : two.at] for one, two in pairwise(found)]
    worded = [len(gap.split()) for gap in gaps if re.search(r"\w", gap)]
    bare = len(gaps) - len(worded)
    first_words = len(text[: found[0].at].split())
    if bare >= 3:
        return True
    if first_words > 12 and found[0].at > 0:
        return False
    return bool(worded) and len(worded) >= 2 and sorted(worded)[len(worded) // 2] <= 16


def _two_in_a_line(text: str, found: Sequence[Found]) -> tuple[Found, ...]:
    """`9:00 Coffee; 9:30 Opening`: two slots where a sign parts them."""
    parts = [found[0]]
    for each in found[1:]:
        before = text[parts[-1].to : each.at].rstrip()
        if before.endswith((";", "|", "•", "·", " /")) and re.search(r"\w", before):
            parts.append(each)
    return tuple(parts) if len(parts) > 1 and not text[: found[0].at].strip(" -•*") else ()


_END = re.compile(r"[\s)\].;,*_|]*(?:uhr|h|hrs|hours)?[\s)\].;,*_|]*$", re.I)


def _at_end(text: str, found: Sequence[Found]) -> Found | None:
    last = found[-1]
    before = text[: last.at].strip(" \t-–—:,;|(.…")
    if not before or len(before.split()) > 25 or not _END.fullmatch(text[last.to :]) or len(found) > 2:
        return None
    return last


def _apart(pieces: Sequence[Piece]) -> int:
    """Times that stand together without a title between, in lines or in a paragraph; a pair may be a span over two lines."""
    count = run = 0
    for piece in pieces:
        if piece.sort == "time":
            run += 1
            continue
        count += run if run >= 3 else 0
        run = 0
        if piece.sort == "many":
            bare = 0
            for one, two in pairwise(piece.found):
                bare += not re.search(r"\w", piece.text[one.to : two.at])
            count += bare if bare >= 3 else 0
    return count + (run if run >= 3 else 0)


def _title_stands_over(pieces: Sequence[Piece]) -> bool:
    """Whether a line that is only a time belongs to the line above it rather than to the one below."""
    under = over = 0
    for at, piece in enumerate(pieces):
        if piece.sort != "time":
            continue
        below = at + 1 < len(pieces) and pieces[at + 1].sort == "text"
        above = at > 0 and pieces[at - 1].sort == "text"
        near_below = below and not pieces[at + 1].gap
        near_above = above and not piece.gap
        if near_below != near_above:
            under, over = under + near_below, over + near_above
        elif below != above:
            under, over = under + below, over + above
    if under != over:
        return over > under
    return False


def _items(pieces: Sequence[Piece], over: bool) -> Iterator[Item]:
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.sort == "day":
            yield DayItem(piece.head or dayheads.DayHead(), piece.where, piece.text)
        elif piece.sort == "many":
            yield from _many(piece)
        elif piece.sort in ("slot", "last"):
            if piece.head is not None:
                yield DayItem(piece.head, piece.where, piece.text)
            yield _slot(piece, piece.found[0])
        elif piece.sort == "time":
            if piece.head is not None:
                yield DayItem(piece.head, piece.where, piece.text)
            end, at = _span_over_two(pieces, at)
            yield SlotItem(end, "", piece.where, piece.text)
        elif over and at + 1 < len(pieces) and pieces[at + 1].sort == "time":
            reading, after = _span_over_two(pieces, at + 1)
            yield SlotItem(reading, piece.text, piece.where, pieces[at + 1].text)
            at = after
        else:
            depth = piece.depth or int(piece.listed)
            yield TextItem(piece.text, piece.where, piece.level, depth, piece.strong, piece.gap, indent=piece.indent)
        at += 1


def _span_over_two(pieces: Sequence[Piece], at: int) -> tuple[clock.Reading, int]:
    """`9:00` on one line and `10:00` on the next, with a title after both, is a span."""
    reading = pieces[at].found[0].reading
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    alone = after is not None and after.sort == "time" and not after.gap and (at + 2 >= len(pieces) or pieces[at + 2].sort != "time")
    if alone and after is not None and reading.end is None and after.found[0].reading.end is None and reading.start is not None:
        joined = replace(reading, end=after.found[0].reading.start)
        return joined, at + 1
    return reading, at


def _slot(piece: Piece, found: Found) -> SlotItem:
    written = piece.text[found.at : found.to].strip()
    title = _rest(piece.text, found) if piece.sort == "slot" else piece.text[: found.at].rstrip(" \t-–—:,;|([.…")
    return SlotItem(found.reading, title, piece.where, written)


def _many(piece: Piece) -> Iterator[Item]:
    """The slots of a paragraph: each title runs to the next time, or back to the one before where the paragraph ends with a time."""
    found = piece.found
    ends = not re.search(r"\w", piece.text[found[-1].to :])
    begins = not re.search(r"\w", piece.text[: found[0].at])
    if ends and not begins:
        start = 0
        for each in found:
            yield SlotItem(
                each.reading, signs.tidy(piece.text[start : each.at].strip(" (–—-:,;.")), piece.where, piece.text[each.at : each.to]
            )
            start = each.to
        return
    if not begins and (before := piece.text[: found[0].at].strip(" \t:–—-")):
        head = dayheads.head(before)
        yield DayItem(replace(head, title=""), piece.where, before) if head else TextItem(before, piece.where, gap=piece.gap)
    for at, each in enumerate(found):
        end = found[at + 1].at if at + 1 < len(found) else len(piece.text)
        title = re.sub(r"[\s;,|•·/–—-]+$", "", _rest(piece.text[:end], each))
        title = title[:-1] if title.endswith(".") and title.count(".") == 1 else title
        yield SlotItem(each.reading, title, piece.where, piece.text[each.at : each.to])

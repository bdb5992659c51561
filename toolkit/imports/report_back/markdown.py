"""One line of typed Markdown changed, put in or taken out, and everything else of the text left as it was typed.

Each function gives what the text may be then, the best first: signs of emphasis and links stay where they can. Whoever asks looks which
of them prints what was wanted. Knows no report.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from toolkit.document.places import CALL, CELL, Leaf, definitions, typed
from toolkit.imports.returned.likeness import folded

_TOKEN = re.compile(rf"\w+|{CELL}|[^\S{CELL}]+|[^\w\s]")
_MARKER = re.compile(r"([\s>]*)([-*+]|\d{1,9}[.)])(\s+)")
_BLANK = " \t>"


@dataclass(frozen=True, slots=True)
class NewNote:
    """A footnote that comes: its paragraphs as plain words, or the lines as they were typed elsewhere."""

    texts: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def tokens(text: str) -> list[str]:
    """Words, spaces and signs."""
    return _TOKEN.findall(text)


def matched(one: Sequence[str], other: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """How one row of words becomes another; words are the same that are read the same."""
    left, right = ([folded(each) or each for each in words] for words in (one, other))
    return SequenceMatcher(None, left, right, autojunk=False).get_opcodes()


# A line reworded.


def retyped(markdown: str, leaf: Leaf, new: str, labels: Sequence[str]) -> Iterator[str]:
    """The text with other words in this line; `labels` are those of the footnotes that `new` calls, in their order."""
    if leaf.kind == "as-is":
        return
    for words in _words(leaf, new):
        called = _called(words, labels)
        if called is not None:
            yield from _put_back(markdown, leaf, called)


def _words(leaf: Leaf, new: str) -> Iterator[str]:
    """What is typed for the new words: with the signs that stood between the old ones, else without any."""
    source = _with_calls(leaf)
    if source is not None:
        at = _aligned(leaf.text.replace("\n", " "), source)
        if at is not None:
            yield _carried(leaf.text.replace("\n", " "), source, at, new, leaf.kind == "row", whole=True)
            yield _carried(leaf.text.replace("\n", " "), source, at, new, leaf.kind == "row", whole=False)
    yield typed(new, cell=leaf.kind == "row")


def _with_calls(leaf: Leaf) -> str | None:
    """The typed line with one sign for each footnote that it calls; None where these cannot be told apart."""
    source = re.sub(r"(\\| {2,})?\n", " ", leaf.typed)
    for note in leaf.notes:
        sign = f"[^{note.label}]"
        if note.label is None or sign not in source:
            return None
        source = source.replace(sign, CALL, 1)
    return source


def _aligned(text: str, source: str) -> list[int] | None:
    """For each letter that is printed its place in what was typed; None where it is not all found."""
    at: list[int] = []
    if text == source:
        return list(range(len(text)))
    places = [-1] * len(text)
    for start, to, size in SequenceMatcher(None, text, source, autojunk=False).get_matching_blocks():
        places[start : start + size] = range(to, to + size)
    if -1 not in places:
        return places
    here = 0
    for letter in text:
        found = source.find(letter, here)
        if found < 0:
            return None
        at.append(found)
        here = found + 1
    return at


def _carried(text: str, source: str, at: list[int], new: str, cell: bool, *, whole: bool) -> str:
    """The typed line with what differs replaced. `whole`: signs within what goes go with it; else they stay around what comes."""
    old, fresh = tokens(text), tokens(new)
    starts = _starts(old)
    made: list[str] = []
    here = 0
    for sign, start, end, first, last in matched(old, fresh):
        if sign == "equal":
            continue
        begin, stop = starts[start], starts[end]
        come = "".join(fresh[first:last])
        come = typed(come, cell=cell)
        if begin == stop:
            put = at[begin - 1] + 1 if begin else (at[0] if at else len(source))
            made += [source[here:put], come]
            here = put
        else:
            made.append(source[here : at[begin]])
            here = at[stop - 1] + 1
            left = "" if whole else "".join(source[to] for to in range(at[begin], here) if to not in set(at[begin:stop]))
            made.append(come + left)
    return "".join([*made, source[here:]])


def _starts(words: Sequence[str]) -> list[int]:
    found = [0]
    for word in words:
        found.append(found[-1] + len(word))
    return found


def _called(words: str, labels: Sequence[str]) -> str | None:
    """Footnotes by their labels again."""
    parts = words.split(CALL)
    if len(parts) != len(labels) + 1:
        return None
    return parts[0] + "".join(f"[^{label}]{part}" for label, part in zip(labels, parts[1:], strict=True))


def _put_back(markdown: str, leaf: Leaf, words: str) -> Iterator[str]:
    lines = markdown.split("\n")
    first = lines[leaf.start]
    if leaf.kind == "row":
        yield "\n".join([*lines[: leaf.start], _lead(first) + row(words), *lines[leaf.end :]])
        return
    begins = leaf.typed.split("\n")[0]
    at = first.find(begins)
    if at < 0:
        return
    lead, tail = first[:at], first[at + len(begins) :] if leaf.kind == "heading" else ""
    yield "\n".join([*lines[: leaf.start], *_typed_lines(lead, words, leaf.kind == "heading", tail), *lines[leaf.end :]])


def _lead(line: str) -> str:
    """What stands before a row: the signs of a quotation, an indent."""
    return line[: len(line) - len(line.lstrip(_BLANK))]


def _typed_lines(lead: str, words: str, flat: bool, tail: str = "") -> list[str]:
    parts = words.split("\n")
    if flat:
        return [lead + " ".join(part.rstrip("\\") for part in parts) + tail]
    return [lead + parts[0], *(re.sub(r"[^>\s]", " ", lead) + part for part in parts[1:])]


def row(words: str) -> str:
    """Cells as a line of a table."""
    cells = [re.sub(r"(?<!\\)\|", r"\\|", cell.strip()) for cell in words.split(CELL)]
    return f"| {' | '.join(cells)} |"


# A footnote's own words.


def note_retyped(markdown: str, start: int, end: int, old: str, new: str) -> Iterator[str]:
    """The text with other words in one paragraph of a footnote, which stands on these lines."""
    lines = markdown.split("\n")
    found = re.match(r"([\s>]*(?:\[\^[^\]\s]+\]:[ \t]*)?(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)", lines[start])
    lead = found[0] if found else ""
    source = " ".join([lines[start][len(lead) :], *(line.strip(_BLANK) for line in lines[start + 1 : end])])
    at = _aligned(old.replace("\n", " "), source)
    made = [_carried(old.replace("\n", " "), source, at, new, False, whole=whole) for whole in (True, False)] if at is not None else []
    for words in (*made, typed(new)):
        yield "\n".join([*lines[:start], lead + words.replace("\\\n", " "), *lines[end:]])


def with_notes(markdown: str, notes: Mapping[str, NewNote]) -> str:
    """The text with the words of new footnotes at its end, by their labels."""
    for label, note in notes.items():
        paragraphs = note.lines or tuple(line for text in note.texts for line in ("", f"    {typed(text)}"))[1:]
        first = paragraphs[0].strip() if paragraphs else ""
        body = "\n".join([f"[^{label}]: {first}", *paragraphs[1:]])
        lines = markdown.rstrip("\n").split("\n")
        gap = "\n" if lines[-1].startswith("[^") else "\n\n"
        markdown = f"{markdown.rstrip(chr(10))}{gap if markdown.strip() else ''}{body}\n"
    return markdown


def note_lines(markdown: str, label: str) -> tuple[str, ...]:
    """How a footnote was typed, without its label."""
    span = definitions(markdown).get(label)
    if span is None:
        return ()
    lines = markdown.split("\n")[span[0] : span[1]]
    return (re.sub(r"^[\s>]*\[\^[^\]\s]+\]:[ \t]*", "", lines[0]), *lines[1:])


def without_notes(markdown: str, labels: Sequence[str]) -> str:
    """The text without the words of these footnotes, which nothing calls any more."""
    for label in labels:
        span = definitions(markdown).get(label)
        if span is not None:
            lines = markdown.split("\n")
            markdown = "\n".join(_closed(lines[: span[0]], lines[span[1] :]))
    return markdown


def free_label(markdown: str, taken: Sequence[str]) -> str:
    """A label that no footnote of the text has."""
    used = {*definitions(markdown), *re.findall(r"\[\^([^\]\s]+)\]", markdown), *taken}
    return next(label for number in range(1, len(used) + 2) if (label := f"w{number}") not in used)


# A line out, a line in.


def without(markdown: str, leaf: Leaf) -> Iterator[str]:
    """The text without this line."""
    lines = markdown.split("\n")
    yield "\n".join(_closed(lines[: leaf.start], lines[leaf.end :]))
    yield "\n".join([*lines[: leaf.start], "", *lines[leaf.end :]])


def _closed(before: list[str], after: list[str]) -> list[str]:
    """Two parts of a text, with one empty line where there were two."""
    if before and after and not before[-1].strip(_BLANK) and not after[0].strip(_BLANK):
        return [*before, *after[1:]]
    if not after and before and not before[-1].strip(_BLANK):
        return [*before[:-1], ""] if len(before) > 1 else before
    return [*before, *after]


def with_line(markdown: str, leaves: Sequence[Leaf], at: int, words: str, shape: str, level: int) -> Iterator[str]:
    """The text with a new line in it, as number `at` of its lines: `words` as they are typed, `level` of a heading or depth of an item."""
    before = leaves[at - 1] if at else None
    after = leaves[at] if at < len(leaves) else None
    lines = markdown.split("\n")
    match shape:
        case "row":
            yield from _with_row(lines, before, after, words)
        case "item":
            yield from _with_item(lines, leaves, at, words, max(level, 1))
            yield from _apart(lines, before, after, [f"- {words}"])
        case "heading":
            yield from _apart(lines, before, after, [f"{'#' * _signs(leaves, level)} {words.replace(chr(10), ' ')}"])
        case _:
            yield from _with_paragraph(lines, before, after, words.split("\n"))


def _signs(leaves: Sequence[Leaf], level: int) -> int:
    """The highest heading of a text is printed on the second level, below its section's."""
    highest = min((leaf.level for leaf in leaves if leaf.kind == "heading"), default=1)
    return max(1, min(6, highest + max(0, level - 2)))


def _with_row(lines: list[str], before: Leaf | None, after: Leaf | None, words: str) -> Iterator[str]:
    if before is None or before.kind != "row":
        return
    at = before.end + 1 if before.heads else before.end
    yield "\n".join([*lines[:at], _lead(lines[before.start]) + row(words), *lines[at:]])


def _with_item(lines: list[str], leaves: Sequence[Leaf], at: int, words: str, depth: int) -> Iterator[str]:
    before = leaves[at - 1] if at else None
    after = leaves[at] if at < len(leaves) else None
    if before is not None and before.depth:
        like = next((leaf for leaf in reversed(leaves[:at]) if leaf.depth == depth and _MARKER.match(lines[leaf.start])), None)
        if depth > before.depth:
            found = _MARKER.match(lines[before.start])
            lead = re.sub(r"[^>\s]", " ", found[0]) + "- " if found else "  - "
        elif like is not None:
            alike = _MARKER.match(lines[like.start])
            lead = alike[0] if alike else "- "
        else:
            lead = "- "
        yield "\n".join([*lines[: before.end], *_typed_lines(lead, words, False), *lines[before.end :]])
    if after is not None and after.depth and (found := _MARKER.match(lines[after.start])):
        yield "\n".join([*lines[: after.start], *_typed_lines(str(found[0]), words, False), *lines[after.start :]])


def _with_paragraph(lines: list[str], before: Leaf | None, after: Leaf | None, words: list[str]) -> Iterator[str]:
    if before is not None and after is not None and before.quoted and after.quoted:
        at = before.end
        yield "\n".join([*lines[:at], ">", *(f"> {word}" for word in words), ">", *lines[at:]])
    yield from _apart(lines, before, after, words)


def _apart(lines: list[str], before: Leaf | None, after: Leaf | None, new: list[str]) -> Iterator[str]:
    """With an empty line on either side."""
    places = [before.end] if before is not None else []
    places += [after.start] if after is not None else []
    for at in places or [0]:
        head, tail = lines[:at], lines[at:]
        gap_before = [""] if head and head[-1].strip() else []
        gap_after = [""] if tail and tail[0].strip() else []
        yield "\n".join([*head, *gap_before, *new, *gap_after, *tail])

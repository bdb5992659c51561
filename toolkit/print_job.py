"""The print job of one day: a PDF for each paper and sides setting, every document as often as it is wanted, in the order of the pack.

What may lie at reception is in files of its own, apart from what one prints oneself. These files go to a printer and nowhere else: they
have no tags, no bookmarks and no title, for a copy of a copy is read by nobody.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace

from toolkit import press as printing
from toolkit.as_printed import mark
from toolkit.documents import print_lines
from toolkit.documents.print_lines import Line
from toolkit.documents.registry import Edition, Options, PaperSize
from toolkit.language import N_, language
from toolkit.material import STOPPED, Material, PackError, Task, tree_key
from toolkit.material import key_of as key_for
from toolkit.press import Press

NO_DAY = N_("There is no day {day} in this agenda; it has {days}.")
NOTHING = N_("Nothing is printed for day {day}.")
NO_SECOND = N_("A print job in two languages needs a convening that has two: name the second under languages, as languages: [en, fr].")
_SIDES = {1: "one-side", 2: "both-sides"}


@dataclass(frozen=True, slots=True)
class Pile:
    """What a printer takes with one setting: who may carry it, on which paper, on how many sides, and its lines."""

    name: str
    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Made:
    """The day's piles, their files by name, the marks of what each holds, and the ids of those whom it names."""

    piles: tuple[Pile, ...]
    files: Mapping[str, bytes] = field(repr=False)
    marks: Mapping[str, Mapping[Task, str]] = field(repr=False)
    named: Mapping[str, tuple[tuple[Task, frozenset[str]], ...]] = field(repr=False)


def lines(
    material: Material, day: int | None = None, edition: Edition = "usual", paper: PaperSize | None = None,
    known: Mapping[str, int] | None = None,
) -> tuple[Line, ...]:
    """What is printed for one day, or for all of them. `known` has the pages of trees that were laid out before, by `tree_key`.

    Two languages are the meeting's own and the next of those that it has.

    :raises PackError: two languages are asked for, and the meeting has one.
    """
    convening = material.convening
    second = next((code for code in convening.languages if code != convening.language), "") if edition == "bilingual" else ""
    if edition == "bilingual" and not second:
        raise PackError(NO_SECOND)
    options = Options(
        "organisers", language(convening.language), convening.language, paper, material.exercises, material.assets, edition,
        second=language(second) if second else None, pages=material.pages,
    )
    return print_lines.lines(convening, options, day, (lambda document: known.get(tree_key(document, "pdf"))) if known else None)


def days_of(material: Material) -> int:
    """An agenda without a day is printed as one."""
    return max(1, len(material.convening.days))


def day_lines(
    material: Material, day: int, edition: Edition = "usual", paper: PaperSize | None = None, known: Mapping[str, int] | None = None
) -> tuple[Line, ...]:
    """:raises PackError: there is no such day."""
    days = days_of(material)
    if not 1 <= day <= days:
        raise PackError(NO_DAY, day=day, days=days)
    return lines(material, day, edition, paper, known)


def task_of(line: Line, paper: PaperSize | None = None) -> Task:
    return Task(line.spec, "pdf", line.spec.audience, line.language, paper, f"{line.spec.name}.pdf", line.edition, line.second)


def key_of(line: Line) -> str:
    """Names a line of a job: its document and its language."""
    return f"{line.spec.name}.{line.language}"


def piles(day: int, wanted: Iterable[Line]) -> tuple[Pile, ...]:
    """By who may carry them, paper and sides, in the order in which they first come. What is not wanted at all makes no pile."""
    found: dict[str, list[Line]] = {}
    for line in wanted:
        if line.copies:
            found.setdefault(f"print-job-day-{day}.{line.circle}.{line.paper}.{_SIDES[line.sides]}.pdf", []).append(line)
    return tuple(Pile(name, tuple(held)) for name, held in sorted(found.items(), key=lambda each: each[1][0].circle))


def make(
    material: Material, day: int, press: Press, *, copies: Mapping[str, int] | None = None, edition: Edition = "usual",
    paper: PaperSize | None = None, known: dict[str, int] | None = None, progress: Callable[[int, int], None] = lambda done, total: None,
) -> Made:
    """The day's files by name; the names say paper, sides and who may carry them, and nothing of the meeting.

    `copies` are those that somebody changed by hand, by `key_of`; 0 leaves a document out. `known` takes the pages of each tree.

    :raises PackError: there is no such day, nothing to print, or a document would say what its readers may not know.
    :raises CannotWriteError: no PDF can be made on this computer.
    """
    wanted = [changed for line in day_lines(material, day, edition, paper) if (changed := _changed(line, copies or {})).copies]
    if not wanted:
        raise PackError(NOTHING, day=day)
    printed = _printed(material, wanted, press, paper, {} if known is None else known, progress)
    counted = [replace(line, pages=made.files[0].pages) for line, made in zip(wanted, printed, strict=True)]
    held = {key_of(line): made for line, made in zip(wanted, printed, strict=True)}
    found = piles(day, counted)
    prints = {made.which: made.bare for made in printed}
    return Made(
        found,
        {pile.name: _pile([(line, held[key_of(line)].files[0].data) for line in pile.lines]) for pile in found},
        {pile.name: {task: mark(material, task, prints) for line in pile.lines for task in (task_of(line, paper),)} for pile in found},
        {pile.name: tuple((task_of(line, paper), held[key_of(line)].named) for line in pile.lines) for pile in found},
    )


def count(
    material: Material, wanted: Iterable[Line], press: Press, known: dict[str, int], progress: Callable[[int, int], None]
) -> None:
    """Learn the pages of what was not laid out yet.

    :raises CannotWriteError: no PDF can be made on this computer, or not of one of these.
    """
    sent = printing.parcel(material)
    due = {task_of(line).which for line in wanted}
    waiting = {press.run(printing.count, sent, which, dict(known), True) for which in due}
    progress(0, len(waiting))
    for done, future in enumerate(as_completed(waiting), 1):
        print_, pages = future.result()
        if pages is not None:
            known[key_for(print_, "pdf")] = pages
        progress(done, len(waiting))


def _changed(line: Line, copies: Mapping[str, int]) -> Line:
    return replace(line, copies=copies.get(key_of(line), line.copies))


def _printed(
    material: Material, wanted: Sequence[Line], press: Press, paper: PaperSize | None, known: dict[str, int],
    progress: Callable[[int, int], None],
) -> list[printing.Made]:
    """Every document once, each searched for what its readers may not know."""
    sent = printing.parcel(material)
    tasks = [task_of(line, paper) for line in wanted]
    waiting = {press.run(printing.make, sent, task.which, [("pdf", task.file)]): at for at, task in enumerate(tasks)}
    found: dict[int, printing.Made] = {}
    try:
        for future in as_completed(waiting):
            at = waiting[future]
            try:
                made = future.result()
            except BrokenProcessPool:
                raise PackError(STOPPED, file=tasks[at].file) from None
            (leaf,) = made.files
            if leaf.problem is not None:
                raise leaf.problem
            known[key_for(made.print, "pdf")] = leaf.pages
            found[at] = made
            progress(len(found), len(waiting))
    finally:
        for future in waiting:
            future.cancel()
    return [found[at] for at in range(len(wanted))]


def _pile(pile: Sequence[tuple[Line, bytes]]) -> bytes:
    """One after the other, each copy from a front side on: what ends on a front has an empty back."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for line, data in pile:
        one = pypdfium2.PdfDocument(data)
        if len(one) % line.sides:
            one.new_page(*one[0].get_size())
        whole.import_pages(one, list(range(len(one))) * line.copies)
        one.close()
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()

"""The print job of one day: a PDF for each paper and sides setting, every document as often as it is wanted, in the order of the pack.

What may lie at reception is in files of its own, apart from what one prints oneself. These files go to a printer and nowhere else: they
have no tags, no bookmarks and no title, for a copy of a copy is read by nobody.
"""

import io
from collections.abc import Mapping, Sequence

from toolkit.documents import print_lines
from toolkit.documents.print_lines import Line
from toolkit.documents.registry import Options
from toolkit.language import N_, language
from toolkit.pack import Material, PackError, Press, Task, leaked, page_count

NO_DAY = N_("There is no day {day} in this agenda; it has {days}.")
NOTHING = N_("Nothing is printed for day {day}.")
_SIDES = {1: "one-side", 2: "both-sides"}


def make(material: Material, day: int, press: Press) -> Mapping[str, bytes]:
    """The day's files by name; the names say paper, sides and who may carry them, and nothing of the meeting.

    :raises PackError: there is no such day, nothing to print, or a document would say what its readers may not know.
    :raises CannotWriteError: no PDF can be made on this computer.
    """
    days = max(1, len(material.convening.days))
    if not 1 <= day <= days:
        raise PackError(NO_DAY, day=day, days=days)
    wanted = [line for line in lines(material) if line.day == day]
    if not wanted:
        raise PackError(NOTHING, day=day)
    printed = _printed(material, wanted, press)
    piles: dict[str, list[tuple[int, int, bytes]]] = {}
    for line, data in zip(wanted, printed, strict=True):
        sides = 1 if page_count(data) == 1 else line.spec.sides
        name = f"print-job-day-{day}.{line.circle}.{line.paper}.{_SIDES[sides]}.pdf"
        piles.setdefault(name, []).append((line.copies, sides, data))
    return {name: _pile(pile) for name, pile in piles.items()}


def lines(material: Material) -> tuple[Line, ...]:
    convening = material.convening
    options = Options("organisers", language(convening.language), convening.language, convening.paper, material.exercises, material.assets)
    return print_lines.lines(convening, options)


def _printed(material: Material, wanted: Sequence[Line], press: Press) -> list[bytes]:
    """Every document once, each searched for what its readers may not know."""
    tasks = [Task(line.spec, "pdf", line.spec.audience, line.language, None, f"{line.spec.name}.pdf") for line in wanted]
    waiting = [press.submit(material.tree(task), "pdf") for task in tasks]
    made = []
    for task, future in zip(tasks, waiting, strict=True):
        written = future.result()
        if found := leaked(material, task, written):
            raise found
        made.append(written.data)
    return made


def _pile(pile: Sequence[tuple[int, int, bytes]]) -> bytes:
    """One after the other, each copy from a front side on: what ends on a front has an empty back."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for copies, sides, data in pile:
        one = pypdfium2.PdfDocument(data)
        if len(one) % sides:
            one.new_page(*one[0].get_size())
        whole.import_pages(one, list(range(len(one))) * copies)
        one.close()
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()

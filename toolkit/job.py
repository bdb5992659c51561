"""What is made in the background while somebody watches: how far it is, and in the end its files. A pack is one ZIP for each audience."""

import logging
import pathlib
import re
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, as_completed
from concurrent.futures.process import BrokenProcessPool

from toolkit import leaks, on_disk, print_job
from toolkit.as_printed import Known, mark
from toolkit.convening.model import Audience
from toolkit.documents.print_lines import Line
from toolkit.documents.registry import Edition, PaperSize
from toolkit.language import Language
from toolkit.language.said import SaidError
from toolkit.material import NOT_BUILT, STOPPED, HeldError, Material, PackError, Task, Which, key_of
from toolkit.pack import as_asked, lays_out
from toolkit.press import Leaf, Made, Press, counted, make, parcel
from toolkit.print_job import Made as Piles
from toolkit.writers.formats import CannotWriteError

PAPERS = frozenset({"pdf", "docx"})
"""The formats that are printed."""

_log = logging.getLogger(__name__)


class Making:
    """Something being made in the background."""

    def __init__(self, number: str, total: int) -> None:
        self.id = number
        self.total = total
        self.done = 0
        self.problems: tuple[Exception, ...] = ()
        self.finished = False

    def failed(self, say: Language) -> tuple[str, ...]:
        """What went wrong, each thing once; files that were held back are told for themselves."""
        return tuple(dict.fromkeys(sentence(problem, say) for problem in self.problems if not isinstance(problem, HeldError)))

    def run(self, make: Callable[[], None]) -> None:
        """Everything in one go; started in a thread by `begin`. Whatever happens, it ends finished and with a word about it."""
        try:
            make()
        except (PackError, CannotWriteError) as refused:
            self.problems = (*self.problems, refused)
        except CancelledError as stopped:  # the data was closed or forgotten meanwhile
            self.problems = (*self.problems, PackError(NOT_BUILT, kind=type(stopped).__name__))
        except Exception as fault:
            # A tree that could not be built is our fault; its trace could hold names, so only the kind of fault is told.
            self.problems = (*self.problems, PackError(NOT_BUILT, kind=type(fault).__name__))
            _log.error("pack %s: %s at %s", self.id, type(fault).__name__, _place(fault))
        finally:
            self.finished = True

    def tell(self, done: int, total: int) -> None:
        self.done, self.total = done, total

    def begin(self, make: Callable[[], None]) -> None:
        threading.Thread(target=self.run, args=(make,), name=f"pack-{self.id}", daemon=True).start()


class Job(Making):
    """A pack being made: in the end one ZIP for each audience, and the marks of what each holds. `paper` is the meeting's."""

    def __init__(self, number: str, total: int, paper: PaperSize) -> None:
        super().__init__(number, total)
        self.paper = paper
        self.zips: dict[Audience, bytes] = {}
        self.marks: dict[Audience, dict[Task, str]] = {}
        self.named: dict[Audience, list[tuple[Task, frozenset[str]]]] = {}
        self.doubts: dict[Audience, tuple[leaks.Leak, ...]] = {}
        self._known: Known = {}

    def make(self, material: Material, tasks: Sequence[Task], press: Press, laid_out: dict[str, int]) -> None:
        files: dict[Audience, dict[str, bytes]] = {}
        last = [task for task in tasks if task.spec.counts_pages]
        self._print(material, [task for task in tasks if not task.spec.counts_pages], press, files, laid_out)
        if last:
            codes = [task.language for task in last]
            whole, prints = counted(material, press, laid_out, codes, lays=lays_out(tasks), **as_asked(tasks))
            self._known.update(prints)
            self._print(whole, last, press, files, laid_out)
        self.zips = {audience: on_disk.zip_files(found) for audience, found in files.items()}

    def _print(
        self, material: Material, tasks: Sequence[Task], press: Press, files: dict[Audience, dict[str, bytes]], laid_out: dict[str, int]
    ) -> None:
        due: dict[Which, list[Task]] = {}
        for task in tasks:
            due.setdefault(task.which, []).append(task)
        sent = parcel(material)
        waiting = {press.run(make, sent, which, [(task.format, task.file) for task in held]): held for which, held in due.items()}
        for future in as_completed(waiting):
            held = waiting[future]
            try:
                made = future.result()
            except (BrokenProcessPool, CancelledError):
                self.problems = (*self.problems, *(PackError(STOPPED, file=task.file) for task in held))
            else:
                for leaf in made.files:
                    self._take(material, next(task for task in held if task.format == leaf.format), made, leaf, files, laid_out)
            self.done += len(held)

    def _take(
        self, material: Material, task: Task, made: Made, leaf: Leaf, files: dict[Audience, dict[str, bytes]], laid_out: dict[str, int]
    ) -> None:
        if leaf.problem is not None:
            self.problems = (*self.problems, leaf.problem)
            return
        files.setdefault(task.audience, {})[task.file] = leaf.data
        self.named.setdefault(task.audience, []).append((task, made.named))
        if leaf.doubts:
            self.doubts[task.audience] = (*self.doubts.get(task.audience, ()), *leaf.doubts)
        if task.format == "pdf":
            laid_out[key_of(made.print, "pdf")] = leaf.pages
        self._known[task.which] = made.bare
        if task.format in PAPERS:
            self.marks.setdefault(task.audience, {})[task] = mark(material, task, self._known)


def sentence(problem: Exception, say: Language) -> str:
    """A problem in a person's language, where it knows how to say itself."""
    return problem.say(say) if isinstance(problem, SaidError) else str(problem)


def _place(fault: BaseException) -> str:
    """The line that failed: in this process, or in the worker whose trace came with the fault."""
    if fault.__cause__ is not None and (lines := re.findall(r'File "([^"\n]+)", line (\d+)', str(fault.__cause__))):
        file, line = lines[-1]
        return f"{pathlib.Path(file).name}:{line}"
    frames = traceback.extract_tb(fault.__traceback__)
    return f"{pathlib.Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def start(material: Material, tasks: Sequence[Task], press: Press, number: str, laid_out: dict[str, int] | None = None) -> Job:
    """Begin a pack in the background. `laid_out` knows the pages of each tree, and learns them."""
    job = Job(number, len(tasks), material.convening.paper)
    job.begin(lambda: job.make(material, tasks, press, {} if laid_out is None else laid_out))
    return job


class DayJob(Making):
    """The print job of one day: in the end a file for each pile. `paper` is the meeting's."""

    def __init__(self, number: str, day: int, paper: PaperSize) -> None:
        super().__init__(number, 0)
        self.day = day
        self.paper = paper
        self.made: Piles | None = None

    def make(self, material: Material, press: Press, copies: Mapping[str, int], edition: Edition, laid_out: dict[str, int]) -> None:
        self.made = print_job.make(material, self.day, press, copies=copies, edition=edition, known=laid_out, progress=self.tell)


class Counting(Making):
    """The pages of some documents, for a table that is looked at meanwhile."""

    def make(self, material: Material, lines: Sequence[Line], press: Press, laid_out: dict[str, int]) -> None:
        print_job.count(material, lines, press, laid_out, self.tell)

"""What is made in the background while somebody watches: how far it is, and in the end its files. A pack is one ZIP for each audience."""

import logging
import pathlib
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures.process import BrokenProcessPool

from toolkit import leaks, on_disk, print_job
from toolkit.as_printed import Known, key, mark
from toolkit.convening.model import Audience
from toolkit.document.blocks import Document
from toolkit.document.fingerprint import fingerprint
from toolkit.documents.naming import named_in
from toolkit.documents.print_lines import Line
from toolkit.documents.registry import Edition, PaperSize
from toolkit.language import Language
from toolkit.language.said import SaidError
from toolkit.pack import (
    NOT_BUILT,
    STOPPED,
    HeldError,
    Material,
    PackError,
    Press,
    Task,
    Written,
    as_asked,
    counted,
    doubted,
    lays_out,
    leaked,
    page_count,
    tree_key,
)
from toolkit.print_job import Made
from toolkit.writers import formats
from toolkit.writers.formats import FORMATS, CannotWriteError

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
        self._print(material, [task for task in tasks if not task.spec.counts_pages], press, files, laid_out, len(last))
        if last:
            codes = [task.language for task in last]
            whole = counted(material, press if lays_out(tasks) else None, laid_out, codes, **as_asked(tasks))
            self._print(whole, last, press, files, laid_out, 0)
        self.zips = {audience: on_disk.zip_files(found) for audience, found in files.items()}

    def _print(
        self, material: Material, tasks: Sequence[Task], press: Press, files: dict[Audience, dict[str, bytes]],
        laid_out: dict[str, int], more: int,
    ) -> None:
        waiting: dict[Future[Written], Task] = {}
        trees: dict[tuple[object, ...], Document] = {}
        named: dict[tuple[object, ...], frozenset[str]] = {}
        for task in tasks:
            which = _which(task)
            document = trees.get(which) or trees.setdefault(which, material.tree(task))
            if not material.pages:
                self._known.setdefault(key(task), fingerprint(document))
            if formats.has(document, FORMATS[task.format]):
                waiting[press.submit(document, task.format)] = task
        self.total = self.done + len(waiting) + more
        for future in as_completed(waiting):
            task = waiting[future]
            try:
                written = future.result()
                problem: Exception | None = leaked(material, task, written)
                if problem is None:
                    files.setdefault(task.audience, {})[task.file] = written.data
                    which = _which(task)
                    if which not in named:
                        named[which] = named_in(trees[which], material.convening, task.audience)
                    self.named.setdefault(task.audience, []).append((task, named[which]))
                    if doubts := doubted(material, task, written):
                        self.doubts[task.audience] = (*self.doubts.get(task.audience, ()), *doubts)
                    if task.format == "pdf":
                        laid_out[tree_key(trees[_which(task)], "pdf")] = page_count(written.data)
                    if task.format in PAPERS:
                        self.marks.setdefault(task.audience, {})[task] = mark(material, task, self._known)
            except CannotWriteError as refused:
                problem = refused
            except BrokenProcessPool:
                problem = PackError(STOPPED, file=task.file)
            if problem is not None:
                self.problems = (*self.problems, problem)
            self.done += 1


def _which(task: Task) -> tuple[object, ...]:
    return task.spec.name, task.audience, task.language, task.paper, task.edition, task.second


def sentence(problem: Exception, say: Language) -> str:
    """A problem in a person's language, where it knows how to say itself."""
    return problem.say(say) if isinstance(problem, SaidError) else str(problem)


def _place(fault: BaseException) -> str:
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
        self.made: Made | None = None

    def make(self, material: Material, press: Press, copies: Mapping[str, int], edition: Edition, laid_out: dict[str, int]) -> None:
        self.made = print_job.make(material, self.day, press, copies=copies, edition=edition, known=laid_out, progress=self.tell)


class Counting(Making):
    """The pages of some documents, for a table that is looked at meanwhile."""

    def make(self, material: Material, lines: Sequence[Line], press: Press, laid_out: dict[str, int]) -> None:
        print_job.count(material, lines, press, laid_out, self.tell)

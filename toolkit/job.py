"""A pack that is made in the background while somebody watches: how far it is, and in the end one ZIP for each audience."""

import logging
import pathlib
import threading
import traceback
from collections.abc import Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures.process import BrokenProcessPool

from toolkit import leaks
from toolkit.convening.model import Audience
from toolkit.document.blocks import Document
from toolkit.documents.naming import named_in
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
    counted,
    doubted,
    lays_out,
    leaked,
    page_count,
    tree_key,
    zip_files,
)
from toolkit.writers import formats
from toolkit.writers.formats import FORMATS, CannotWriteError

_log = logging.getLogger(__name__)


class Job:
    """A pack being made in the background: how far it is, and in the end one ZIP for each audience, with the ids of those it names."""

    def __init__(self, number: str, total: int) -> None:
        self.id = number
        self.total = total
        self.done = 0
        self.problems: tuple[Exception, ...] = ()
        self.zips: dict[Audience, bytes] = {}
        self.named: dict[Audience, list[tuple[Task, frozenset[str]]]] = {}
        self.doubts: dict[Audience, tuple[leaks.Leak, ...]] = {}
        self.finished = False

    def failed(self, say: Language) -> tuple[str, ...]:
        """What went wrong, each thing once; files that were held back are told for themselves."""
        return tuple(dict.fromkeys(sentence(problem, say) for problem in self.problems if not isinstance(problem, HeldError)))

    def run(self, material: Material, tasks: Sequence[Task], press: Press) -> None:
        """Everything in one go; started in a thread by `start`. Whatever happens, it ends finished and with a word about it."""
        try:
            self._make(material, tasks, press)
        except Exception as fault:
            # A tree that could not be built is our fault; its trace could hold names, so only the kind of fault is told.
            self.problems = (*self.problems, PackError(NOT_BUILT, kind=type(fault).__name__))
            _log.error("pack %s: %s at %s", self.id, type(fault).__name__, _place(fault))
        finally:
            self.finished = True

    def _make(self, material: Material, tasks: Sequence[Task], press: Press) -> None:
        files: dict[Audience, dict[str, bytes]] = {}
        laid_out: dict[str, int] = {}
        last = [task for task in tasks if task.spec.counts_pages]
        self._print(material, [task for task in tasks if not task.spec.counts_pages], press, files, laid_out, len(last))
        if last:
            whole = counted(material, press if lays_out(tasks) else None, laid_out, [task.language for task in last])
            self._print(whole, last, press, files, laid_out, 0)
        self.zips = {audience: zip_files(found) for audience, found in files.items()}

    def _print(
        self, material: Material, tasks: Sequence[Task], press: Press, files: dict[Audience, dict[str, bytes]],
        laid_out: dict[str, int], more: int,
    ) -> None:
        waiting: dict[Future[Written], Task] = {}
        trees: dict[tuple[object, ...], Document] = {}
        for task in tasks:
            which = (task.spec.name, task.audience, task.language, task.paper)
            document = trees.get(which) or trees.setdefault(which, material.tree(task))
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
                    tree = trees[task.spec.name, task.audience, task.language, task.paper]
                    self.named.setdefault(task.audience, []).append((task, named_in(tree, material.convening, task.audience)))
                    if doubts := doubted(material, task, written):
                        self.doubts[task.audience] = (*self.doubts.get(task.audience, ()), *doubts)
                    if task.format == "pdf":
                        which = (task.spec.name, task.audience, task.language, task.paper)
                        laid_out[tree_key(trees[which], "pdf")] = page_count(written.data)
            except CannotWriteError as refused:
                problem = refused
            except BrokenProcessPool:
                problem = PackError(STOPPED, file=task.file)
            if problem is not None:
                self.problems = (*self.problems, problem)
            self.done += 1


def sentence(problem: Exception, say: Language) -> str:
    """A problem in a person's language, where it knows how to say itself."""
    return problem.say(say) if isinstance(problem, SaidError) else str(problem)


def _place(fault: BaseException) -> str:
    frames = traceback.extract_tb(fault.__traceback__)
    return f"{pathlib.Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def start(material: Material, tasks: Sequence[Task], press: Press, number: str) -> Job:
    """Begin a pack in the background."""
    job = Job(number, len(tasks))
    threading.Thread(target=job.run, args=(material, tasks, press), name=f"pack-{number}", daemon=True).start()
    return job

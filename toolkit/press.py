"""The worker processes that documents are made in.

Nothing is laid out in the planner's own process: a PDF in a thread makes every page twenty-five times slower. For a pack the workers
build the trees and search the files as well, for whatever holds the interpreter holds every page.
"""

import contextlib
import hashlib
import multiprocessing
import os
import pickle
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import ParamSpec, TypeVar

from toolkit import leaks
from toolkit.document import drawn
from toolkit.document.blocks import Document
from toolkit.document.fingerprint import fingerprint
from toolkit.documents.naming import named_in
from toolkit.documents.registry import Edition, PaperSize, Spec, specs
from toolkit.material import NO_FORM, Material, PackError, Task, Which, doubted, key_of, leaked, page_count
from toolkit.writers import formats, processes
from toolkit.writers.formats import FORMATS, CannotWriteError

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Written:
    """One finished file, and all that it says."""

    data: bytes
    says: str


def write(document: Document, name: str) -> Written:
    """One document in one format, in this process."""
    data = FORMATS[name].write(document)
    return Written(data, "\n".join(part for part in (leaks.says(data, name), drawn.words(document)) if part))


def _start_worker(polite: bool) -> None:
    if polite and hasattr(os, "nice"):
        os.nice(10)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose planner was killed has nobody to work for; left alone it would stay until the computer is shut down."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class Press:
    """Worker processes that write documents. `polite` workers let the server go first.

    They are forked from a small server that has WeasyPrint loaded (spawned where there is no fork), so that a second
    worker costs nothing, and they stay until `close`.
    """

    def __init__(self, workers: int | None = None, *, polite: bool = False) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._polite = polite
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> "Press":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, document: Document, name: str) -> "Future[Written]":
        return self.run(write, document, name)

    def run(self, work: Callable[P, R], *args: P.args, **named: P.kwargs) -> "Future[R]":
        """Let a worker do what can be pickled: a function of a module, and its arguments."""
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(self._workers, processes.context(), _start_worker, (self._polite,))
            try:
                return self._pool.submit(work, *args, **named)
            except BrokenProcessPool:
                self._pool = ProcessPoolExecutor(self._workers, processes.context(), _start_worker, (self._polite,))
                return self._pool.submit(work, *args, **named)

    def make(self, material: Material, task: Task) -> bytes:
        """One checked file. One that says how many pages the others have waits until these are laid out.

        :raises CannotWriteError: this machine or this document does not allow the format.
        :raises PackError: the file would tell its audience what it may not know.
        """
        if task.spec.counts_pages:
            material, _ = counted(material, self, {}, paper=task.paper, edition=task.edition)
        made = self.run(make, parcel(material), task.which, ((task.format, task.file),)).result()
        if not made.files:
            raise PackError(NO_FORM, name=task.spec.name, format=FORMATS[task.format].title)
        (file,) = made.files
        if file.problem:
            raise file.problem
        return file.data

    def close(self) -> None:
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=True, cancel_futures=True)
                self._pool = None


# What a worker does for a whole pack: from the convening to checked files.


@dataclass(frozen=True, slots=True)
class Parcel:
    """A material as it is sent to workers: each unpacks it once, however many documents it makes of it."""

    digest: str
    data: bytes = field(repr=False, compare=False)


def parcel(material: Material) -> Parcel:
    held = material.convening, dict(material.exercises), dict(material.assets), dict(material.pages)
    data = pickle.dumps(held, pickle.HIGHEST_PROTOCOL)
    return Parcel(hashlib.sha256(data).hexdigest(), data)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one tree: its fingerprint, with and without the pages of the others, whom it names, and its files, without those
    formats that it does not have.
    """

    which: Which
    print: str
    bare: str
    named: frozenset[str]
    files: "tuple[Leaf, ...]"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file: its bytes, or why there are none. `pages` are those of a PDF, `doubts` what its readers may take for a name."""

    format: str
    data: bytes = field(default=b"", repr=False)
    pages: int = 0
    doubts: tuple[leaks.Leak, ...] = ()
    problem: Exception | None = None


def make(parcel: Parcel, which: Which, wanted: Sequence[tuple[str, str]]) -> Made:
    """In a worker: one tree, and of it a file for each (format, name) that is wanted and that it has."""
    material, known = _unpacked(parcel)
    spec = known[which.document]
    document = material.tree(which.task(spec, "", ""))
    tasks = [which.task(spec, form, file) for form, file in wanted if formats.has(document, FORMATS[form])]
    named = named_in(document, material.convening, which.audience)
    print_ = fingerprint(document)
    bare = fingerprint(replace(material, pages={}).tree(which.task(spec, "", ""))) if spec.counts_pages and material.pages else print_
    return Made(which, print_, bare, named, tuple(_leaf(material, document, task) for task in tasks))


def _leaf(material: Material, document: Document, task: Task) -> Leaf:
    try:
        written = write(document, task.format)
    except CannotWriteError as problem:
        return Leaf(task.format, problem=problem)
    if held := leaked(material, task, written.says):
        return Leaf(task.format, problem=held)
    pages = page_count(written.data) if task.format == "pdf" else 0
    return Leaf(task.format, written.data, pages, doubted(material, task, written.says))


Place = tuple[leaks.Leak, tuple[str, str, str]]
"""What was found, and its line in three parts: before the place, the place, after it."""


def look(parcel: Parcel, which: Which) -> tuple[Place, ...]:
    """In a worker: what one document says of somebody, or may, before it is downloaded; each place once."""
    material, known = _unpacked(parcel)
    task = which.task(known[which.document], "html", f"{which.document}.html")
    says = write(material.tree(task), "html").says
    found = (*material.check.find(task.audience, {task.file: says}), *doubted(material, task, says))
    each = {(leak.kind, leak.id, leak.mark): leak for leak in reversed(found)}
    return tuple((leak, leaks.around(says, leak)) for leak in reversed(each.values()))


def count(parcel: Parcel, which: Which, known: Mapping[str, int], lays: bool) -> tuple[str, int | None]:
    """In a worker: the fingerprint of a tree, and its pages: known by its key, or laid out, where that is worth it and possible."""
    material, specs_ = _unpacked(parcel)
    document = material.tree(which.task(specs_[which.document], "pdf", ""))
    print_ = fingerprint(document)
    pages = known.get(key_of(print_, "pdf"))
    if pages is None and lays:
        with contextlib.suppress(CannotWriteError):
            pages = page_count(FORMATS["pdf"].write(document))
    return print_, pages


@lru_cache(maxsize=2)
def _unpacked(parcel: Parcel) -> tuple[Material, Mapping[str, Spec]]:
    """With and without the pages of the others: two materials serve one pack."""
    material = Material(*pickle.loads(parcel.data))  # noqa: S301 - what the planner itself sent a moment ago
    return material, {spec.name: spec for spec in specs(material.convening, material.exercises)}


def counted(
    material: Material, press: Press, known: dict[str, int], codes: Sequence[str] = (), *, lays: bool = True,
    paper: PaperSize | None = None, edition: Edition = "usual",
) -> tuple[Material, dict[Which, str]]:
    """The same with the pages of every document that is printed, in its own cut and in each language of the meeting; and the
    fingerprint of each of their trees.

    They are those of the edition, where a document has it, and of the paper that was named for all. `known` remembers the pages of each
    tree, by `tree_key`, and learns them. What is not known stays so unless one `lays` it out, and where no PDF can be made.
    """
    convening, sent = material.convening, parcel(material)
    waiting: dict[Which, Future[tuple[str, int | None]]] = {}
    for spec in specs(convening, material.exercises):
        if spec.counts_pages or spec.by_file or spec.asked:
            continue
        for code in dict.fromkeys((convening.language, *convening.languages, *codes)):
            own = edition if edition in spec.editions else "usual"
            which = Task(spec, "pdf", spec.audience, code, paper, "", own).which
            waiting[which] = press.run(count, sent, which, dict(known), lays)
    found: dict[tuple[str, str], int] = {}
    prints: dict[Which, str] = {}
    for which, future in waiting.items():
        with contextlib.suppress(BrokenProcessPool):
            prints[which], pages = future.result()
            if pages is not None:
                found[which.document, which.language] = known[key_of(prints[which], "pdf")] = pages
    return replace(material, pages=found), prints

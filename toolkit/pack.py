"""Many documents at once: what is to be made, in worker processes, only what changed, checked for leaks, zipped for one audience.

Rendering never happens in the server's own process: a PDF in a thread makes every page twenty-five times slower.
"""

import contextlib
import hashlib
import importlib.metadata
import itertools
import json
import logging
import multiprocessing
import os
import pathlib
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache, cached_property
from typing import TypedDict

from toolkit import leaks, on_disk
from toolkit.convening.exercise import Exercise
from toolkit.convening.model import Audience, Convening
from toolkit.document import drawn
from toolkit.document.blocks import Document
from toolkit.document.fingerprint import fingerprint
from toolkit.documents import personal
from toolkit.documents.registry import Edition, Options, PaperSize, Spec, specs
from toolkit.language import N_, Language, language
from toolkit.language.said import SaidError
from toolkit.writers import formats, processes
from toolkit.writers.formats import FORMATS, CannotWriteError

PRINTED = ("pdf", "docx")
"""What a pack is made of when nobody says otherwise: one to print, one to edit."""

_log = logging.getLogger(__name__)
_KEPT_WHEN_EDITED = frozenset({"docx", "xlsx", "md", "html", "csv"})
_WEIGHT = {"pdf": 100, "docx": 3}
_ROOT = pathlib.Path(__file__).parent


class PackError(SaidError):
    """What cannot be made, in one sentence, with what to do."""


NO_SUCH_NEAR = N_("There is no {what} called {name}: did you mean {near}?")
NO_SUCH = N_("There is no {what} called {name}: there are {known}.")
NO_LANGUAGE = N_("{code} is no code of a language: write it as en, fr or pt-BR.")
NOT_FOR = N_("{name} is never made for {audiences}; it is made for {made}.")
NO_EDITION = N_("{name} has no {edition} edition; it has {editions}.")
NO_SECOND = N_("A bilingual edition needs two languages, and this convening has one: name them, as --languages en,fr.")
NO_FORM = N_("{name} has no {format} form.")
HELD = N_("{file} is held back, for it says what {audience} may not read: {what}")
NOT_WRITTEN = N_("{file} could not be written ({reason}): make room for it, or choose another folder.")
STOPPED = N_("{file} was not made: its worker process was stopped, perhaps for want of memory; try again.")
NOT_BUILT = N_("The pack was not made, for a fault of the program ({kind}); what it met is in the window that it was started from.")


@dataclass(frozen=True, slots=True)
class Task:
    """One file to make: which document, for whom, in which language, on which paper, in which format."""

    spec: Spec
    format: str
    audience: Audience
    language: str
    paper: PaperSize | None
    file: str
    edition: Edition = "usual"
    second: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """What every document of one convening is built from, and what its files are held against."""

    convening: Convening
    exercises: Mapping[str, Exercise]
    assets: Mapping[str, bytes] = field(default_factory=dict)
    pages: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def check(self) -> leaks.Check:
        return leaks.Check(self.convening)

    def tree(self, task: Task) -> Document:
        options = Options(
            audience=task.audience,
            language=language(task.language),
            original=self.convening.language,
            paper=task.paper or (None if task.spec.own_paper else self.convening.paper),
            exercises=self.exercises,
            assets=self.assets,
            pages=self.pages,
            edition=task.edition,
            second=language(task.second) if task.second else None,
            people=task.people,
        )
        return task.spec.build(self.convening, options)

    def on(self, paper: PaperSize) -> "Material":
        """The same for a meeting that prints on another paper: what hangs on a wall is on the larger one that goes with it."""
        if paper == self.convening.paper:
            return self
        return replace(self, convening=self.convening.model_copy(update={"paper": paper}))


def plan(
    material: Material,
    *,
    documents: Sequence[str] = (),
    formats: Sequence[str] = (),
    audiences: Sequence[Audience] = (),
    languages: Sequence[str] = (),
    paper: PaperSize | None = None,
    edition: Edition = "usual",
    second: str = "",
    people: Sequence[str] = (),
) -> tuple[Task, ...]:
    """The files to make, in the order of the menu. What is not named is decided by the document itself.

    `people` are those whom letters and the like are for.

    :raises PackError: a document, or a format, that does not exist; a document that is never cut for the audience asked for.
    """
    known = {spec.name: spec for spec in specs(material.convening, material.exercises)}
    for name in documents:
        if name not in known:
            raise _unknown("document", name, known)
    for name in formats:
        if name not in FORMATS:
            raise _unknown("format", name, FORMATS)
    for code in (*languages, *([second] if second else [])):
        if not is_language(code):
            raise PackError(NO_LANGUAGE, code=code)
    personal.check(people, material.convening, [known[name] for name in documents])
    both = _two(material.convening, languages, second) if edition == "bilingual" else ()
    tasks: list[Task] = []
    for spec in known.values():
        if spec.name not in documents and (documents or spec.asked):
            continue
        if edition not in spec.editions or any(spec.in_original(code) for code in both):
            if documents:
                raise PackError(NO_EDITION, name=spec.name, edition=edition, editions=", ".join(spec.editions))
            continue
        cut_for = [audience for audience in audiences if audience in spec.audiences] or ([] if audiences else [spec.audience])
        if not cut_for and documents:
            raise PackError(NOT_FOR, name=spec.name, audiences=", ".join(audiences), made=", ".join(spec.audiences))
        for audience, code, name in itertools.product(cut_for, both[:1] or languages or [material.convening.language], formats or PRINTED):
            parts = [spec.name, *([audience] if len(set(audiences)) > 1 else []), *([code] if len(set(languages)) > 1 else [])]
            parts += [edition] if edition != "usual" else []
            chosen = tuple(dict.fromkeys(people)) if spec.personal else ()
            file = ".".join([*parts, FORMATS[name].extension])
            tasks.append(Task(spec, name, audience, code, paper, file, edition, both[1] if both else "", chosen))
    return tuple(tasks)


def _two(convening: Convening, languages: Sequence[str], second: str) -> tuple[str, str]:
    """The languages of a bilingual edition: those that were named, else the first two of the convening."""
    first = languages[0] if languages else convening.language
    others = [code for code in (second, *languages[1:], *convening.languages, convening.language) if code and code != first]
    if not others:
        raise PackError(NO_SECOND)
    return first, others[0]


def is_language(code: str) -> bool:
    """Whether a code has the form of one (BCP 47)."""
    return re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", code) is not None


def _unknown(what: str, name: str, known: Iterable[str]) -> PackError:
    names = list(known)
    near = get_close_matches(name, names, 1)
    if near:
        return PackError(NO_SUCH_NEAR, what=what, name=name, near=near[0])
    return PackError(NO_SUCH, what=what, name=name, known=", ".join(names))


# Writing, in worker processes.


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
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(self._workers, processes.context(), _start_worker, (self._polite,))
            try:
                return self._pool.submit(write, document, name)
            except BrokenProcessPool:
                self._pool = ProcessPoolExecutor(self._workers, processes.context(), _start_worker, (self._polite,))
                return self._pool.submit(write, document, name)

    def make(self, material: Material, task: Task) -> bytes:
        """One checked file. One that says how many pages the others have waits until these are laid out.

        :raises CannotWriteError: this machine or this document does not allow the format.
        :raises PackError: the file would tell its audience what it may not know.
        """
        if task.spec.counts_pages:
            material = counted(material, self, {}, paper=task.paper, edition=task.edition)
        document = material.tree(task)
        if not formats.has(document, FORMATS[task.format]):
            raise PackError(NO_FORM, name=task.spec.name, format=FORMATS[task.format].title)
        written = self.submit(document, task.format).result()
        if found := leaked(material, task, written):
            raise found
        return written.data

    def close(self) -> None:
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=True, cancel_futures=True)
                self._pool = None


class HeldError(PackError):
    """A finished file that may not leave. Its sentence names nobody: it says which id, and where. `lines` are what stands there."""

    def __init__(self, file: str, audience: Audience, found: tuple[leaks.Leak, ...], lines: tuple[str, ...] = ()) -> None:
        self.file, self.audience, self.found, self.lines = file, audience, found, lines
        super().__init__(HELD, file=file, audience=audience, what=self._what(language("en")))

    def say(self, say: Language) -> str:
        return say(self.message, **{**self.values, "what": self._what(say)})

    def _what(self, say: Language) -> str:
        return "; ".join(dict.fromkeys(leak.sentence(say) for leak in self.found))


def counted(
    material: Material, press: Press | None, known: dict[str, int], codes: Sequence[str] = (), *, paper: PaperSize | None = None,
    edition: Edition = "usual",
) -> Material:
    """The same with the pages of every document that is printed, in its own cut and in each language of the meeting.

    They are those of the edition, where a document has it, and of the paper that was named for all. `known` remembers the pages of each
    tree, by hash. Without a press, and where no PDF can be made, the others stay unknown.
    """
    convening = material.convening
    found: dict[tuple[str, str], int] = {}
    waiting: dict[tuple[str, str], tuple[str, Future[Written]]] = {}
    for spec in specs(convening, material.exercises):
        if spec.counts_pages or spec.by_file or spec.asked:
            continue
        for code in dict.fromkeys((convening.language, *convening.languages, *codes)):
            document = material.tree(Task(spec, "pdf", spec.audience, code, paper, "", edition if edition in spec.editions else "usual"))
            key = tree_key(document, "pdf")
            if key in known:
                found[spec.name, code] = known[key]
            elif press is not None:
                waiting[spec.name, code] = key, press.submit(document, "pdf")
    for which, (key, future) in waiting.items():
        with contextlib.suppress(CannotWriteError, BrokenProcessPool):
            found[which] = known[key] = page_count(future.result().data)
    return replace(material, pages=found)


class Asked(TypedDict):
    """The paper and the edition that were named for a whole pack."""

    paper: PaperSize | None
    edition: Edition


def as_asked(tasks: Sequence[Task]) -> Asked:
    editions = dict.fromkeys(task.edition for task in tasks if task.edition != "usual")
    return {"paper": tasks[0].paper if tasks else None, "edition": next(iter(editions), "usual")}


def lays_out(tasks: Sequence[Task]) -> bool:
    """Whether pages are worth a layout: where PDFs are made, or nothing else is. A build of Word files alone stays quick."""
    return any(task.format == "pdf" for task in tasks) or all(task.spec.counts_pages for task in tasks)


def page_count(data: bytes) -> int:
    import pypdfium2

    opened = pypdfium2.PdfDocument(data)
    try:
        return len(opened)
    finally:
        opened.close()


def tree_key(document: Document, form: str) -> str:
    """Changes when the file that is made of this tree may change."""
    return hashlib.sha256(f"{_engine()} {form} {fingerprint(document)}".encode()).hexdigest()


def leaked(material: Material, task: Task, written: Written) -> HeldError | None:
    """Why this file may not leave, or nothing."""
    found = material.check.find(task.audience, {task.file: written.says})
    if not found:
        return None
    return HeldError(task.file, task.audience, found, tuple("".join(leaks.around(written.says, leak)).strip() for leak in found))


def doubted(material: Material, task: Task, written: Written) -> tuple[leaks.Leak, ...]:
    """What its readers may take for somebody who did not agree to be named: asked, and no reason to hold the file back."""
    return material.check.doubtful(task.audience, {task.file: written.says})


# A folder of files, made again only where they changed.


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task. `kept` is the name under which a file that somebody had edited was put aside."""

    task: Task
    state: str
    size: int = 0
    kept: str = ""
    problem: Exception | None = None
    doubts: tuple[leaks.Leak, ...] = ()


def build(
    material: Material,
    tasks: Sequence[Task],
    folder: pathlib.Path,
    press: Press,
    ledger: pathlib.Path,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Outcome]:
    """Make the tasks' files in `folder`, yielding each as it is done.

    A file whose document tree, writers and bytes are unchanged since the last build is not made again; `ledger` remembers
    (it holds hashes only). A file that somebody edited since is put aside under another name, never overwritten.
    """
    counting = [task for task in tasks if task.spec.counts_pages]
    pages = ledger.with_suffix(".pages.json")
    laid_out = {key: int(found[0]) for key, found in on_disk.remembered(pages).items()} if counting else {}
    yield from _build(material, [task for task in tasks if not task.spec.counts_pages], folder, press, ledger, progress, laid_out)
    if counting:
        material = counted(material, press if lays_out(tasks) else None, laid_out, [each.language for each in counting], **as_asked(tasks))
        yield from _build(material, counting, folder, press, ledger, progress, laid_out)
        on_disk.remember(pages, json.dumps({key: [str(count)] for key, count in sorted(laid_out.items())}).encode())


def _build(
    material: Material, tasks: Sequence[Task], folder: pathlib.Path, press: Press, ledger: pathlib.Path,
    progress: Callable[[int, int], None], laid_out: dict[str, int],
) -> Iterator[Outcome]:
    known = on_disk.remembered(ledger)
    engine = _engine()
    waiting: dict[Future[Written], tuple[Task, str]] = {}
    due: list[tuple[int, Task, Document, str]] = []
    trees: dict[tuple[object, ...], tuple[Document, str]] = {}
    done = 0
    for task in tasks:
        which = (task.spec.name, task.audience, task.language, task.paper, task.edition, task.second)
        if which not in trees:
            document = material.tree(task)
            trees[which] = document, fingerprint(document)
        document, print_ = trees[which]
        if not formats.has(document, FORMATS[task.format]):
            continue
        key = hashlib.sha256(f"{engine} {task.format} {print_}".encode()).hexdigest()
        if known.get(task.file) == [key, on_disk.digest(folder / task.file)]:
            done += 1
            yield Outcome(task, "unchanged", (folder / task.file).stat().st_size)
        else:
            due.append((_WEIGHT.get(task.format, 1) * len(document.blocks), task, document, key))
    total = done + len(due)
    progress(done, total)
    for _, task, document, key in sorted(due, key=lambda item: -item[0]):
        waiting[press.submit(document, task.format)] = task, key
    try:
        for future in as_completed(waiting):
            task, key = waiting[future]
            outcome = _take(material, task, future, folder, known.get(task.file))
            if outcome.state == "written":
                known[task.file] = [key, on_disk.digest(folder / task.file)]
                if task.format == "pdf":
                    laid_out[key] = page_count((folder / task.file).read_bytes())
            done += 1
            progress(done, total)
            yield outcome
    finally:
        for future in waiting:
            future.cancel()
        if due:
            on_disk.remember(ledger, json.dumps(known, sort_keys=True).encode())


def _take(
    material: Material, task: Task, future: "Future[Written]", folder: pathlib.Path, known: list[str] | None
) -> Outcome:
    try:
        written = future.result()
    except CannotWriteError as problem:
        return Outcome(task, "failed", problem=problem)
    except BrokenProcessPool:
        return Outcome(task, "failed", problem=PackError(STOPPED, file=task.file))
    if found := leaked(material, task, written):
        return Outcome(task, "held", problem=found)
    target = folder / task.file
    try:
        kept = on_disk.put_aside(target, known[1] if known else "", written.data) if task.format in _KEPT_WHEN_EDITED else ""
        on_disk.write_whole(target, written.data)
    except OSError as problem:
        return Outcome(task, "failed", problem=PackError(NOT_WRITTEN, file=target, reason=(problem.strerror or str(problem)).lower()))
    return Outcome(task, "written", len(written.data), kept, doubts=doubted(material, task, written))


@cache
def _engine() -> str:
    """Changes when what is made from an equal tree may change: our writers, the look, the libraries that write."""
    digest = hashlib.sha256()
    static = _ROOT.parent / "static"
    for path in [*sorted((_ROOT / "writers").glob("*.py")), static / "print.css", static / "reference.docx"]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes() if path.exists() else b"")
    for name in ("weasyprint", "pydyf", "fonttools", "python-docx", "lxml", "xlsxwriter", "icalendar", "resvg_py"):
        digest.update(f"{name} {importlib.metadata.version(name)}".encode())
    return digest.hexdigest()

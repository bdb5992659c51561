"""Many documents at once: what is to be made, only what changed, checked for leaks, as files in a folder."""

import itertools
import json
import pathlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypedDict

from toolkit import leaks, on_disk
from toolkit.convening.model import Audience, Convening
from toolkit.document.blocks import Document
from toolkit.document.fingerprint import fingerprint
from toolkit.documents import personal
from toolkit.documents.registry import Edition, PaperSize, specs
from toolkit.material import (
    NO_EDITION,
    NO_LANGUAGE,
    NO_SECOND,
    NO_SUCH,
    NO_SUCH_NEAR,
    NOT_FOR,
    NOT_WRITTEN,
    STOPPED,
    Material,
    PackError,
    Task,
    Which,
    doubted,
    key_of,
    leaked,
    page_count,
)
from toolkit.press import Press, Written, counted
from toolkit.writers import formats
from toolkit.writers.formats import FORMATS, CannotWriteError

PRINTED = ("pdf", "docx")
"""What a pack is made of when nobody says otherwise: one to print, one to edit."""

_KEPT_WHEN_EDITED = frozenset({"docx", "xlsx", "md", "html", "csv"})
_WEIGHT = {"pdf": 100, "docx": 3}


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
        codes = [each.language for each in counting]
        material, _ = counted(material, press, laid_out, codes, lays=lays_out(tasks), **as_asked(tasks))
        yield from _build(material, counting, folder, press, ledger, progress, laid_out)
        on_disk.remember(pages, json.dumps({key: [str(count)] for key, count in sorted(laid_out.items())}).encode())


def _build(
    material: Material, tasks: Sequence[Task], folder: pathlib.Path, press: Press, ledger: pathlib.Path,
    progress: Callable[[int, int], None], laid_out: dict[str, int],
) -> Iterator[Outcome]:
    known = on_disk.remembered(ledger)
    waiting: dict[Future[Written], tuple[Task, str]] = {}
    due: list[tuple[int, Task, Document, str]] = []
    trees: dict[Which, tuple[Document, str]] = {}
    done = 0
    for task in tasks:
        if task.which not in trees:
            document = material.tree(task)
            trees[task.which] = document, fingerprint(document)
        document, print_ = trees[task.which]
        if not formats.has(document, FORMATS[task.format]):
            continue
        key = key_of(print_, task.format)
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
    if found := leaked(material, task, written.says):
        return Outcome(task, "held", problem=found)
    target = folder / task.file
    try:
        kept = on_disk.put_aside(target, known[1] if known else "", written.data) if task.format in _KEPT_WHEN_EDITED else ""
        on_disk.write_whole(target, written.data)
    except OSError as problem:
        return Outcome(task, "failed", problem=PackError(NOT_WRITTEN, file=target, reason=(problem.strerror or str(problem)).lower()))
    return Outcome(task, "written", len(written.data), kept, doubts=doubted(material, task, written.says))

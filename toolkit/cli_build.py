"""`build` and `print-job`: files into a folder, a line each, only what changed, with a bar where somebody is watching."""

import argparse
import hashlib
import pathlib
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from toolkit import on_disk
from toolkit.cli_files import NO_AUDIENCE, NOT_WRITTEN, UsageError, exercises_of, open_file, ready, reason, report
from toolkit.language import N_, Language

if TYPE_CHECKING:
    from toolkit.pack import Outcome

NOTHING_MADE = N_("Nothing was made: none of these documents has one of these formats.")


def build(given: argparse.Namespace, say: Language) -> int:
    """The whole pack, or what was named, into a folder."""
    from toolkit import unchanged
    from toolkit.store import places
    from toolkit.writers import processes

    folder: pathlib.Path = given.output
    ledger = places.cache_folder() / "builds" / f"{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:32]}.json"
    kept = ledger.with_suffix(".whole.json")
    how = (given.paper, given.edition, given.languages, given.zip, given.person)
    asked = (given.document, given.format, given.audience, given.language, *how)
    inputs = unchanged.inputs(given.file, places.own_exercises(), asked)
    if inputs and (there := unchanged.still_there(kept, inputs, folder)):
        for name in there:
            print(f"{folder / name}  ({say('unchanged')})")
        return 0
    if given.file.is_file() and not ledger.exists():
        processes.start_early()

    from toolkit import pack, verdict
    from toolkit.convening.model import AUDIENCES
    from toolkit.material import Material
    from toolkit.press import Press

    for audience in given.audience:
        if audience not in AUDIENCES:
            raise UsageError(NO_AUDIENCE, name=audience, known=", ".join(AUDIENCES))
    opened = open_file(given.file, given.passphrase_file)
    material = Material(opened.convening, exercises_of(opened, say), opened.assets)
    tasks = pack.plan(
        material,
        documents=given.document,
        formats=given.format,
        audiences=given.audience,
        languages=[*given.language, *(code.strip() for code in given.languages.split(",") if code.strip())],
        paper=given.paper,
        edition=given.edition,
        people=given.person,
    )
    ready(folder)
    warnings = [*verdict.left_out(opened.convening, say, opened.exercises), *verdict.warnings(opened.convening, given.language, say)]
    for sentence in warnings:
        print(sentence, file=sys.stderr)
    outcomes: list[Outcome] = []
    with Press(given.jobs) as press:
        bar = Bar(sys.stderr.isatty())
        for outcome in pack.build(material, tasks, folder, press, ledger, bar.move):
            outcomes.append(outcome)
            bar.clear()
            report(outcome, folder, say)
            bar.draw()
        bar.clear()
    if not outcomes:
        raise UsageError(NOTHING_MADE)
    zips = _zip(outcomes, folder) if given.zip else []
    troubled = any(outcome.problem for outcome in outcomes)
    asked_about = any(outcome.doubts for outcome in outcomes)
    if inputs and not warnings and not troubled and not asked_about:
        made = {outcome.task.file for outcome in outcomes}
        unchanged.remember(kept, inputs, folder, [*(task.file for task in tasks if task.file in made), *zips])
    return 2 if troubled else 0


def print_job(given: argparse.Namespace, say: Language) -> int:
    """One day's documents, each as often as it is wanted, in piles that a printer takes with one setting."""
    from toolkit import print_job as jobs
    from toolkit.material import Material
    from toolkit.press import Press

    opened = open_file(given.file)
    material = Material(opened.convening, exercises_of(opened, say), opened.assets)
    ready(given.output)
    with Press() as press:
        made = jobs.make(material, given.day, press, edition=given.edition, paper=given.paper)
    for name, data in made.files.items():
        try:
            on_disk.write_whole(given.output / name, data)
        except OSError as problem:
            raise UsageError(NOT_WRITTEN, path=given.output / name, reason=reason(problem)) from None
        print(given.output / name)
    return 0


def _zip(outcomes: "Iterable[Outcome]", folder: pathlib.Path) -> list[str]:
    """One ZIP for each audience; their names."""

    made: dict[str, dict[str, bytes]] = {}
    for outcome in outcomes:
        if not outcome.problem:
            made.setdefault(outcome.task.audience, {})[outcome.task.file] = (folder / outcome.task.file).read_bytes()
    names = [f"pack.{audience}.zip" for audience in sorted(made)]
    for name, audience in zip(names, sorted(made), strict=True):
        try:
            on_disk.write_whole(folder / name, on_disk.zip_files(made[audience]))
        except OSError as problem:
            raise UsageError(NOT_WRITTEN, path=folder / name, reason=reason(problem)) from None
        print(folder / name)
    return names


class Bar:
    """A progress bar on standard error, where somebody is watching."""

    def __init__(self, watched: bool) -> None:
        self._watched = watched
        self._at = (0, 0)

    def move(self, done: int, total: int) -> None:
        self._at = (done, total)
        self.draw()

    def draw(self) -> None:
        done, total = self._at
        if self._watched and done < total:
            full = 30 * done // total
            print(f"\r[{'#' * full}{'.' * (30 - full)}] {done}/{total}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._watched:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

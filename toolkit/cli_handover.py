"""The commands for handing over: a copy cut for whom it is, and what comes back with it. Loaded by cli.py when one of them runs."""

import argparse
import datetime as dt
import pathlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from toolkit import on_disk
from toolkit.cli_files import NOT_WRITTEN, THERE_ALREADY, UsageError, bytes_of, new_passphrase, open_file, opened_plain, reason, write_over
from toolkit.cli_store import open_store, passphrase_argument
from toolkit.cli_versions import numbers
from toolkit.language import N_, Language

if TYPE_CHECKING:
    from toolkit.convening.edits import AnyEdit
    from toolkit.convening.model import Convening
    from toolkit.handover.returning import Found
    from toolkit.library import Opened
    from toolkit.store import Store

CUTS = ("co-host", "facilitator", "rapporteur", "everything", "travel", "back")

NO_SUCH = N_("{typed} is neither a file nor the id of a convening in the planner.")
OPEN_AND_CLOSED = N_("--open and --passphrase-file contradict one another: leave one of them out.")
HOW_TO_TAKE = N_("Nothing was written. To take it over: --accept all takes what is not asked, --accept 1,3-5 or agenda,notes takes these.")
NOTHING_LEFT = N_("Nothing of this was left to take over.")
FALSE_BASE = N_("What this copy was cut as cannot be proved, so each of its differences from what stands here now is a question.")
PERHAPS = N_("{place}: a word here is also a part of the name of somebody whom the copy does not name; only you can tell.")


def commands(add: "argparse._SubParsersAction[Any]", say: Language) -> None:
    """What can be typed."""
    words = say("a copy for somebody else as one file (.convening), without what is not for them")
    command = add.add_parser("pack-up", help=words, description=words)
    command.add_argument("file", metavar="FILE|ID", help=say("a convening file, or the id of a convening in the planner"))
    command.add_argument("--for", dest="cut", required=True, choices=CUTS, help=say("for whom; back: to whoever handed it to you"))
    command.add_argument("--to", default="", metavar="WHO", help=say("to whom it goes"))
    command.add_argument("--passphrase-file", type=pathlib.Path, metavar="FILE", help=say("the passphrase, as the first line of this file"))
    command.add_argument("--open", action="store_true", help=say("without a passphrase, although it tells of people"))
    command.add_argument("-o", "--output", type=pathlib.Path, required=True, help=say("the file to write"))
    passphrase_argument(command, say, "--data-passphrase-file")
    command.set_defaults(run=pack_up)

    words = say("what came back with a copy that was handed over, change by change; only what is accepted is taken")
    command = add.add_parser("take-in", help=words, description=words)
    command.add_argument("file", type=pathlib.Path)
    command.add_argument("--into", required=True, metavar="FILE|ID", help=say("the convening that it was handed over from"))
    command.add_argument("--accept", default="", metavar="WHICH", help=say("all, or numbers as 1,3-5, or kinds as agenda,words,notes"))
    command.add_argument("--passphrase-file", type=pathlib.Path, metavar="FILE", help=say("the passphrase, as the first line of this file"))
    passphrase_argument(command, say, "--data-passphrase-file")
    command.set_defaults(run=take_in)


def pack_up(given: argparse.Namespace, say: Language) -> int:
    """A copy into a new file, noted in the convening that it was cut from."""
    from toolkit import handover
    from toolkit.handover import cutting, packed

    if given.open and given.passphrase_file:
        raise UsageError(OPEN_AND_CLOSED)
    opened, keep, store = _place(given.file, given, say)
    edit: AnyEdit | None = None
    if given.cut == "back":
        holds = True
        data = packed.give_back(opened, handover.as_it_came(store, given.file) if store is not None else None)
    else:
        made = packed.make(opened, given.cut, given.to, dt.datetime.now(dt.UTC).astimezone().date())
        edit, data, holds = made.edit, made.data, cutting.holds_people(made.copy.convening)
        for way in cutting.doubts_in(opened.convening, made.copy):
            place = " ".join(str(step + 1) if isinstance(step, int) else step for step in way)
            print(say(PERHAPS, place=place), file=sys.stderr)
    phrase = "" if given.open or not (holds or given.passphrase_file) else new_passphrase(given.passphrase_file, say)
    try:
        if given.output.exists():
            raise UsageError(THERE_ALREADY, path=given.output)
        on_disk.write_whole(given.output, packed.close(data, phrase))
    except OSError as problem:
        raise UsageError(NOT_WRITTEN, path=given.output, reason=reason(problem)) from None
    if edit is not None:
        try:
            keep(lambda _: edit, {})
        except BaseException:
            given.output.unlink(missing_ok=True)
            raise
        if store is not None:
            handover.note(store, given.file, given.cut, made.copy.named, opened.convening.language)
    print(given.output)
    return 0


def take_in(given: argparse.Namespace, say: Language) -> int:
    """Each change in a line with its number; what is accepted goes in as one change."""
    from toolkit import library
    from toolkit.handover import packed, taking

    here, keep, _ = _place(given.into, given, say)
    data = opened_plain(bytes_of(given.file), given.file, given.passphrase_file, say)
    copy = library.open_bytes(data, given.file.name)
    packed.is_copy(copy, given.file.name)
    found = packed.held_against(here.convening, copy, here.originals)
    lines = taking.told(here.convening, found, say)
    shown = [change for change in found.changes if change.id in lines]
    _print(found, lines, say)
    if not given.accept:
        print(say(HOW_TO_TAKE) if shown else say("Nothing was changed."))
        return 0
    chosen = _chosen(given.accept, shown)

    def make(convening: "Convening") -> "AnyEdit | None":
        return taking.taken(convening, packed.held_against(convening, copy, here.originals), chosen)

    if keep(make, packed.new_pictures(copy, here.originals)):
        print(given.into)
    else:
        print(say(NOTHING_LEFT))
    return 0


def _print(found: "Found", lines: Mapping[str, str], say: Language) -> None:
    from toolkit.handover.words import ASKED, GROUP_NAMES, kept_narrow, not_back

    if not found.known:
        print(say(FALSE_BASE), file=sys.stderr)
    group = ""
    for number, change in enumerate((each for each in found.changes if each.id in lines), 1):
        if change.group != group:
            group = change.group
            print(f"{say(GROUP_NAMES[group])}:")
        asked = f"  ({say(ASKED[change.asks])})" if change.asks else ""
        print(f"{number:3}. {lines[change.id]}{asked}")
    for sentence in (kept_narrow(found.wider, say), not_back(found.gone, say)):
        if sentence:
            print(sentence, file=sys.stderr)


def _chosen(typed: str, shown: "list[Any]") -> set[str]:
    """all: what is not asked; a kind: the same of that kind; a number: that one, asked or not."""
    from toolkit.handover.returning import GROUPS

    if typed == "all":
        return {change.id for change in shown if not change.asks}
    parts = [part.strip() for part in typed.split(",")]
    kinds = {part for part in parts if part in GROUPS}
    wanted = numbers(",".join(part for part in parts if part not in kinds), len(shown))
    named = {change.id for change in shown if change.group in kinds and not change.asks}
    return named | {change.id for at, change in enumerate(shown, 1) if at in wanted}


Keep = Callable[[Callable[["Convening"], "AnyEdit | None"], dict[str, Any]], bool]


def _place(typed: str, given: argparse.Namespace, say: Language) -> "tuple[Opened, Keep, Store | None]":
    """A convening file, or one in the planner; and what keeps a change in it, and says whether there was any."""
    path = pathlib.Path(typed)
    if path.exists():
        return (opened := open_file(path)), _into_file(path, opened), None
    return _in_store(typed, given, say)


def _into_file(path: pathlib.Path, opened: "Opened") -> Keep:
    from toolkit.convening.edits import apply

    def keep(make: Callable[["Convening"], "AnyEdit | None"], pictures: dict[str, Any]) -> bool:
        edit = make(opened.convening)
        if edit is None:
            return False
        after = apply(opened.convening, edit).convening
        beside = {name: each.brought or each.printed for name, each in pictures.items() if name in after.pictures()}
        write_over(path, after, replace(opened, originals={**opened.originals, **beside}))
        if bytes_of(path)[:2] != b"PK":
            for name, data in beside.items():
                if not (path.parent / name).exists():
                    on_disk.write_whole(path.parent / name, data)
        return True

    return keep


def _in_store(key: str, given: argparse.Namespace, say: Language) -> "tuple[Opened, Keep, Store | None]":
    from toolkit import library
    from toolkit.library import Opened, own
    from toolkit.store import NotFoundError, places

    if not places.database().exists():
        raise UsageError(NO_SUCH, typed=key)
    store = open_store(given, say)
    try:
        stored = store.get(key)
    except NotFoundError:
        raise UsageError(NO_SUCH, typed=key) from None
    exercises = own.used(stored.convening, library.shelf(places.own_exercises()))

    def keep(make: Callable[["Convening"], "AnyEdit | None"], pictures: dict[str, Any]) -> bool:
        before, after = store.change(key, make, pictures=pictures)
        return after.seq != before.seq

    return Opened(stored.convening, store.assets(key), store.originals(key), exercises), keep, store

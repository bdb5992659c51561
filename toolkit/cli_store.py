"""The commands on the planner's own data: forget, and restore. Where it is closed with a passphrase, that is asked for on the terminal, or
stands in the file that `--passphrase-file` names.
"""

import argparse
import datetime as dt
import getpass
import pathlib
import sys
from typing import TYPE_CHECKING, Any

from toolkit.cli_files import UsageError, bytes_of
from toolkit.language import N_, Language

if TYPE_CHECKING:
    from toolkit.store import Store
    from toolkit.store.backups import Backup

CLOSED = N_(
    "The planner's data is closed with a passphrase: type it on a terminal, or name its file (--passphrase-file; see --help)."
)
NOT_TEXT = N_("{path} holds no passphrase: it is not text.")
RUNNING = N_("The planner is running: quit it first, or bring the backup back on its own page, under Your data.")
NO_NUMBER = N_("There is no backup {number}: the list has {n}.")


def commands(add: "argparse._SubParsersAction[Any]", say: Language) -> None:
    """What can be typed."""
    command = add.add_parser("forget", help=say("erase what is due to be forgotten, or one convening's people, or one person"))
    command.add_argument("id", nargs="?", help=say("a convening's id, or CONVENING:PERSON; without one, what is due is listed"))
    command.add_argument("--yes", action="store_true", help=say("do it without asking"))
    command.add_argument("--clear-prose", action="store_true", help=say("empty the typed texts in which a name stands as well"))
    passphrase_argument(command, say)
    command.set_defaults(run=forget)

    command = add.add_parser("restore", help=say("bring the planner's data back as it was at a backup; what is there is kept as one"))
    command.add_argument("backup", nargs="?", help=say("its number in the list, or its name; without one, the backups are listed"))
    command.add_argument("--yes", action="store_true", help=say("do it without asking"))
    command.set_defaults(run=restore)


def passphrase_argument(command: argparse.ArgumentParser, say: Language, flag: str = "--passphrase-file") -> None:
    """For each command that reads what may be closed; a command whose own file has a passphrase too needs another `flag`."""
    words = say("where the passphrase of the planner's data stands, if one is set")
    command.add_argument(flag, dest="data_passphrase", type=pathlib.Path, metavar="FILE", help=words)


def open_store(given: argparse.Namespace, say: Language) -> "Store":
    """The planner's own data, opened with its passphrase where one is set."""
    from toolkit.store import Store, places

    store = Store(places.database(), daily=True)
    if store.safe.closed:
        store.safe.open(_passphrase(given.data_passphrase, say))
    return store


def _passphrase(path: pathlib.Path | None, say: Language) -> str:
    if path is not None:
        try:
            return bytes_of(path).decode("utf-8-sig").strip("\r\n")
        except UnicodeDecodeError:
            raise UsageError(NOT_TEXT, path=path) from None
    if not sys.stdin.isatty():
        raise UsageError(CLOSED)
    return getpass.getpass(say("The passphrase of the planner's data: "))


def forget(given: argparse.Namespace, say: Language) -> int:
    """Erase personal data from the planner's own store; what it cannot reach is said."""
    from toolkit.store import places
    from toolkit.store.own_texts import naming

    store = open_store(given, say)
    wanted: list[tuple[str, str | None]]
    if given.id is None:
        due = store.due(dt.datetime.now(dt.UTC).date())
        if not due:
            print(say("Nothing is due to be forgotten."))
            return 0
        for stored in due:
            print(f"{stored.id}  {stored.convening.keep_until}")
        wanted = [(stored.id, None) for stored in due]
        question = say("Erase the people of these convenings for good? Type yes: ")
    else:
        convening, _, person = given.id.partition(":")
        wanted = [(convening, person or None)]
        question = say("Erase this for good? It cannot be undone. Type yes: ")
    for key, who in wanted:
        if places_of_names := store.names_in_prose(key, who):
            told = say("emptied") if given.clear_prose else say("left as they are; --clear-prose empties them")
            print(say("{id}: names stand in typed texts, which are {told}:", id=key, told=told))
            for place in places_of_names:
                print(f"    {place}")
        people = [each for each in store.get(key).convening.participants if who in (None, each.id)]
        if named := naming(people, places.own_exercises()):
            print(say("Your own exercises name them as well. Forgetting does not erase anything there; change these lines yourself:"))
            for line in named:
                print(f"    {line}")
        if left := [each for each in store.handed_out(key) if who is None or who in each.people]:
            print(say("{id}: these files were handed out and still hold names; nothing here reaches them:", id=key))
            for file in left:
                print(f"    {file.day.isoformat()}  {file.document}.{file.audience}.{file.language}.{file.format}")
        if perhaps := store.perhaps_in_prose(key, who):
            print(say("{id}: words that are also a part of a name stand in these texts; only you can tell, and they stay:", id=key))
            for place in perhaps:
                print(f"    {place}")
    if not given.yes and not _agreed(question):
        return 0
    done = [store.forget(convening, person, clear_prose=given.clear_prose) for convening, person in wanted]
    for each in done:
        print(each.sentence(say))
    return 0 if all(each.clean for each in done) else 2


def restore(given: argparse.Namespace, say: Language) -> int:
    """List the backups, or bring one back; also where the database is too damaged to be opened."""
    from toolkit.store import Store, places
    from toolkit.store.backups import Backups

    backups = Backups(places.database())
    found = backups.all()
    if given.backup is None:
        for number, each in enumerate(found, 1):
            print(_line(number, each, say))
        if not found:
            print(say("There is no backup yet. One is made each day before the first change, and one before every upgrade."))
        return 0
    name = _named(given.backup, found)
    backups.checked(name)
    _not_while_it_runs()
    if not given.yes and not _agreed(say("Everything becomes as it was then; what is there now is kept as a backup. Type yes: ")):
        return 0
    kept = backups.bring_back(name)
    Store(backups.database)
    print(say("{name} is brought back. What was there before is kept as {kept}.", name=name, kept=kept.name))
    return 0


def _named(typed: str, found: "tuple[Backup, ...]") -> str:
    if not typed.isdecimal():
        return typed
    if not 1 <= int(typed) <= len(found):
        raise UsageError(NO_NUMBER, number=typed, n=len(found))
    return found[int(typed) - 1].name


def _line(number: int, backup: "Backup", say: Language) -> str:
    from toolkit.store.backups import WHY

    here = backup.made.astimezone()
    return f"{number:3}  {here:%Y-%m-%d %H:%M}  {backup.size / 1e6:6.1f} MB  {backup.name}  {say(WHY[backup.why])}"


def _not_while_it_runs() -> None:
    from toolkit.store import places
    from toolkit.web.serve import find_running

    if find_running(places.data_folder()) is not None:
        raise UsageError(RUNNING)


def _agreed(question: str) -> bool:
    try:
        return input(question).strip().casefold() == "yes"
    except EOFError:
        return False

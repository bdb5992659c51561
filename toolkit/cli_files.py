"""What the commands share: the one kind of refusal, the files and dates that somebody typed, and the line that says what was made."""

import datetime as dt
import os
import pathlib
import sys
from typing import TYPE_CHECKING

from toolkit import on_disk
from toolkit.language import N_, Language, language, system_language
from toolkit.language.said import SaidError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.convening.exercise import Exercise
    from toolkit.convening.model import Convening
    from toolkit.library import Opened
    from toolkit.pack import Outcome


class UsageError(SaidError):
    """One sentence for the person who typed the command."""


NOT_A_DATE = N_("{typed} is not a date; write year, month and day, as 2027-03-11.")
THERE_ALREADY = N_("{path} is there already: name another file, or move that one away.")
NOT_WRITTEN = N_("{path} could not be written ({reason}): choose another folder.")
NOT_READ = N_("{path} could not be read ({reason}): choose another file.")
CAME_ALONG = N_("The exercise {name} is used as it came with this file; import-exercises takes it among yours.")
CAME_WRONG = N_("The exercise {name} that came with this file is left out: {why}")
FINAL = N_("A lost passphrase is final: nobody can open the file without it. Tell it by another way than the file goes.")
NOT_TWICE = N_("The two are not the same, so nothing was written. Type the passphrase twice alike.")
NOBODY_TO_ASK = N_("It needs a passphrase, and nobody is there to type it: name a file whose first line it is with --passphrase-file.")
NO_AUDIENCE = N_("There is no audience called {name}: there are {known}.")


def bytes_of(path: pathlib.Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise UsageError(NOT_READ, path=path, reason=reason(problem)) from None


def a_date(typed: str | None) -> dt.date | None:
    if typed is None:
        return None
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise UsageError(NOT_A_DATE, typed=typed) from None


def write_new(path: pathlib.Path, text: str) -> None:
    """Write a file that is not there yet; what somebody typed is never written over."""

    try:
        if path.exists():
            raise UsageError(THERE_ALREADY, path=path)
        on_disk.write_whole(path, text.encode())
    except OSError as problem:
        raise UsageError(NOT_WRITTEN, path=path, reason=reason(problem)) from None


def write_over(path: pathlib.Path, convening: "Convening", opened: "Opened") -> None:
    """The same file in its own form with a changed convening in it, whole or not at all."""
    from toolkit import library, sealing
    from toolkit.convening import file

    held = bytes_of(path)
    phrase = _typed.get(path.resolve(), "")
    if held[:2] == b"PK" or phrase:
        data = library.write_zip(convening, opened.originals, opened.exercises, opened.base)
        data = sealing.close_file(data, phrase) if phrase else data
    elif held.lstrip()[:1] == b"{":
        data = file.write_json(convening).encode()
    else:
        data = file.write(convening).encode()
    try:
        on_disk.write_whole(path, data)
    except OSError as problem:
        raise UsageError(NOT_WRITTEN, path=path, reason=reason(problem)) from None


def open_file(path: pathlib.Path, passphrase_file: pathlib.Path | None = None) -> "Opened":
    """A convening file; the passphrase of one that is closed comes from a file, or is asked."""
    from toolkit import library, sealing

    if not path.is_file() or not sealing.is_closed(bytes_of(path)[:64]):
        return library.open_file(path)
    return library.open_bytes(opened_plain(bytes_of(path), path, passphrase_file, language(system_language())), path.name)


_typed: dict[pathlib.Path, str] = {}
"""What closed the files that this command opened, to close them again where it writes into them."""


def opened_plain(data: bytes, path: pathlib.Path, passphrase_file: pathlib.Path | None, say: Language) -> bytes:
    """What a file holds, behind its passphrase if it has one."""
    from toolkit import sealing

    if not sealing.is_closed(data):
        return data
    phrase = _from_file(passphrase_file) if passphrase_file else _asked(say("Passphrase of {file}: ", file=path.name))
    plain = sealing.open_file(data, phrase)
    _typed[path.resolve()] = phrase
    return plain


def new_passphrase(passphrase_file: pathlib.Path | None, say: Language) -> str:
    """One that closes a file from now on: from a file, or typed twice."""
    from toolkit import sealing

    if passphrase_file is not None:
        phrase = _from_file(passphrase_file)
    else:
        print(say(FINAL), file=sys.stderr)
        phrase = _asked(say("Passphrase: "))
        if _asked(say("The same once more: ")) != phrase:
            raise UsageError(NOT_TWICE)
    sealing.check(phrase)
    return phrase


def _from_file(path: pathlib.Path) -> str:
    lines = bytes_of(path).decode("utf-8", "replace").lstrip("\ufeff").splitlines()
    return lines[0] if lines else ""


def _asked(prompt: str) -> str:
    import getpass

    if not sys.stdin.isatty():
        raise UsageError(NOBODY_TO_ASK)
    return getpass.getpass(prompt)


def exercises_of(opened: "Opened", say: Language) -> "Mapping[str, Exercise]":
    """Ours, one's own, and those that came with the convening in its ZIP, which are what its author meant; what is wrong is said."""
    from toolkit import library
    from toolkit.library import own
    from toolkit.store import places

    shelf = library.shelf(places.own_exercises())
    known = dict(shelf.exercises)
    for slug, texts in opened.exercises.items():
        if slug in shelf.own and own.texts(shelf.folders[slug]) == texts:
            continue
        try:
            known[slug] = own.read(slug, texts)
        except SaidError as problem:
            print(say(CAME_WRONG, name=slug, why=problem.say(say)), file=sys.stderr)
        else:
            print(say(CAME_ALONG, name=slug), file=sys.stderr)
    return known


def ready(folder: pathlib.Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{os.getpid()}.part"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as problem:
        raise UsageError(NOT_WRITTEN, path=folder, reason=reason(problem)) from None


def reason(problem: OSError) -> str:
    return (problem.strerror or str(problem)).lower()


def report(outcome: "Outcome", folder: pathlib.Path, say: Language) -> None:
    if outcome.problem:
        print(outcome.problem.say(say) if isinstance(outcome.problem, SaidError) else outcome.problem, file=sys.stderr)
        return
    if outcome.doubts:
        sentence = say.plural(
            "{file}: {n} place may point at somebody who did not agree to it: {first}",
            "{file}: {n} places may point at somebody who did not agree to it, as {first}",
            len(outcome.doubts), file=outcome.task.file, first=outcome.doubts[0].sentence(say),
        )  # fmt: skip
        print(sentence, file=sys.stderr)
    if outcome.kept:
        print(say("{name} had been edited; what was there is kept as {kept}.", name=outcome.task.file, kept=outcome.kept), file=sys.stderr)
    unchanged = f"  ({say('unchanged')})" if outcome.state == "unchanged" else ""
    print(f"{folder / outcome.task.file}{unchanged}", flush=True)

"""The commands for one's own exercises: begin one, take them along as a ZIP, bring one."""

import argparse
import pathlib
from typing import TYPE_CHECKING, Any

from toolkit import on_disk
from toolkit.cli_files import NOT_WRITTEN, THERE_ALREADY, UsageError, bytes_of, open_file, reason
from toolkit.language import N_, Language

if TYPE_CHECKING:
    from toolkit.library import Shelf

NO_EXERCISE = N_("There is no exercise {name}; did you mean {near}?")
NO_BOOK = N_("{path} does not say which kind of file it is to be; end its name in one of {known}.")
NONE_OWN = N_("You have no exercise of your own yet; new-exercise makes one.")


def commands(add: "argparse._SubParsersAction[Any]", say: Language) -> None:
    """What can be typed."""
    words = say("begin an exercise of your own: a folder with everything in it, to write over")
    command = add.add_parser("new-exercise", help=words)
    command.add_argument("name", help=say("its folder's name for ever: small letters, digits, dashes"))
    command.add_argument("--title", default="", help=say("what it is called"))
    command.add_argument("--copy", default="", metavar="NAME", help=say("begin with a copy of this exercise"))
    command.add_argument("-o", "--output", type=pathlib.Path, metavar="DIR", help=say("the folder to put it in (your own exercises)"))
    command.set_defaults(run=new)

    words = say("the exercises as one printed book: guides and sheets, with contents and page numbers")
    command = add.add_parser("binder", help=words)
    command.add_argument("file", nargs="?", type=pathlib.Path, help=say("a convening file: its language, paper and number of people"))
    command.add_argument("-o", "--output", type=pathlib.Path, required=True, help=say("the file to write: .pdf, .docx, .html or .md"))
    command.add_argument("--exercise", action="append", default=[], metavar="NAME", help=say("only this one; may be repeated"))
    command.add_argument("--own", action="store_true", help=say("only your own"))
    command.add_argument("--language", metavar="CODE", help=say("as fr"))
    command.add_argument("--paper", choices=["a4", "letter"], help=say("instead of the convening's own"))
    command.set_defaults(run=binder)

    command = add.add_parser("export-exercises", help=say("exercises as one ZIP, to hand on or to keep"))
    command.add_argument("name", nargs="*", help=say("which; without one, all your own"))
    command.add_argument("-o", "--output", type=pathlib.Path, required=True, help=say("the file to write"))
    command.set_defaults(run=export)

    command = add.add_parser("import-exercises", help=say("take exercises out of a ZIP into your own"))
    command.add_argument("file", type=pathlib.Path)
    command.add_argument("--replace", action="store_true", help=say("those of the same name too; yours are put aside"))
    command.set_defaults(run=bring)


def new(given: argparse.Namespace, say: Language) -> int:
    """An exercise that keeps every promise, to write over; or a copy of one."""
    from toolkit.library import own
    from toolkit.store import places

    if given.copy:
        found = _shelf()
        made = own.titled(own.texts(found.folders[_known(given.copy, found)]), given.title)
    else:
        made = own.skeleton(given.title)
    (folder,) = own.put(given.output or places.own_exercises_folder(), {given.name: made})
    print(folder / own.CARD)
    return 0


def binder(given: argparse.Namespace, say: Language) -> int:
    """The library, or some of it, as one book in the format that the file's name ends in."""
    from toolkit.documents import binder as book
    from toolkit.documents.registry import PaperSize
    from toolkit.language import language
    from toolkit.material import NO_LANGUAGE
    from toolkit.pack import is_language
    from toolkit.writers.formats import FORMATS

    form = given.output.suffix.removeprefix(".").lower()
    if form not in book.FORMATS:
        raise UsageError(NO_BOOK, path=given.output, known=", ".join(f".{name}" for name in book.FORMATS))
    convening = open_file(given.file).convening if given.file else None
    code = given.language or (convening.language if convening else "en")
    if not is_language(code):
        raise UsageError(NO_LANGUAGE, code=code)
    found = _shelf()
    names = [_known(name, found) for name in given.exercise] or sorted(found.own if given.own else found.exercises)
    if not names:
        raise UsageError(NONE_OWN)
    paper: PaperSize = given.paper or ("letter" if convening and convening.paper == "letter" else "a4")
    wish = book.Wish(language(code), paper, convening.headcount() if convening else None)
    data = FORMATS[form].write(book.build({name: found.exercises[name] for name in names}, wish))
    try:
        on_disk.write_whole(given.output, data)
    except OSError as problem:
        raise UsageError(NOT_WRITTEN, path=given.output, reason=reason(problem)) from None
    print(given.output)
    return 0


def export(given: argparse.Namespace, say: Language) -> int:
    """Some exercises, or all of one's own, as a ZIP that is not there yet."""
    from toolkit.library import own

    found = _shelf()
    names = [_known(name, found) for name in given.name] or sorted(found.own)
    if not names:
        raise UsageError(NONE_OWN)
    try:
        if given.output.exists():
            raise UsageError(THERE_ALREADY, path=given.output)
        on_disk.write_whole(given.output, own.pack(found.folders[name] for name in names))
    except OSError as problem:
        raise UsageError(NOT_WRITTEN, path=given.output, reason=reason(problem)) from None
    print(given.output)
    return 0


def bring(given: argparse.Namespace, say: Language) -> int:
    """What a ZIP holds, all of it or nothing."""
    from toolkit.library import own
    from toolkit.store import places

    made = own.unpack(bytes_of(given.file), given.file.name)
    for folder in own.put(places.own_exercises_folder(), made, replace=given.replace):
        print(folder)
    return 0


def _shelf() -> "Shelf":
    from toolkit import library
    from toolkit.store import places

    return library.shelf(places.own_exercises())


def _known(name: str, found: "Shelf") -> str:
    from difflib import get_close_matches

    if name in found.exercises:
        return name
    near = get_close_matches(name, found.exercises, 1, 0.0)
    raise UsageError(NO_EXERCISE, name=name, near=near[0])

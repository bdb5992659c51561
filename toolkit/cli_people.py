"""The command that brings in a list of people. Loaded by cli.py when it runs.

New people and what was empty is taken; what would overwrite something, and every consent, only where it is named.
"""

import argparse
import dataclasses
import datetime as dt
import pathlib
import sys
from typing import TYPE_CHECKING

from toolkit.cli_files import bytes_of, open_file, write_new, write_over
from toolkit.cli_versions import numbers
from toolkit.language import N_, Language

if TYPE_CHECKING:
    from toolkit.convening.model import Convening
    from toolkit.imports.agenda import Doubt
    from toolkit.imports.people import Hints, Joined, Pair, Person, Understood
    from toolkit.library import Opened
    from toolkit.readers.source import Unread

UNTITLED = N_("List of people")
FROM_A_LIST = N_("from a list that was brought in")
LEFT = N_("What would overwrite something ({count}) was left as it stands: --accept all, or its numbers, takes it over.")
KEPT = (
    N_("{n} person refused here or took consent back, though the list says yes; that stays."),
    N_("{n} people refused here or took consent back, though the list says yes; that stays."),
)
CONSENT_LEFT = N_("Consent was not taken over from the list ({count} people): --consent does that, if they agreed to exactly these uses.")
PAIRS_LEFT = N_("Who may be there twice ({count}) was kept twice: --same all, or the numbers, makes one of two.")


def import_people(given: argparse.Namespace, say: Language) -> int:
    """Somebody's list as a convening file, or into one; doubts and what was left out go to standard error, each with its place."""
    from toolkit.convening.model import Convening
    from toolkit.imports import people
    from toolkit.imports.agenda import place
    from toolkit.readers import reading

    opened = open_file(given.into) if given.into else None
    standing = opened.convening if opened else None
    data = bytes_of(given.file)
    source = dataclasses.replace(reading.read(data, people.sheet_name(data, given.file.name)), name=given.file.name)
    understood = people.understand(source, _hints(given, standing))
    convening = standing or Convening(title=given.title or understood.title or say(UNTITLED))
    listed = people.joined(understood.people, _same(given, understood, say))
    joined = people.join(convening, listed)
    changes = [change for change in joined.changes if change.kind == "change"]
    chosen = {changes[number - 1].number for number in numbers(given.accept, len(changes), "--accept")}
    kinds = {*people.HARMLESS, *(("consent",) if given.consent else ())}
    wanted = {change.number for change in joined.changes if change.kind in kinds} | chosen
    made = _made(convening, joined, wanted, say)
    told_all: tuple[Doubt | Unread, ...] = (*understood.doubts, *understood.unread)
    for told in told_all:
        where = place(told.where, say)
        print(f"{given.file}: {where}: {told.say(say)}" if where else f"{given.file}: {told.say(say)}", file=sys.stderr)
    _tell(given, understood, joined, convening, chosen, say)
    _write(given, opened, made)
    return 0


def _hints(given: argparse.Namespace, convening: "Convening | None") -> "Hints":
    from toolkit.imports.people import Hints

    return Hints(
        header=0 if given.no_headings else None,
        mend_letters="letters" in given.also,
        capitals="surnames" in given.also,
        ordinary="capitals" in given.also,
        days=convening.days if convening else (),
    )


def _same(given: argparse.Namespace, understood: "Understood", say: Language) -> "list[Pair]":
    chosen = numbers(given.same, len(understood.pairs), "--same")
    for number, pair in enumerate(understood.pairs, 1):
        one, other = understood.people[pair.one], understood.people[pair.other]
        sentence = say(
            "{number}. The same person? {one} / {other}: {why}.", number=number, one=_called(one), other=_called(other), why=say(pair.why)
        )
        print(f"{given.file}: {sentence}", file=sys.stderr)
    if len(understood.pairs) > len(chosen):
        print(say(PAIRS_LEFT, count=len(understood.pairs) - len(chosen)), file=sys.stderr)
    return [pair for number, pair in enumerate(understood.pairs, 1) if number in chosen]


def _called(person: "Person") -> str:
    body = "; ".join(each["organisation"] for each in person.raw.get("affiliations", ()) if each.get("organisation"))
    return f"{person.name} ({body})" if body else person.name


def _made(convening: "Convening", joined: "Joined", wanted: set[int], say: Language) -> "Convening":
    from toolkit.imports import people

    edit = people.edit(convening, joined, wanted, dt.datetime.now(dt.UTC).astimezone().date(), say(FROM_A_LIST))
    return people.brought(convening, edit) if edit else convening


def _tell(
    given: argparse.Namespace, understood: "Understood", joined: "Joined", convening: "Convening", chosen: set[int], say: Language
) -> None:
    """What the list would change of people who are there, and who of them it does not name."""
    from toolkit.imports.people import sentences

    changes = [change for change in joined.changes if change.kind == "change"]
    for number, change in enumerate(changes, 1):
        print(f"{number:3}. {sentences.change(change, joined, say)}", file=sys.stderr)
    if left := len(changes) - len(chosen):
        print(say(LEFT, count=left), file=sys.stderr)
    for maybe in joined.maybe:
        there = convening.person(maybe.id)
        listed, known = joined.people[maybe.at].name, there.name if there else ""
        sentence = say("{name} was added, and may be {there}, who is there: {why}.", name=listed, there=known, why=say(maybe.why))
        print(f"{given.file}: {sentence}", file=sys.stderr)
    asked = {change.at for change in joined.changes if change.kind == "consent"}
    if asked and not given.consent:
        print(say(CONSENT_LEFT, count=len(asked)), file=sys.stderr)
    if joined.kept:
        print(say.plural(*KEPT, joined.kept), file=sys.stderr)
    if convening.participants and joined.missing:
        names = ", ".join(filter(None, (person.name or person.code for person in convening.participants if person.id in joined.missing)))
        if names:
            print(say("Not on this list, and left as they are: {names}.", names=names), file=sys.stderr)


def _write(given: argparse.Namespace, opened: "Opened | None", made: "Convening") -> None:
    """To a new file; into the one that it was held against; else to standard output."""
    from toolkit.convening import file

    if given.output is not None:
        write_new(given.output, file.write(made))
        print(given.output)
    elif opened is not None:
        write_over(given.into, made, opened)
        print(given.into)
    else:
        print(file.write(made), end="")


def arguments(command: argparse.ArgumentParser, say: Language) -> None:
    command.add_argument("file", type=pathlib.Path, help="csv tsv xlsx xls ods docx odt html md txt eml")
    command.add_argument("--into", type=pathlib.Path, metavar="FILE", help=say("a convening file that the people come into"))
    command.add_argument("-o", "--output", type=pathlib.Path, help=say("the file to write"))
    command.add_argument("--title", default="", help=say("what the convening is called"))
    command.add_argument("--same", default="", metavar="NUMBERS", help=say("which pairs are one person, as 1,3-5 or all"))
    command.add_argument("--accept", default="", metavar="NUMBERS", help=say("with --into: what may be overwritten, as 1,3-5 or all"))
    command.add_argument("--consent", action="store_true", help=say("take over the consent that the list says was given"))
    command.add_argument("--no-headings", action="store_true", help=say("the first row is a person"))
    command.add_argument("--also", action="append", default=[], choices=["letters", "surnames", "capitals"], help=say(
        "letters: put broken ones right; surnames: the part in capitals is the family name; capitals: write names in ordinary letters"
    ))  # fmt: skip

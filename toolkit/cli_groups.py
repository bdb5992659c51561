"""The command for groups: who sits with whom, round by round, on standard output by code or by name; and into the file where asked.

The groups go to standard output, what they cost in meetings and what was moved to standard error.
"""

import argparse
import pathlib
import sys
from typing import TYPE_CHECKING, Any

from toolkit.cli_files import UsageError, open_file, write_new, write_over
from toolkit.language import N_, Language

if TYPE_CHECKING:
    from toolkit.convening.model import Convening, Grouping, Participant
    from toolkit.planning.grouping.make import Made

NO_GROUPING = N_("There are no groups called {name} in this file; there are {known}.")
NONE_YET = N_("There are no groups in this file yet; make some first, and keep them with --keep.")
NO_PERSON = N_("Nobody on the list has the id or the code {name}.")
NO_SESSION = N_("There is no session {name}; did you mean {near}?")
NO_SESSIONS = N_("There is no session {name}: the file has no agenda.")
NO_ROUND = N_("There is no round {n}; these groups have {rounds}.")
AT_LEAST_ONE = N_("{flag} wants a number from 1 on.")


def commands(add: "argparse._SubParsersAction[Any]", say: Language) -> None:
    """What can be typed."""
    words = say("who sits with whom, round by round: few meet twice, every wish of the file is kept or the clash is told")
    command = add.add_parser("groups", help=words, description=words)
    command.add_argument("file", type=pathlib.Path)
    command.add_argument("--size", type=int, metavar="N", help=say("how many sit in a group at most (5)"))
    command.add_argument("--number", type=int, metavar="N", help=say("how many groups, where the size does not say it"))
    command.add_argument("--rounds", type=int, metavar="N", help=say("how often the groups change (1)"))
    command.add_argument("--seed", type=int, metavar="N", help=say("the same seed gives the same groups (1)"))
    command.add_argument("--session", action="append", default=[], metavar="ID", help=say("for this session; may be repeated"))
    command.add_argument(
        "--balance", action="append", metavar="BY", help=say("side, country, region, language, organisation or a column (side)")
    )
    command.add_argument("--group", metavar="ID", help=say("these groups of the file, with their own wishes"))
    command.add_argument("--missing", default="", metavar="WHO", help=say("with --group: ids or codes, as K7,B3; only who must moves"))
    command.add_argument("--from", type=int, default=1, dest="first", metavar="N", help=say("with --missing: from this round on (1)"))
    command.add_argument("--names", action="store_true", help=say("print names instead of codes"))
    command.add_argument("--json", action="store_true", help=say("for machines, people by id"))
    command.add_argument("--keep", action="store_true", help=say("write the groups into the file"))
    command.add_argument("-o", "--output", type=pathlib.Path, help=say("write them into a new convening file"))
    command.set_defaults(run=groups)


def groups(given: argparse.Namespace, say: Language) -> int:
    """Make groups, or put those of the file right."""
    from toolkit.planning.grouping.make import ClashError

    for flag in ("size", "number", "rounds", "first"):
        if (value := getattr(given, flag)) is not None and value < 1:
            raise UsageError(AT_LEAST_ONE, flag=f"--{'from' if flag == 'first' else flag}")
    opened = open_file(given.file)
    convening = _coded(opened.convening)
    try:
        made = _repaired(convening, given) if given.missing else _made(convening, given)
    except ClashError as clash:
        print(clash.told(lambda person: _called(person, given.names), say), file=sys.stderr)
        return 2
    _print(made, convening, given, say)
    whole = _with(opened.convening, made.grouping)
    if given.keep:
        write_over(given.file, whole, opened)
    if given.output is not None:
        from toolkit.convening import file

        write_new(given.output, file.write(whole))
    return 0


def _coded(convening: "Convening") -> "Convening":
    from toolkit.convening import people

    return people.with_codes(convening)


def _made(convening: "Convening", given: argparse.Namespace) -> "Made":
    from toolkit.convening.model import Grouping, Wish
    from toolkit.planning.grouping.kinds import columns
    from toolkit.planning.grouping.make import make

    if given.group:
        grouping = _known(convening, given.group)
    else:
        by = given.balance if given.balance is not None else ["side"] if "side" in columns(convening.participants) else []
        number = 1 + max(
            (int(each.id[9:]) for each in convening.groups if each.id[:9] == "grouping-" and each.id[9:].isdecimal()), default=0
        )
        grouping = Grouping(id=f"grouping-{number}", wishes=tuple(Wish(kind="balance", by=each) for each in by))
    changed: dict[str, object] = {key: value for key in ("size", "number") if (value := getattr(given, key)) is not None}
    if given.session:
        changed["sessions"] = tuple(_session(convening, each) for each in given.session)
    grouping = grouping.model_copy(update=changed)
    return make(convening, grouping, given.rounds, given.seed)


def _repaired(convening: "Convening", given: argparse.Namespace) -> "Made":
    from toolkit.planning.grouping.make import repair

    if not convening.groups:
        raise UsageError(NONE_YET)
    grouping = _known(convening, given.group) if given.group else convening.groups[-1]
    if given.first > len(grouping.rounds):
        raise UsageError(NO_ROUND, n=given.first, rounds=len(grouping.rounds))
    gone = tuple(_person(convening, each.strip()) for each in given.missing.split(",") if each.strip())
    rounds = tuple(turn if at < given.first - 1 else turn.model_copy(update={"absent": tuple(dict.fromkeys((*turn.absent, *gone)))})
                   for at, turn in enumerate(grouping.rounds))  # fmt: skip
    return repair(convening, grouping.model_copy(update={"rounds": rounds}), given.first - 1)


def _known(convening: "Convening", name: str) -> "Grouping":
    found = next((each for each in convening.groups if each.id == name), None)
    if found is None and not convening.groups:
        raise UsageError(NONE_YET)
    if found is None:
        raise UsageError(NO_GROUPING, name=name, known=", ".join(each.id for each in convening.groups))
    return found


def _person(convening: "Convening", name: str) -> str:
    found = next((person.id for person in convening.participants if name in (person.id, person.code)), None)
    if found is None:
        raise UsageError(NO_PERSON, name=name)
    return found


def _session(convening: "Convening", name: str) -> str:
    from toolkit.convening.checked import nearest

    known = [session.id for _, _, session in convening.sessions()]
    if not known:
        raise UsageError(NO_SESSIONS, name=name)
    if name not in known:
        raise UsageError(NO_SESSION, name=name, near=nearest(name, known) or ", ".join(known[:3]))
    return name


def _with(convening: "Convening", grouping: "Grouping") -> "Convening":
    """The convening with these groups in the place of those of the same id, or after the others."""
    known = any(each.id == grouping.id for each in convening.groups)
    held = tuple(grouping if each.id == grouping.id else each for each in convening.groups)
    return convening.model_copy(update={"groups": held if known else (*held, grouping)})


def _called(person: "Participant", names: bool) -> str:
    return (person.name if names else "") or person.code or person.id


def _print(made: "Made", convening: "Convening", given: argparse.Namespace, say: Language) -> None:
    from toolkit.planning.grouping.words import cost

    if given.json:
        from toolkit.convening import file

        print(file.write_json(made.grouping), end="")
    else:
        held = {person.id: _called(person, given.names) for person in convening.participants}
        for number, turn in enumerate(made.grouping.rounds, 1):
            print(say("Round {n}", n=say.number(number)))
            for group in turn.groups:
                place = f" ({group.room})" if group.room else ""
                print(f"  {group.name}{place}: {', '.join(held[each] for each in group.people)}")
    if given.missing:
        print(say.plural("{n} place was changed.", "{n} places were changed.", made.moved), file=sys.stderr)
    print(cost(made.figures, len(made.grouping.rounds), say), file=sys.stderr)

"""Everything the planner does, without a browser. Imports what a command needs when it runs, so that each starts at once.

Files go where they are asked to, one line each on standard output; what is wrong goes to standard error as one sentence, exit 2.
"""

import argparse
import datetime as dt
import gc
import io
import json
import os
import pathlib
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from toolkit import cli_exercises, cli_groups, cli_handover, cli_people, cli_store
from toolkit.cli_files import (
    UsageError,
    a_date,
    bytes_of,
    open_file,
    write_new,
)
from toolkit.language import N_, Language, on_screen, system_language
from toolkit.language.said import SaidError

ROOT = pathlib.Path(__file__).resolve().parent.parent
EDITIONS = ["usual", "large", "low-ink"]
"""Those of `documents/registry.py`, which a start of the program does not wait for."""

SEE_HELP = N_("{problem}; see `{command}`.")
NO_COMMAND_NEAR = N_("There is no command {name}: did you mean {near}?")
NO_COMMAND = N_("There is no command {name}: see `python3 run.py --help`.")
NOT_A_PAIR = N_("--set wants KEY=TEXT, as subject=Water; it was {pair}.")
NO_TARGET = N_("Say where it goes: -o my.yaml makes a new convening file, --into my.yaml holds it against one that went out.")


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of printing the usage."""

    def error(self, message: str) -> NoReturn:
        command = " ".join(["python3", *self.prog.split(), "--help"])
        raise UsageError(SEE_HELP, problem=f"{message[:1].upper()}{message[1:]}", command=command)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """A command that there is not is told by its name; argparse has no name for the place where it stands."""
        if isinstance(action, argparse._SubParsersAction) and value not in (known := [str(name) for name in action.choices or ()]):
            near = get_close_matches(str(value), known, 1, 0.5)
            raise UsageError(NO_COMMAND_NEAR, name=value, near=near[0]) if near else UsageError(NO_COMMAND, name=value)
        super()._check_value(action, value)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 a conflict was found, 2 said why not."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    say = on_screen(system_language())
    try:
        given = _parser(say).parse_args(arguments)
        run: Callable[[argparse.Namespace, Language], int] = given.run
        return run(given, say)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    except Exception as problem:
        if not _is_for_the_person(problem):
            raise
        print(problem.say(say) if isinstance(problem, SaidError) else problem, file=sys.stderr)
        if os.environ.get("CONVENING_BY_HAND"):
            _wait_for_enter(say)
        return 2


def _is_for_the_person(problem: Exception) -> bool:
    """Whether an error is one of those that are written as sentences; anything else is a fault of ours, and its trace is wanted."""
    return isinstance(problem, UsageError) or (type(problem).__module__.startswith("toolkit.") and type(problem).__name__.endswith("Error"))


def _wait_for_enter(say: Language) -> None:
    try:
        input(say("Press Enter to close this window. "))
    except EOFError:
        return


def _parser(say: Language) -> argparse.ArgumentParser:
    purpose = say("Plan a convening, print everything it needs, and write its report. Without a command: the planner, in the browser.")
    parser = Parser(prog="run.py", description=purpose)
    parser.add_argument("--port", type=int, default=5000, help=say("where the planner listens, on this computer only (5000)"))
    parser.add_argument("--no-browser", action="store_true", help=say("print the link instead of opening the browser"))
    parser.set_defaults(run=serve)
    commands = parser.add_subparsers(title=say("commands"), metavar="", parser_class=Parser)

    command = commands.add_parser("new", help=say("start a convening file from a template"))
    command.add_argument("template", nargs="?", help=say("its name; without one, the templates are listed"))
    command.add_argument("--title", help=say("what the convening is called"))
    command.add_argument("--subject", help=say("what it is about; fills the template's questions"))
    command.add_argument("--discreet-title", default="", help=say("what outsiders may read"))
    command.add_argument("--date", help=say("its first day, as 2027-03-11"))
    command.add_argument("--expected", type=int, help=say("how many people are expected"))
    command.add_argument("--set", action="append", default=[], metavar="KEY=TEXT", help=say("an answer to one of the template's questions"))
    command.add_argument("-o", "--output", type=pathlib.Path, help=say("the file to write"))
    command.set_defaults(run=new)

    command = commands.add_parser("build", help=say("make the documents of a convening file"))
    command.add_argument("file", type=pathlib.Path)
    command.add_argument("-o", "--output", type=pathlib.Path, required=True, metavar="DIR", help=say("the folder to put them in"))
    command.add_argument("--document", action="append", default=[], metavar="NAME", help=say("only this one; may be repeated"))
    command.add_argument("--format", action="append", default=[], metavar="FORMAT", help="pdf docx html md xlsx csv ics")
    command.add_argument("--audience", action="append", default=[], metavar="AUDIENCE", help="public participants facilitators organisers")
    command.add_argument("--language", action="append", default=[], metavar="CODE", help=say("as fr; may be repeated"))
    command.add_argument("--paper", choices=["a3", "a4", "letter", "tabloid"], help=say("instead of the convening's own"))
    command.add_argument("--edition", choices=[*EDITIONS, "bilingual"], default="usual", help=say("of the documents that have it"))
    command.add_argument("--languages", default="", metavar="CODES", help=say("the two of a bilingual edition, as en,fr"))
    command.add_argument("--person", action="append", default=[], metavar="ID", help=say("whom a letter or slip is for; may be repeated"))
    command.add_argument("--zip", action="store_true", help=say("one ZIP for each audience as well"))
    command.add_argument("--jobs", type=int, choices=range(1, 65), metavar="N", help=say("how many at once (all cores)"))
    command.add_argument("--passphrase-file", type=pathlib.Path, metavar="FILE", help=say("the passphrase of a file that is closed"))
    command.set_defaults(run=build)

    command = commands.add_parser("print-job", help=say("what is printed for one day, as one PDF for each paper and sides setting"))
    command.add_argument("file", type=pathlib.Path)
    command.add_argument("--day", type=int, default=1, metavar="N", help=say("which day (1)"))
    command.add_argument("--paper", choices=["a3", "a4", "letter", "tabloid"], help=say("instead of the convening's own"))
    command.add_argument("--edition", choices=[*EDITIONS, "bilingual"], default="usual", help=say("where a document has it"))
    command.add_argument("-o", "--output", type=pathlib.Path, required=True, help=say("the folder; made when it is missing"))
    command.set_defaults(run=print_job)

    checks = say(
        "what the timing and the review say of a convening file; exit 1 on a conflict of times, never on a remark. Of a folder: whether"
        " its exercises are in order"
    )
    command = commands.add_parser("check", help=checks, description=checks)
    command.add_argument("file", type=pathlib.Path)
    command.add_argument("--passphrase-file", type=pathlib.Path, metavar="FILE", help=say("the passphrase of a file that is closed"))
    command.add_argument("--for", dest="convening", type=pathlib.Path, metavar="FILE", help=say("of a finished file: its convening"))
    command.add_argument("--audience", default="", help=say("of a finished file: who will read it"))
    command.add_argument("--language", default="", help=say("of a finished file: the language that it is written in"))
    command.set_defaults(run=check)

    cli_exercises.commands(commands, say)
    cli_groups.commands(commands, say)

    command = commands.add_parser("import-agenda", help=say("a convening file from an agenda that you have; what is doubtful is said"))
    command.add_argument("file", type=pathlib.Path, help="csv tsv xlsx ods docx ics html md txt eml")
    command.add_argument("more", nargs="*", type=pathlib.Path, help=say("with --into: further files that came back"))
    command.add_argument("-o", "--output", type=pathlib.Path, help=say("the file to write"))
    command.add_argument("--into", type=pathlib.Path, metavar="FILE", help=say("hold what came back against the version that went out"))
    command.add_argument("--accept", default="", metavar="NUMBERS", help=say("with --into: which changes to take over, as 1,3-5 or all"))
    command.add_argument("--against", metavar="VERSION", help=say("with --into: the version, where the file does not name it; or now"))
    command.add_argument("--title", default="", help=say("what the convening is called"))
    command.add_argument("--year", type=int, help=say("the year, where the agenda does not print it"))
    command.set_defaults(run=import_agenda)

    command = commands.add_parser("import-report", help=say("what came back in Word files of the report, and what was remarked in them"))
    command.add_argument("file", type=pathlib.Path, help="docx")
    command.add_argument("more", nargs="*", type=pathlib.Path, help=say("further files that came back"))
    command.add_argument("--into", type=pathlib.Path, metavar="FILE", required=True, help=say("the convening file whose report it is"))
    command.add_argument("--accept", default="", metavar="NUMBERS", help=say("which changes to take over, as 1,3-5 or all"))
    command.add_argument("--against", metavar="VERSION", help=say("the version, where the file does not name it"))
    command.add_argument("--comments", action="store_true", help=say("gather the comments in the convening file, for the matrix of them"))
    command.set_defaults(run=import_report)

    command = commands.add_parser("import-people", help=say("people from a list that you have; what is doubtful is said"))
    cli_people.arguments(command, say)
    command.set_defaults(run=import_people)

    command = commands.add_parser("send", help=say("name a version, keep it in the convening file, and make its agenda as a Word file"))
    command.add_argument("file", type=pathlib.Path)
    command.add_argument("--version", required=True, metavar="NAME", help=say("what it is called, as “v3, sent to ERN”"))
    command.add_argument("--report", action="store_true", help=say("the report instead of the agenda, in its full edition"))
    command.add_argument("--to", default="", metavar="WHO", help=say("to whom it goes"))
    command.add_argument("--date", help=say("when it goes, as 2027-03-11 (today)"))
    command.add_argument("--audience", default="participants", metavar="AUDIENCE", help="public participants facilitators organisers")
    command.add_argument("--language", default="", metavar="CODE", help=say("as fr"))
    command.add_argument("-o", "--output", type=pathlib.Path, required=True, metavar="DIR", help=say("the folder to put it in"))
    command.set_defaults(run=send)

    cli_handover.commands(commands, say)

    command = commands.add_parser("changes", help=say("what has changed since a version went out, to paste into an e-mail"))
    command.add_argument("file", type=pathlib.Path)
    command.add_argument("--version", default="", metavar="NAME", help=say("since which version (the last one)"))
    command.add_argument("--audience", metavar="AUDIENCE", help="public participants facilitators organisers")
    command.set_defaults(run=changes)

    command = commands.add_parser("schema", help=say("the JSON Schema of the convening file"))
    command.set_defaults(run=schema)

    cli_store.commands(commands, say)

    command = commands.add_parser("test", help=say("install what the tests need and run them"))
    command.add_argument("--full", action="store_true", help=say("with the large counts"))
    command.add_argument("rest", nargs=argparse.REMAINDER, help=say("handed to pytest"))
    command.set_defaults(run=test)

    command = commands.add_parser("bench", help=say("the benchmarks, each beside its peer, as ratios"))
    command.add_argument("--json", action="store_true", help=say("for machines"))
    command.add_argument("--only", action="append", default=[], metavar="NAME")
    command.add_argument("--quick", action="store_true", help=say("fewer runs"))
    command.set_defaults(run=bench)
    return parser


def serve(given: argparse.Namespace, say: Language) -> int:
    """The planner in the browser, until its page or Ctrl+C quits it."""
    gc.disable()  # what is loaded at a start stays; looking for rubbish in it takes a quarter of the time. The server turns it on again
    from toolkit.web.serve import serve as run

    run(port=given.port, open_browser=not given.no_browser, say=say)
    return 0


def new(given: argparse.Namespace, say: Language) -> int:
    """A convening file from a template, or the list of templates."""
    from toolkit import library
    from toolkit.convening import file
    from toolkit.convening.values import in_language

    if given.template is None:
        for template in library.templates():
            print(f"{template.name:28} {in_language(template.card.title, say.code, 'en')[0]}")
        return 0
    answers = dict(_answer(pair) for pair in given.set)
    if given.subject:
        answers["subject"] = given.subject
    elif given.title:
        answers.setdefault("subject", given.title)
    convening = library.start(
        given.template,
        answers,
        title=given.title,
        discreet_title=given.discreet_title,
        first_day=a_date(given.date),
        expected=given.expected,
    )
    text = file.write(convening)
    if given.output is None:
        print(text, end="")
    else:
        write_new(given.output, text)
        print(given.output)
    return 0


def _answer(pair: str) -> tuple[str, str]:
    key, equals, text = pair.partition("=")
    if not equals:
        raise UsageError(NOT_A_PAIR, pair=pair)
    return key.strip(), text


def build(given: argparse.Namespace, say: Language) -> int:
    from toolkit import cli_build

    return cli_build.build(given, say)


def print_job(given: argparse.Namespace, say: Language) -> int:
    from toolkit import cli_build

    return cli_build.print_job(given, say)


def check(given: argparse.Namespace, say: Language) -> int:
    """What the timing says, day by day, then the review's remarks; 1 where a day cannot fit, and never for a remark."""
    from toolkit import cli_checking, verdict

    if cli_checking.is_finished(given.file):
        return cli_checking.check_finished(given, say)
    if given.file.is_dir():
        lines, broken = verdict.exercises(given.file, say)
        print("\n".join(lines))
        return int(broken)
    opened = open_file(given.file, given.passphrase_file)
    convening = opened.convening
    for sentence in verdict.left_out(convening, say, opened.exercises):
        print(sentence, file=sys.stderr)
    days, conflict = verdict.days(convening, say)
    for line in (*days, *verdict.remarks(convening, say), *verdict.named(convening, say)):
        print(line)
    return 1 if conflict else 0


def import_agenda(given: argparse.Namespace, say: Language) -> int:
    """Somebody's agenda as a convening file; doubts and what was left out go to standard error, each with its place."""
    from toolkit.convening import file
    from toolkit.imports import agenda
    from toolkit.readers import reading

    if given.into is not None:
        from toolkit.cli_versions import take_back

        return take_back(given, say)
    if given.output is None:
        raise UsageError(NO_TARGET)
    data = bytes_of(given.file)
    hints = agenda.Hints(title=given.title, year=given.year, today=dt.datetime.now(dt.UTC).date())
    understood = agenda.understand(reading.read(data, given.file.name), hints)
    write_new(given.output, file.write(agenda.convening(understood)))
    for sentence in agenda.remarks(understood, say):
        print(f"{given.file}: {sentence}", file=sys.stderr)
    print(given.output)
    return 0


def import_people(given: argparse.Namespace, say: Language) -> int:
    """Somebody's list of people, as a convening file or into one."""
    return cli_people.import_people(given, say)


def send(given: argparse.Namespace, say: Language) -> int:
    """A version that goes out."""
    from toolkit import cli_versions

    return cli_versions.send(given, say)


def changes(given: argparse.Namespace, say: Language) -> int:
    """The change note since a version."""
    from toolkit import cli_versions

    return cli_versions.changes(given, say)


def import_report(given: argparse.Namespace, say: Language) -> int:
    """What came back in Word files of the report."""
    from toolkit import cli_versions

    return cli_versions.take_report_back(given, say)


def schema(given: argparse.Namespace, say: Language) -> int:
    """The JSON Schema, on standard output."""
    from toolkit.convening import file

    print(json.dumps(file.schema(), indent=2, ensure_ascii=False))
    return 0


def test(given: argparse.Namespace, say: Language) -> int:
    """The tests, on all cores, with warnings as errors."""
    import subprocess

    environment = dict(os.environ, CONVENING_FULL="1" if given.full else "")
    rest = [part for part in given.rest if part != "--"] or ["-n", "auto", "--dist", "worksteal", "-q"]
    if given.full:
        rest = ["--timeout", "0", *rest]  # large counts take what they take
    return subprocess.run([sys.executable, "-m", "pytest", *rest], cwd=ROOT, env=environment).returncode  # noqa: S603


def bench(given: argparse.Namespace, say: Language) -> int:
    """The benchmarks live with the tests, for they need the tests' libraries."""
    import runpy

    flags = [f"--{name}" for name in ("json", "quick") if getattr(given, name)]
    sys.argv = ["bench", *flags, *[f"--only={name}" for name in given.only]]
    sys.path.insert(0, str(ROOT))
    runpy.run_path(str(ROOT / "tests" / "bench" / "__main__.py"), run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main())

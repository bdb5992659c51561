"""The commands for versions: what goes out, what comes back, what has changed since. Loaded by cli.py when one of them runs."""

import argparse
import datetime as dt
import hashlib
import pathlib
import sys
from typing import TYPE_CHECKING

from toolkit.cli_files import NO_AUDIENCE, UsageError, a_date, bytes_of, open_file, ready, report, write_over
from toolkit.language import N_, Language

if TYPE_CHECKING:
    from toolkit.convening.model import Convening
    from toolkit.imports.report_back import Returned as Report
    from toolkit.imports.returned import Returned
    from toolkit.library import Opened

CLASHES = N_("Nothing was written: some of this was changed differently elsewhere; take what you want by its numbers, as --accept 1,3-5.")
HOW_TO_TAKE = N_("Nothing was written. To take changes over: --accept all, or their numbers, as --accept 1,3-5.")
NOT_NUMBERS = N_("{flag} wants all, or numbers as 1,3-5; it was {typed}.")
NO_SUCH_CHANGE = N_("There is no change number {number}: there are {most}.")
NO_VERSION = N_("No such version of {file} went out: there are {known}.")


def take_back(given: argparse.Namespace, say: Language) -> int:
    """What the files that came back have changed, a line each; only what is accepted is written."""
    from toolkit.convening.edits import apply
    from toolkit.imports import returned
    from toolkit.readers import reading

    opened = open_file(given.into)
    convening = opened.convening
    files = [(path, reading.read(bytes_of(path), path.name)) for path in (given.file, *given.more)]
    found = [returned.compare(convening, source, given.against) for _, source in files]
    first = 1
    wanted: list[set[int]] = []
    chosen_all = numbers(given.accept, sum(len(each.changes) for each in found))
    for each in found:
        _print_returned(each, convening, first, say)
        wanted.append({number - first + 1 for number in chosen_all} & {change.number for change in each.changes})
        first += len(each.changes)
    for clash in (clashes := returned.clashes(found)):
        print(clash.say(convening, say), file=sys.stderr)
    ours = [change for each in found for change in each.changes if change.clashes]
    if (clashes or ours) and given.accept in ("", "all"):
        raise UsageError(CLASHES)
    if not given.accept:
        print(say(HOW_TO_TAKE) if first > 1 else say("Nothing was changed."))
        return 0
    for each, chosen in zip(found, wanted, strict=True):
        takes = [change.number for change in each.changes if change.number in chosen and (change.wish is not None or given.accept != "all")]
        if takes:
            convening = apply(convening, returned.accept(convening, each, takes)).convening
    write_over(given.into, convening, opened)
    print(given.into)
    return 0


def _print_returned(found: "Returned", convening: "Convening", first: int, say: Language) -> None:
    from toolkit.imports import returned

    version = found.name or say("the agenda of today")
    print(say("{file}, held against {version}:", file=found.file, version=version))
    for change in found.changes:
        print(f"{change.number + first - 1:3}. {returned.sentence(change, convening, say)}")
    for remark in found.remarks:
        print(f"     {returned.remark_sentence(remark, convening, say)}")
    if not found.changes:
        print(say("No change was found."))
    if found.already:
        print(say.plural("{n} change is in your agenda by now.", "{n} changes are in your agenda by now.", found.already))
    for unread in found.unread:
        print(f"{found.file}: {unread.say(say)}", file=sys.stderr)


def numbers(typed: str, most: int, flag: str = "--accept") -> set[int]:
    """1,3-5 or all; a number that no change has is refused, however large."""
    if typed in ("", "all"):
        return set(range(1, most + 1)) if typed else set()
    found: set[int] = set()
    for part in typed.split(","):
        first, dash, last = part.strip().partition("-")
        if not (first.isdecimal() and (last.isdecimal() or not dash)):
            raise UsageError(NOT_NUMBERS, typed=typed, flag=flag)
        found |= {int(first), int(last or first), *range(int(first), min(int(last or first), most) + 1)}
    if wrong := sorted(number for number in found if not 1 <= number <= most):
        raise UsageError(NO_SUCH_CHANGE, number=wrong[0], most=most)
    return found


def send(given: argparse.Namespace, say: Language) -> int:
    """A version that goes out: its Word file in a folder, and what it said in the convening file."""
    from toolkit.convening.edits import apply
    from toolkit.convening.model import AUDIENCES
    from toolkit.documents import sending

    if given.report:
        return send_report(given, say)
    if given.audience not in AUDIENCES:
        raise UsageError(NO_AUDIENCE, name=given.audience, known=", ".join(AUDIENCES))
    opened = open_file(given.file)
    on = a_date(given.date) or dt.datetime.now(dt.UTC).astimezone().date()
    code = given.language or opened.convening.language
    edit = sending.send(opened.convening, given.version, to=given.to, on=on, audience=given.audience, code=code)
    return _go_out(given, say, opened, apply(opened.convening, edit).convening, "agenda", code)


def _go_out(given: argparse.Namespace, say: Language, opened: "Opened", convening: "Convening", document: str, code: str) -> int:
    """The Word file in its folder first; the convening file only once that is there."""
    from toolkit import library, pack
    from toolkit.material import Material
    from toolkit.press import Press
    from toolkit.store import places

    material = Material(convening, library.exercises(places.own_exercises()), opened.assets)
    tasks = pack.plan(material, documents=[document], formats=["docx"], audiences=[given.audience], languages=[code])
    folder: pathlib.Path = given.output
    ready(folder)
    ledger = places.cache_folder() / "builds" / f"{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:32]}.json"
    with Press(1) as press:
        outcomes = list(pack.build(material, tasks, folder, press, ledger))
    for outcome in outcomes:
        report(outcome, folder, say)
    if any(outcome.problem for outcome in outcomes):
        return 2
    write_over(given.file, convening, opened)
    print(given.file)
    return 0


def send_report(given: argparse.Namespace, say: Language) -> int:
    """The same of the report: its texts are kept in the convening file, its Word file goes into a folder."""
    from toolkit import library
    from toolkit.convening.edits import apply
    from toolkit.convening.model import AUDIENCES
    from toolkit.imports import report_back
    from toolkit.store import places

    if given.audience not in AUDIENCES:
        raise UsageError(NO_AUDIENCE, name=given.audience, known=", ".join(report_back.FULL))
    opened = open_file(given.file)
    exercises = library.exercises(places.own_exercises())
    on = a_date(given.date) or dt.datetime.now(dt.UTC).astimezone().date()
    edit = report_back.send(
        opened.convening, given.version, to=given.to, on=on, audience=given.audience, code=given.language, exercises=exercises,
        assets=opened.assets,
    )  # fmt: skip
    convening = apply(opened.convening, edit).convening
    return _go_out(given, say, opened, convening, "report", given.language or convening.language)


def take_report_back(given: argparse.Namespace, say: Language) -> int:
    """What the Word files of the report changed, a line each, and their comments; only what is accepted is written."""
    from toolkit.convening.edits import apply
    from toolkit.imports import report_back
    from toolkit.readers import reading

    opened = open_file(given.into)
    convening = opened.convening
    sources = [(reading.read(bytes_of(path), path.name, calls=True), given.against) for path in (given.file, *given.more)]
    found = [report_back.compare(convening, source, against) for source, against in sources]
    asked = report_back.questions(found)
    options = [option for question in asked for option in question.options]
    for file in found:
        _print_report(file, say)
    for number, option in enumerate(options, 1):
        files = f" [{', '.join(found[at].file for at in option.files)}]" if len(found) > 1 else ""
        print(f"{number:3}. {report_back.sentence(option.change, say)}{files}")
    for question in asked:
        if len(question.options) > 1:
            numbered = say.list([say.number(options.index(option) + 1) for option in question.options])
            print(say("{numbers} contradict one another: at most one of them can be had.", numbers=numbered), file=sys.stderr)
    chosen = numbers(given.accept, len(options))
    if given.accept == "all" and any(question.clashes for question in asked):
        raise UsageError(CLASHES)
    if any(sum(options.index(option) + 1 in chosen for option in question.options) > 1 for question in asked):
        raise UsageError(CLASHES)
    done = report_back.take(convening, sources, [option for number, option in enumerate(options, 1) if number in chosen])
    before, convening = convening, apply(convening, done.edit).convening
    if given.comments:
        convening = apply(convening, report_back.gather(convening, found)).convening
    for option in done.left:
        reason = option.change.why.say(say) if option.change.why is not None else say(report_back.BY_HAND)
        print(f"{options.index(option) + 1:3}. {reason}", file=sys.stderr)
    if convening == before:
        print(say(HOW_TO_TAKE) if options and not given.accept else say("Nothing was changed."))
        return 0
    write_over(given.into, convening, opened)
    print(given.into)
    return 0


def _print_report(found: "Report", say: Language) -> None:
    print(say("{file}, held against {version}:", file=found.file, version=found.version.name))
    if not found.changes:
        print(say("No change was found."))
    if found.already:
        print(say.plural("{n} change is in your report by now.", "{n} changes are in your report by now.", found.already))
    for remark in found.remarks:
        told = {"where": remark.heading, "author": remark.author, "words": remark.words, "text": remark.text}
        said = say("{where}: {author} on “{words}”: {text}", **told)
        print(f"     {said}")
    for unread in found.unread:
        print(f"{found.file}: {unread.say(say)}", file=sys.stderr)


def changes(given: argparse.Namespace, say: Language) -> int:
    """The change note since a version, on standard output."""
    from toolkit.convening.model import AUDIENCES
    from toolkit.imports import returned

    if given.audience not in (None, *AUDIENCES):
        raise UsageError(NO_AUDIENCE, name=given.audience, known=", ".join(AUDIENCES))
    convening = open_file(given.file).convening
    known = [sent for sent in convening.sent if given.version in ("", sent.id, sent.name)]
    if not known:
        raise UsageError(NO_VERSION, file=given.file, known=", ".join(dict.fromkeys(f"“{sent.name}”" for sent in convening.sent)) or "–")
    print(returned.change_note(known[-1], convening, say, given.audience) or say("Nothing has changed."))
    return 0

"""What the page of a file that came back shows: by day and session what was changed, by whom, and what there is to choose."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.convening.model import Convening
from toolkit.convening.values import in_language
from toolkit.imports.agenda.places import place
from toolkit.imports.returned import Option, Question, Remark, Returned, Subject, UnknownVersionError
from toolkit.imports.returned import sentences as words
from toolkit.imports.returned.changes import Change
from toolkit.imports.returned.versions import NO_SUCH, UNKNOWN, UNNAMED
from toolkit.language import N_, Language
from toolkit.readers.source import Unread, Where
from toolkit.web.board import day_name
from toolkit.web.printing import AUDIENCE_NAMES, own_name
from toolkit.web.returned import Compared, Files

Pieces = tuple[tuple[bool, str], ...]
"""A text cut where it differs from the other one: True is what only this one says."""

UNKNOWN_HERE = N_(
    "It says that it is “{label}”, and no version of that name went out from here. Choose the version that it is to be held against."
)
UNNAMED_HERE = N_("It bears no version that went out from here. Choose the one that it is to be held against.")
NO_SUCH_HERE = N_("No version called “{name}” went out from here. Choose another.")

FRONT = N_("Title and objectives")
NEW_DAY = N_("A day that is new, or is no more")
TITLE_BLOCK = N_("The title block")
OBJECTIVES = N_("Objectives")
THE_DAY = N_("The day itself")
UNTITLED = N_("Without a title")


@dataclass(frozen=True, slots=True)
class Said:
    """One change: a field with what stood and what stands, or a sentence. `ours` is what stands here, where that is neither."""

    field: str
    sentence: str
    stood: Pieces
    stands: Pieces
    ours: str | None
    beside: str
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    said: tuple[Said, ...]
    files: str
    can_be_taken: bool


@dataclass(frozen=True, slots=True)
class Asked:
    id: str
    name: str
    choices: tuple[Choice, ...]
    clashes: bool
    can_be_taken: bool


@dataclass(frozen=True, slots=True)
class Comment:
    author: str
    text: str
    on: str
    file: str


@dataclass(slots=True)
class Thing:
    """A session, a group, a day, the title block: its comments, and what is asked of it."""

    name: str
    at: tuple[int, int]
    comments: list[Comment] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OfDay:
    name: str
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file at the top of the page. `problem` says that nobody knows its version; `facts` are for whom and in what language it is."""

    number: int
    name: str
    problem: str
    version: str
    facts: str
    found: str
    already: str
    against: str | None
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    files: tuple[File, ...]
    versions: tuple[tuple[str, str], ...]
    days: tuple[OfDay, ...]
    open: int
    simple: int
    clashing: int
    refused: tuple[str, ...]


def page(convening: Convening, files: Files, now: Compared, say: Language) -> Page:
    takeable = [each for each in now.asked if each.can_be_taken]
    return Page(
        tuple(_files(files, now, say)), tuple(_versions(convening, say)), _days(convening, now, say), len(now.asked),
        sum(not each.clashes for each in takeable), sum(each.clashes for each in takeable),
        tuple(words.what(change, convening, say) for each in now.refused for option in each.options for change in option.changes),
    )  # fmt: skip


def differing(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts, cut into what they share and what they do not, by words; as wholes where they share little."""
    mine, theirs = re.findall(r"\s+|\w+|[^\w\s]", old), re.findall(r"\s+|\w+|[^\w\s]", new)
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    if not old or not new or matcher.ratio() < 0.4:
        return _whole(old, new)
    steps = matcher.get_opcodes()
    return (
        _pieces([(tag != "equal", "".join(mine[a:b])) for tag, a, b, _, _ in steps]),
        _pieces([(tag != "equal", "".join(theirs[a:b])) for tag, _, _, a, b in steps]),
    )


_SHORT = frozenset({"retimed", "room", "lead", "kind", "date"})
"""Of these nobody looks for the letter that is another."""


def _whole(old: str, new: str) -> tuple[Pieces, Pieces]:
    return _pieces([(True, old)]), _pieces([(True, new)])


def _pieces(found: Sequence[tuple[bool, str]]) -> Pieces:
    return tuple((differs, text) for differs, text in found if text)


# The files


def _files(files: Files, now: Compared, say: Language) -> Iterator[File]:
    held = dict(zip(now.numbers, now.found, strict=True))
    for number, came in enumerate(files.came):
        problem = now.unknown.get(number)
        unread = tuple(_unread(came.source.unread, say))
        if problem is not None:
            yield File(number, came.source.name, _unknown(problem, say), "", "", "", "", came.against, unread)
        else:
            yield _file(number, came.source.name, held[number], came.against, unread, say)


def _unknown(problem: UnknownVersionError, say: Language) -> str:
    """As the command line says it, but for the names of the versions, which stand in a list below."""
    sentences = {UNKNOWN: UNKNOWN_HERE, UNNAMED: UNNAMED_HERE, NO_SUCH: NO_SUCH_HERE}
    return say(sentences[problem.message], **problem.values)


def _file(number: int, name: str, found: Returned, against: str | None, unread: tuple[str, ...], say: Language) -> File:
    version = found.version
    facts = [say("to {who}", who=version.to) if version is not None and version.to else ""]
    facts.append(say.date(version.on) if version is not None and version.on is not None else "")
    facts += [say(AUDIENCE_NAMES[found.audience]), own_name(found.language)]
    counted = [say.plural("{n} change", "{n} changes", len(found.changes))]
    if found.remarks:
        counted.append(say.plural("{n} comment", "{n} comments", len(found.remarks)))
    already = ""
    if found.already:
        already = say.plural("{n} more is in your agenda by now.", "{n} more are in your agenda by now.", found.already)
    return File(
        number, name, "", found.name or say("the agenda of today"), " · ".join(part for part in facts if part), say.list(counted), already,
        against, unread,
    )  # fmt: skip


def _unread(found: Sequence[Unread], say: Language) -> Iterator[str]:
    for each in found:
        where = place(each.where, say)
        yield f"{where}: {each.say(say)}" if where else each.say(say)


def _versions(convening: Convening, say: Language) -> Iterator[tuple[str, str]]:
    """What a file can be held against, the newest first: by id, for two may bear one name."""
    for sent in reversed(convening.sent):
        parts = [sent.name, "" if sent.on is None else say.date(sent.on), say(AUDIENCE_NAMES[sent.audience]), own_name(sent.language)]
        yield sent.id, " · ".join(part for part in parts if part)
    yield "now", say("the agenda of today")


# The changes


def _days(convening: Convening, now: Compared, say: Language) -> tuple[OfDay, ...]:
    """In the order of the agenda; what is of no day of it stands last, the title block first."""
    found: dict[str, dict[tuple[str, str], Thing]] = {}

    def thing(subject: Subject, where: Where) -> Thing:
        day = "" if subject.kind in ("convening", "objective") else subject.day
        key = (subject.kind, "" if subject.kind == "objective" else subject.id)
        held = found.setdefault(day, {})
        made = held.setdefault(key, Thing(_name(subject, say), _at(where)))
        made.at = min(made.at, _at(where))
        return made

    for question in now.asked:
        change = question.options[0].changes[0]
        thing(question.subject, change.where).asked.append(_asked(question, convening, now, say))
    for returned in now.found:
        for remark in returned.remarks:
            thing(remark.subject, remark.where).comments.append(_comment(remark, returned, now))
    names = {"": say(FRONT)} | {
        day.id: f"{day_name(number, day, say)}{f' · {title}' if (title := in_language(day.title, say.code, convening.language)[0]) else ''}"
        for number, day in enumerate(convening.days, 1)
    }
    order = [*names, *(day for day in found if day not in names)]
    return tuple(
        OfDay(names.get(day, say(NEW_DAY)), tuple(sorted(found[day].values(), key=lambda each: each.at))) for day in order if day in found
    )


def _at(where: Where) -> tuple[int, int]:
    """In the order of the file; what is not in it any more comes last."""
    if where == Where():
        return 1_000_000, 0
    return where.table or 0, where.row or where.paragraph or where.line or 0


def _name(subject: Subject, say: Language) -> str:
    names = {"convening": TITLE_BLOCK, "objective": OBJECTIVES, "day": THE_DAY}
    return say(names[subject.kind]) if subject.kind in names else subject.name or say(UNTITLED)


def _asked(question: Question, convening: Convening, now: Compared, say: Language) -> Asked:
    return Asked(
        question.id, _name(question.subject, say), tuple(_choice(option, convening, now, say) for option in question.options),
        question.clashes, question.can_be_taken,
    )  # fmt: skip


def _choice(option: Option, convening: Convening, now: Compared, say: Language) -> Choice:
    files = say.list([now.found[at].file for at in option.files]) if len(now.found) > 1 else ""
    return Choice(option.id, tuple(_said(change, convening, say) for change in option.changes), files, option.can_be_taken)


def _said(change: Change, convening: Convening, say: Language) -> Said:
    is_field = change.kind in words.FIELDS and change.kind != "other"
    stood, stands = ((), ()) if not is_field else (_whole if change.kind in _SHORT else differing)(change.stood, change.stands)
    return Said(
        say(words.FIELDS[change.kind]) if is_field else "", "" if is_field else words.what(change, convening, say), stood, stands,
        change.ours, " · ".join(words.beside(change, say)), "" if change.why is None else change.why.say(say),
    )  # fmt: skip


def _comment(remark: Remark, returned: Returned, now: Compared) -> Comment:
    return Comment(remark.author, remark.text, remark.on, returned.file if len(now.found) > 1 else "")

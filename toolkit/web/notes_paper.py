"""Notes that come back from paper: each line a note of the session that is open, shown before it is taken. A title of a session leads
what follows it there, a head of the printed form or of the minutes names the kind; a sign before a line goes before both.

What was brought lies on the page alone, in its own field, so that it is put right there and looked at again. Nothing is kept meanwhile.
"""

import datetime as dt
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening import notes, people
from toolkit.convening.addressed import EditError
from toolkit.convening.edits import AnyEdit
from toolkit.convening.model import AUDIENCES, Attribution, Convening, NoteKind, Participant, Session
from toolkit.convening.values import Text, in_language
from toolkit.documents.noted import GATHERED, STATUS
from toolkit.language import N_, Language, language
from toolkit.language.said import SaidError
from toolkit.planning import outline
from toolkit.web import fields
from toolkit.web.fields import RefusedError
from toolkit.web.notes import whole
from toolkit.web.notes_page import ATTRIBUTION_WORDS, KIND_WORDS, View
from toolkit.web.planner import planner, say
from toolkit.web.who import who

MOST = 500
_DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩ "
NOTHING = N_("Type or paste the lines first, or choose a file.")
NOTHING_NEW = N_("It says nothing that is not noted here already.")
TOO_MANY = N_("These are {found} lines; bring at most {most} at once.")
TOO_LONG = N_("Line {n} has {found} characters; there is room for {most}. Make two of it.")
HEADS: tuple[tuple[NoteKind, str], ...] = (
    *GATHERED, ("point", N_("Key points, one sentence each")), ("disagreement", N_("Where they disagreed, and why")),
    ("recommendation", N_("Recommendations: what, to whom, why")), ("recommendation", N_("Recommendations")),
    ("quote", N_("Quotes, word for word")), ("action", N_("Next steps")),
)  # fmt: skip
FURNITURE = (
    N_("Whose: code, and how she may be quoted"), N_("One owner (code)"), N_("By"), N_("What"), N_("Write here"), N_("Rapporteur (code):"),
    N_("Chatham House Rule: write what was said and never who said it, nor from which organisation."),
    N_("Write who said it only where that person agreed to be quoted, and only as far: nobody, side, organisation or name."),
    N_("Rapporteur's form"), N_("Minutes"), N_("Draft"),
    N_("Not yet approved by every host. What stands here was noted by the rapporteurs; nobody has agreed to it."),
)  # fmt: skip
"""What the printed form and the minutes say themselves is no note."""


@dataclass(frozen=True, slots=True)
class Found:
    """A line as it will be taken."""

    session: str | None
    where: str
    kind: NoteKind
    kind_word: str
    text: str
    by: str = ""
    attribution: Attribution = "nobody"
    owner: str = ""
    due: str = ""
    code: str = ""

    @property
    def value(self) -> dict[str, str]:
        """As the note is kept, without its id."""
        said = {"kind": self.kind, "text": self.text, "session": self.session or "", "by": self.by, "owner": self.owner,
                "due": self.due}  # fmt: skip
        return {key: words for key, words in said.items() if words} | ({"attribution": self.attribution} if self.by else {})


@dataclass(frozen=True, slots=True)
class Whose:
    """The person whose code stands in a cell of its own, how far beside it she may be quoted, and the date in another cell (ISO)."""

    person: Participant | None = None
    attribution: Attribution = "nobody"
    due: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What was brought, how it is understood, and why not; `mark` makes the ids, so that what is taken twice is there once."""

    text: str = ""
    found: tuple[Found, ...] = ()
    wrong: str = ""
    mark: str = ""


def look(key: str) -> Response | tuple[str, int]:
    """What will be taken, line by line."""
    stored, view = planner().store.get(key), View(request.form.get("session", ""))
    text = request.form.get("text", "")
    try:
        text = _of_file() or text
        found = tuple(understood(text, stored.convening, view.session or None, say()))
        if not found:
            raise RefusedError(NOTHING_NEW if text.strip() else NOTHING)
        return whole(stored, _home(view), None, paper=Paper(text, found, mark=secrets.token_hex(6)))
    except SaidError as error:
        return whole(stored, _home(view), None, status=422, paper=Paper(text, wrong=error.say(say())))


def take(key: str) -> Response | tuple[str, int]:
    """All of it, as it was shown, as one change."""
    view, text, mark = View(request.form.get("session", "")), request.form.get("text", ""), request.form.get("mark", "")

    def make(now: Convening) -> AnyEdit | None:
        found = list(understood(text, now, view.session or None, say()))
        base = mark if mark.isalnum() and mark.isascii() and len(mark) == 12 else secrets.token_hex(6)
        return notes.insert(now, [
            {"id": f"note-{base}{number}", **each.value} for number, each in enumerate(found, 1)
        ])  # fmt: skip

    try:
        _, after = planner().store.change(key, make, who())
    except (EditError, RefusedError) as error:
        return whole(planner().store.get(key), _home(view), None, status=422, paper=Paper(text, wrong=error.say(say())))
    return redirect(url_for("notes.show", key=key, session=view.session or None, told=after.seq), 303)


def _home(view: View) -> View:
    return view if view.session else View(all="rest")


def _of_file() -> str:
    """The text of a file, where one was chosen.

    :raises ReadError: it cannot be read.
    """
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return ""
    from toolkit.readers import plain
    from toolkit.readers.reading import read

    return plain.plain(read(upload.read(), upload.filename))


def understood(text: str, convening: Convening, session: str | None, speech: Language) -> Iterator[Found]:
    """Each line that says something.

    :raises RefusedError: there is more of it, or a longer line, than can be taken.
    """
    titles = _titles(convening)
    codes = {_plain(person.code): person for person in convening.participants if person.code}
    languages = (speech, language("en"), language(convening.language))
    heads = {_plain(spoken(head)): kind for kind, head in HEADS for spoken in languages}
    furniture = {_plain(spoken(words)) for words in FURNITURE for spoken in languages} | _facts(convening, languages)
    days = tuple(_plain(spoken("Day {n}", n="")) for spoken in languages)
    where = next((each for _, _, each in convening.sessions() if each.id == session), None)
    usual: NoteKind = "point"
    standing = _standing(convening, languages)
    for number, (first, rest) in enumerate(_lines(text), 1):
        if number > MOST:
            raise RefusedError(TOO_MANY, found=speech.number(sum(1 for _ in _lines(text))), most=speech.number(MOST))
        head, kind = _plain(first.partition(" · ")[0]), heads.get(_plain(first))
        rest = tuple(cell for cell in rest if _plain(cell) not in furniture)
        if head in titles and not rest:
            where, usual = titles[head], "point"
        elif kind is not None and not rest:
            usual = kind
        elif _plain(first) not in furniture and not (" · " in first and (head in furniture or head.rstrip(_DIGITS) in days)):
            whose, rest = _whose(rest, codes, languages) if (kind or usual) in ("quote", "action") else (Whose(), rest)
            parts = " / ".join(rest).split(" / ") if kind else (" ".join((first, *rest)),)
            for each in _found(parts, number, kind or usual, where, convening, speech, whose):
                if not _stands(each.text, each.session, standing):
                    yield each


def _facts(convening: Convening, languages: Iterable[Language]) -> set[str]:
    """What stands above the first session: what the meeting is called, when and where it is."""
    dates = [day.date for day in convening.days if day.date is not None]
    found = _plain_of(convening.title)
    for spoken in languages:
        place = [in_language(each, spoken.code, convening.language)[0] for each in (convening.venue.name, convening.venue.city)]
        found |= {_plain(spoken.dates(dates)), _plain(", ".join(filter(None, place)))}
    return found - {""}


Standing = dict[str | None, list[tuple[str, str]]]
"""By session how a line begins that is noted already, and how it then ends in the minutes: with to whom, or with what became of it."""


def _standing(convening: Convening, languages: Iterable[Language]) -> Standing:
    found: Standing = {}
    for note in convening.notes:
        ends = {""}
        if note.kind == "recommendation" and note.to:
            ends = {spoken("To: {whom}", whom=in_language(note.to, spoken.code, convening.language)[0]) for spoken in languages}
        elif note.kind == "action":
            ends = {spoken(STATUS[note.status]) for spoken in languages}
        lines = {note.text} if isinstance(note.text, str) else set(note.text.root.values())
        if note.kind == "quote":
            shown = [people.speaker(convening, note, audience) for audience in AUDIENCES]
            lines |= {_speaker(who, convening, spoken) for who in shown for spoken in languages} | {who.side for who in shown}
        found.setdefault(note.session, []).extend((outline.plain(line), outline.plain(end)) for line in lines for end in ends)
    return found


def _stands(text: str, session: str | None, standing: Standing) -> bool:
    """Whether exactly this is noted already; a line that only begins like a note is a new one."""
    said = outline.plain(text)
    return any(
        said and (said == begins or (ends and said.startswith(f"{begins} ") and said.endswith(f" {ends}")))
        for begins, ends in standing.get(session, ()) if begins
    )  # fmt: skip


def _speaker(who: people.Shown, convening: Convening, spoken: Language) -> str:
    organisations = [in_language(each, spoken.code, convening.language)[0] for each in who.organisations]
    return ", ".join(filter(None, (who.name, *organisations)))


def _plain_of(text: Text) -> set[str]:
    """In each language that it is written in."""
    return {_plain(words) for words in ((text,) if isinstance(text, str) else text.root.values())}


def _titles(convening: Convening) -> dict[str, Session]:
    """What leads lines to a session: its title, and that of a parallel group, which leads to the first session of it that there is."""
    found: dict[str, Session] = {}
    for _, _, session in convening.sessions():
        for text, leads in ((session.title, session), *((track.title, next(iter(track.sessions), session)) for track in session.tracks)):
            for words in _plain_of(text):
                found.setdefault(words, leads)
    return {words: session for words, session in found.items() if words}


def _whose(
    cells: tuple[str, ...], codes: Mapping[str, Participant], languages: Iterable[Language]
) -> tuple[Whose, tuple[str, ...]]:
    """Whose a row is by a code in a cell of its own, with how she may be quoted; and the other cells."""
    words = {_plain(spoken(said)): each for spoken in languages for each, said in ATTRIBUTION_WORDS.items()}
    words |= {word.rpartition(" ")[2]: each for word, each in words.items()} | {"": "nobody"}
    for at, cell in enumerate(cells):
        code, _, rest = re.sub(r"[\s,;:/·()]+", " ", cell).strip().partition(" ")
        person, attribution = codes.get(_plain(code)), words.get(_plain(rest))
        if person is not None and attribution is not None:
            rest_of = (*cells[:at], *cells[at + 1 :])
            due = next(((number, day) for number, each in enumerate(rest_of) if (day := _day(each))), (len(rest_of), ""))
            return Whose(person, attribution, due[1]), (*rest_of[: due[0]], *rest_of[due[0] + 1 :])
    return Whose(), cells


def _day(cell: str) -> str:
    """A cell that is one whole date and nothing else; empty where it could be another one, or lacks its year."""
    from toolkit.imports.agenda import written

    dates, _, rest = written.read(cell, False)
    if len(dates) != 1 or dates[0].swapped or any(cell[start:end].strip(" .,") for start, end in rest):
        return ""
    try:
        return dt.date(dates[0].year or 0, dates[0].month or 0, dates[0].day or 0).isoformat()
    except ValueError:
        return ""


def _found(
    parts: Iterable[str], number: int, kind: NoteKind, where: Session | None, convening: Convening, speech: Language, whose: Whose
) -> Iterator[Found]:
    """The notes of one line, or of one row of a table. Who did not agree, or may not under the rule, is not kept beside her words."""
    title = in_language(where.title, speech.code, convening.language)[0] if where else ""
    for line in (read for part in parts for read in notes.read_lines(part)):
        if len(line.text) > fields.LONGEST_NOTE:
            found, most = speech.number(len(line.text)), speech.number(fields.LONGEST_NOTE)
            raise RefusedError(TOO_LONG, n=speech.number(number), found=found, most=most)
        made, person = line.kind or kind, whose.person
        note = Found(where.id if where else None, title, made, speech(KIND_WORDS[made]), line.text)
        if person is not None and made == "action":
            note = replace(note, owner=person.id, due=whose.due, code=person.code)
        elif person is not None and made == "quote":
            may = people.attributions(person, people.rule_for(convening, where))
            if len(may) > 1:
                said = whose.attribution if whose.attribution in may else "nobody"
                note = replace(note, by=person.id, attribution=said, code=person.code)
        yield note


def _lines(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Lines that are not empty; a row of a table as its first cell and those of the rest that say something."""
    for line in text.splitlines():
        first, *rest = (cell.strip() for cell in line.strip("\t ").split("\t"))
        if first.strip(" #"):
            yield first, tuple(cell for cell in rest if cell)


def _plain(words: str) -> str:
    return " ".join(words.replace("\u2060", "").strip(" #*_:").casefold().split()).rstrip(":")

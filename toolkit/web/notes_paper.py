"""Notes that come back from paper: each line a note of the session that is open, shown before it is taken. A title of a session leads
what follows it there, a head of the printed form or of the minutes names the kind; a sign before a line goes before both.

What was brought lies on the page alone, in its own field, so that it is put right there and looked at again. Nothing is kept meanwhile.
"""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening import notes
from toolkit.convening.addressed import EditError
from toolkit.convening.edits import AnyEdit
from toolkit.convening.model import Convening, NoteKind, Session
from toolkit.convening.values import in_language
from toolkit.documents.noted import GATHERED
from toolkit.language import N_, Language, language
from toolkit.language.said import SaidError
from toolkit.web import fields
from toolkit.web.fields import RefusedError
from toolkit.web.notes import whole
from toolkit.web.notes_page import KIND_WORDS, View
from toolkit.web.planner import planner, say
from toolkit.web.who import who

MOST = 500
NOTHING = N_("Type or paste the lines first, or choose a file.")
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
)  # fmt: skip
"""What the printed form says itself is no note."""


@dataclass(frozen=True, slots=True)
class Found:
    """A line as it will be taken."""

    session: str | None
    where: str
    kind: NoteKind
    kind_word: str
    text: str


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
            raise RefusedError(NOTHING)
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
            {"id": f"note-{base}{number}", "kind": each.kind, "text": each.text, **({"session": each.session} if each.session else {})}
            for number, each in enumerate(found, 1)
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
    titles: dict[str, Session] = {}
    for _, _, each in convening.sessions():
        for words in (each.title,) if isinstance(each.title, str) else tuple(each.title.root.values()):
            titles.setdefault(_plain(words), each)
    languages = (speech, language("en"), language(convening.language))
    heads = {_plain(spoken(head)): kind for kind, head in HEADS for spoken in languages}
    furniture = {_plain(spoken(words)) for words in FURNITURE for spoken in languages}
    days = tuple(_plain(spoken("Day {n}", n="")) for spoken in languages)
    where = next((each for _, _, each in convening.sessions() if each.id == session), None)
    usual: NoteKind = "point"
    for number, (first, rest) in enumerate(_lines(text), 1):
        if number > MOST:
            raise RefusedError(TOO_MANY, found=speech.number(sum(1 for _ in _lines(text))), most=speech.number(MOST))
        head, kind = _plain(first.partition(" · ")[0]), heads.get(_plain(first))
        rest = tuple(cell for cell in rest if _plain(cell) not in furniture)
        if head in titles and not rest:
            where, usual = titles[head], "point"
        elif kind is not None and not rest:
            usual = kind
        elif _plain(first) not in furniture and not (" · " in first and head.rstrip("0123456789٠١٢٣٤٥٦٧٨٩ ") in days):
            parts = " / ".join(rest).split(" / ") if kind else (" ".join((first, *rest)),)
            yield from _found(parts, number, kind or usual, where, convening, speech)


def _found(
    parts: Iterable[str], number: int, kind: NoteKind, where: Session | None, convening: Convening, speech: Language
) -> Iterator[Found]:
    """The notes of one line, or of one row of a table."""
    title = in_language(where.title, speech.code, convening.language)[0] if where else ""
    for line in (read for part in parts for read in notes.read_lines(part)):
        if len(line.text) > fields.LONGEST_NOTE:
            found, most = speech.number(len(line.text)), speech.number(fields.LONGEST_NOTE)
            raise RefusedError(TOO_LONG, n=speech.number(number), found=found, most=most)
        made = line.kind or kind
        yield Found(where.id if where else None, title, made, speech(KIND_WORDS[made]), line.text)


def _lines(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Lines that are not empty; a row of a table as its first cell and those of the rest that say something."""
    for line in text.splitlines():
        first, *rest = (cell.strip() for cell in line.strip("\t ").split("\t"))
        if first.strip(" #"):
            yield first, tuple(cell for cell in rest if cell)


def _plain(words: str) -> str:
    return " ".join(words.replace("\u2060", "").strip(" #*_:").casefold().split()).rstrip(":")

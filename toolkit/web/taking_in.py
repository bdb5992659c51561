"""Taking in what came back with a copy: shown change by change, taken by kind or one by one, as one change that can be undone.

The copy lies in memory alone. What was changed here as well is never ticked for anybody, and an answer counts only for what was shown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening.edits import AnyEdit, EditError
from toolkit.convening.model import Convening
from toolkit.language import N_, Language
from toolkit.language.said import SaidError
from toolkit.store import Stored
from toolkit.web import carried, told
from toolkit.web.planner import planner, say
from toolkit.web.undo import turning
from toolkit.web.who import who

if TYPE_CHECKING:
    from toolkit.handover.returning import Change, Found
    from toolkit.library import Opened

NO_FILE = N_("Choose the file that came back.")
NOTHING_TICKED = N_("Nothing was ticked, so nothing was taken.")
MEANWHILE = N_("Somebody has changed this convening since the page was made, so nothing was taken. Look again at what is ticked.")
_LONGEST_SHOWN = 2000


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was brought, opened."""

    name: str
    opened: "Opened"


@dataclass(frozen=True, slots=True)
class Line:
    """One change as the page lists it; the texts on both sides where it is asked."""

    id: str
    sentence: str
    asked: str
    ticked: bool
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    title: str
    lines: tuple[Line, ...]


def ask(key: str) -> str:
    return _door(planner().store.get(key))


def hold(key: str) -> Response:
    """Open what was brought and hold it; a wrong passphrase, a broken file and one that was never handed over are said."""
    from toolkit import library
    from toolkit.convening.file import FileError
    from toolkit.handover import packed

    stored = planner().store.get(key)
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return make_response(_door(stored, say()(NO_FILE)), 422)
    data, name = upload.read(), upload.filename
    try:
        opened = library.open_bytes(packed.plain(data, name, request.form.get("passphrase", "")), name)
        packed.is_copy(opened, name)
    except (SaidError, FileError) as problem:
        return make_response(_door(stored, problem.say(say())), 422)
    return redirect(url_for(".show", key=key, word=planner().held.put(Copied(name, opened), len(data), key)), 303)


def show(key: str, word: str) -> str:
    return _page(planner().store.get(key), word, planner().held.look(word, Copied, key))


def take(key: str, word: str) -> Response:
    """What is ticked, of all kinds or of one, as one change of the newest state."""
    from toolkit.handover import packed, taking

    mine = planner()
    copy = mine.held.look(word, Copied, key)
    wanted = set(request.form.getlist("take"))
    only = request.form.get("only", "")
    pictures = mine.store.originals(key)

    def make(convening: Convening) -> AnyEdit | None:
        found = packed.held_against(convening, copy.opened, pictures)
        if wanted - {change.id for change in found.changes}:
            raise _MeanwhileError
        return taking.taken(convening, found, {each.id for each in found.changes if each.id in wanted and only in ("", each.group)})

    try:
        before, after = mine.store.change(key, make, who(), pictures=packed.new_pictures(copy.opened, pictures))
    except _MeanwhileError:
        return make_response(_page(mine.store.get(key), word, copy, say()(MEANWHILE)), 409)
    except EditError as problem:
        return make_response(_page(mine.store.get(key), word, copy, problem.say(say())), 409)
    if after.seq == before.seq:
        return make_response(_page(after, word, copy, say()(NOTHING_TICKED)), 422)
    if packed.held_against(after.convening, copy.opened, mine.store.originals(key)).changes:
        return redirect(url_for(".show", key=key, word=word, told=after.seq), 303)
    mine.held.drop(word, key)
    return carried.offered(key, copy.opened.exercises) or redirect(url_for("plan.show", key=key, told=after.seq), 303)


def drop(key: str, word: str) -> Response:
    """Done with this file."""
    copy = planner().held.look(word, Copied, key)
    planner().held.drop(word, key)
    return carried.offered(key, copy.opened.exercises) or redirect(url_for("plan.show", key=key), 303)


# Inside


class _MeanwhileError(Exception):
    pass


def _door(stored: Stored, wrong: str = "") -> str:
    return render_template(
        "take_in.html", stored=stored, convening=stored.convening, stage="take-in", wrong=wrong,
        largest=current_app.config["MAX_CONTENT_LENGTH"],
    )  # fmt: skip


def _page(stored: Stored, word: str, copy: Copied, wrong: str = "") -> str:
    from toolkit.handover import packed, taking
    from toolkit.handover.words import CUT_NAMES, kept_narrow, not_back

    found = packed.held_against(stored.convening, copy.opened, planner().store.originals(stored.id))
    speech = say()
    lines = taking.told(stored.convening, found, speech, told.starts)
    kinds = _kinds(found, lines, speech, request.form.getlist("take") if wrong else None)
    remarks = [each for each in (kept_narrow(found.wider, speech), not_back(found.gone, speech)) if each]
    return render_template(
        "take_in_page.html", stored=stored, convening=stored.convening, stage="take-in", turning=turning(stored), word=word, wrong=wrong,
        name=copy.name, cut=speech(CUT_NAMES[found.came.cut]), to=found.entry.to if found.entry else "", known=found.known, kinds=kinds,
        on=speech.date(found.entry.on) if found.entry and found.entry.on else "", remarks=remarks,
        asked=sum(bool(line.asked) for kind in kinds for line in kind.lines),
    )  # fmt: skip


def _kinds(found: "Found", lines: Mapping[str, str], speech: Language, ticked: Collection[str] | None) -> tuple[Kind, ...]:
    from toolkit.handover.returning import GROUPS
    from toolkit.handover.words import GROUP_NAMES

    shown: dict[str, list[Line]] = {group: [] for group in GROUPS}
    for change in found.changes:
        if change.id in lines:
            shown[change.group].append(_line(change, lines[change.id], speech, ticked))
    return tuple(Kind(group, speech(GROUP_NAMES[group]), tuple(shown[group])) for group in GROUPS if shown[group])


def _line(change: "Change", sentence: str, speech: Language, ticked: Collection[str] | None) -> Line:
    from toolkit.handover.words import ASKED

    texts = [_text(each) if change.asks else "" for each in (change.here, change.there)]
    on = not change.asks if ticked is None else change.id in ticked
    return Line(change.id, sentence[:1].upper() + sentence[1:], speech(ASKED[change.asks]) if change.asks else "", on, texts[0], texts[1])


def _text(value: Any) -> str:
    """Prose as it stands, in every language of it; what is no text is told by the sentence."""
    if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
        value = "\n".join(value.values())
    return value[:_LONGEST_SHOWN] if isinstance(value, str) else ""

"""What one click does to the report: its outline, what a section gathers, a note or a draft put in, boxes and figures. Each is an edit."""

import contextlib
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask import request
from werkzeug.exceptions import NotFound

from toolkit.convening import edits
from toolkit.convening.addressed import Place, Ref, new_id
from toolkit.convening.edits import All, AnyEdit, Insert, Move, Set
from toolkit.convening.model import Convening, Section
from toolkit.language import N_, language
from toolkit.planning import outline
from toolkit.store import Picture
from toolkit.web import writing_page
from toolkit.web import writing_texts as texts
from toolkit.web.fields import RefusedError
from toolkit.web.planner import say

GONE = N_("Somebody has taken this out meanwhile.")
WRITTEN_ALREADY = N_("There is a text by now; put the notes in one by one.")
NOTHING_NOTED = N_("Nothing was noted for it that could be drafted.")
NO_HEADING = N_("Type the heading of the new section.")
NO_PICTURE = N_("Choose a picture: PNG, JPEG or SVG.")
NO_ALT = N_("Say what the picture shows, for those who cannot see it. Choose the picture once more.")


def asked_language() -> str:
    """The language that the page writes in, as its forms say."""
    return request.values.get("language", "")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for, and what the answer says of it: the section that is open then, where the text goes on."""

    section: str
    form: Mapping[str, str]
    made: dict[str, Any]

    def of(self, convening: Convening) -> Section:
        found = next((each for each in convening.report.sections if each.id == self.section), None)
        if found is None:
            raise RefusedError(GONE)
        return found


def _build(convening: Convening, asked: Asked) -> AnyEdit:
    made = outline.build(convening, language(convening.language))
    asked.made["open"] = cast(Any, made).edits[0].value["id"]
    return made


def _add(convening: Convening, asked: Asked) -> AnyEdit:
    heading = asked.form.get("heading", "").strip()
    if not heading:
        raise RefusedError(NO_HEADING)
    asked.made["open"] = new_id(convening, "section", heading[: texts.LONGEST_LINE])
    code = writing_page.language_of(convening, asked_language())
    title: Any = heading[: texts.LONGEST_LINE]
    return Insert(
        into=outline.SECTIONS, value={"id": asked.made["open"], "heading": title if code == convening.language else {code: title}}
    )


def _remove(convening: Convening, asked: Asked) -> AnyEdit:
    asked.made["open"] = ""
    return edits.removal(convening, Ref(kind="section", id=asked.of(convening).id))


def _move(convening: Convening, asked: Asked) -> AnyEdit | None:
    """One step, or to a place that was dropped on: `to` is the id that it stands after, empty for the first place."""
    which = asked.form.get("section", asked.section)
    ids = [section.id for section in convening.report.sections]
    if which not in ids:
        raise RefusedError(GONE)
    at = ids.index(which)
    rest = [each for each in ids if each != which]
    match asked.form.get("way"):
        case "up":
            to = at - 1
        case "down":
            to = at + 1
        case _:
            after = asked.form.get("to", "")
            to = rest.index(after) + 1 if after in rest else 0
    to = max(0, min(to, len(rest)))
    if to == at:
        return None
    return Move(target=Ref(kind="section", id=which), into=outline.SECTIONS, after=rest[to - 1] if to else None, at=to)


def _gather(convening: Convening, asked: Asked) -> AnyEdit | None:
    """Only what was ticked or cleared here; what somebody else ticked meanwhile stays."""
    section = asked.of(convening)
    shown, ticked = set(asked.form.get("shown", "").split()), set(request.form.getlist("gathers"))
    there = {session.id for session in outline.sessions(convening)}
    was = set(asked.form.get("ticked", "").split())
    wanted = (set(section.gathers) | (ticked - was)) - ((was - ticked) & shown)
    order = [session.id for session in outline.sessions(convening) if session.id in wanted & there]
    if set(order) == set(section.gathers):
        return None
    return Set(target=Ref(kind="section", id=section.id), field=("gathers",), value=cast(Any, order))


def _put(convening: Convening, asked: Asked) -> AnyEdit:
    """A note into the text: after the paragraph where the caret is, or last."""
    from toolkit.documents import drafted

    section = asked.of(convening)
    note = next((each for each in convening.notes if each.id == asked.form.get("note")), None)
    if note is None:
        raise RefusedError(GONE)
    code, name = writing_page.language_of(convening, asked_language()), f"section:{section.id}:body"
    place = asked.form.get("at", "")
    made = drafted.snippet(convening, writing_page.options_for(convening, code, "public"), note)
    body, end = outline.put(texts.standing(convening, name, code), made, int(place) if place.isdecimal() and len(place) < 8 else None)
    asked.made["caret"] = end
    return All(edits=(_writing(convening, name, code, body),))


def _draft(convening: Convening, asked: Asked) -> AnyEdit:
    section = asked.of(convening)
    code, name = writing_page.language_of(convening, asked_language()), f"section:{section.id}:body"
    if texts.standing(convening, name, code).strip():
        raise RefusedError(WRITTEN_ALREADY)
    return _drafted(convening, (section,), code)


def _draft_all(convening: Convening, _given: Asked) -> AnyEdit:
    code = writing_page.language_of(convening, asked_language())
    empty = [each for each in convening.report.sections if not texts.standing(convening, f"section:{each.id}:body", code).strip()]
    return _drafted(convening, empty, code)


def _drafted(convening: Convening, sections: Sequence[Section], code: str) -> AnyEdit:
    from toolkit.documents import drafted

    options = writing_page.options_for(convening, code, "public")
    drafts = [(section, drafted.draft(convening, options, section)) for section in sections]
    made = [_writing(convening, f"section:{section.id}:body", code, text) for section, text in drafts if text]
    if not made:
        raise RefusedError(NOTHING_NOTED)
    return All(edits=tuple(made))


def _writing(convening: Convening, name: str, code: str, text: str) -> AnyEdit:
    """What a click writes; as a whole of its own (`All`), for else it would be one with what was typed just before."""
    now = texts.mark(texts.standing(convening, name, code))
    made = texts.edit(convening, name, code, text, (now,), say())
    if made is None:
        raise RefusedError(WRITTEN_ALREADY)
    return made


def _add_box(convening: Convening, asked: Asked) -> AnyEdit:
    made = new_id(convening, "box")
    return Insert(into=Place(of=Ref(kind="section", id=asked.of(convening).id), list="boxes"), value={"id": made})


def brought(asked: Asked) -> Mapping[str, Picture]:
    """A picture that was brought: checked as data, kept as it was brought and as it is printed, under a name that says nothing."""
    upload = request.files.get("picture")
    if upload is None:
        return {}
    with contextlib.closing(upload):
        called, brought = upload.filename or "", upload.read()
    if not brought or asked.form.get("action") != "add-figure":
        return {}
    from toolkit.library import pictures

    printed = pictures.figure(called, brought)
    kind = "png" if brought.startswith(b"\x89PNG") else "jpg" if brought.startswith(b"\xff\xd8") else "svg"
    asked.made["file"] = f"figure-{hashlib.sha256(brought).hexdigest()[:12]}.{kind}"
    return {asked.made["file"]: Picture(printed, brought)}


def _add_figure(convening: Convening, asked: Asked) -> AnyEdit:
    """With its description, and who can be recognised on it: it is printed only where each of them agreed to it."""
    file = asked.made.pop("file", "")
    if not file:
        raise RefusedError(NO_PICTURE)
    alt = asked.form.get("alt", "").strip()
    if not alt:
        raise RefusedError(NO_ALT)
    code = writing_page.language_of(convening, asked_language())
    there = [each for each in request.form.getlist("people") if convening.person(each) is not None]
    value: Any = {"id": new_id(convening, "figure"), "file": file, "people": there}
    value["alt"] = alt[: texts.LONGEST_ALT] if code == convening.language else {code: alt[: texts.LONGEST_ALT]}
    return Insert(into=Place(of=Ref(kind="section", id=asked.of(convening).id), list="figures"), value=value)


def _take_out(convening: Convening, asked: Asked) -> AnyEdit:
    kind, _, which = asked.form.get("what", "").partition(":")
    if kind not in ("box", "figure"):
        raise NotFound
    return edits.removal(convening, Ref(kind=kind, id=which))


ACTIONS: Mapping[str, Callable[[Convening, Asked], AnyEdit | None]] = {
    "build": _build, "add": _add, "remove": _remove, "move": _move, "gather": _gather, "put": _put, "draft": _draft,
    "draft-all": _draft_all, "add-box": _add_box, "add-figure": _add_figure,
    "take-out": _take_out,
}  # fmt: skip

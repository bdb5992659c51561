"""A change of the report as one sentence, and what stands beside it: whose it is, what it contradicts, why it cannot be taken."""

from collections.abc import Sequence

from toolkit.convening.report_texts import SUMMARY
from toolkit.document.places import CELL
from toolkit.imports.report_back.changes import Change, Kind, Remark
from toolkit.imports.report_back.lines import Line
from toolkit.language import N_, Language

WHAT: dict[Kind, str] = {
    "added": N_("new"), "dropped": N_("taken out"), "moved": N_("moved"), "reworded": N_("reworded"), "note-added": N_("new footnote"),
    "note-dropped": N_("footnote taken out"), "note-reworded": N_("footnote reworded"), "level": N_("heading"),
}  # fmt: skip
"""What was done to a line, as a word of its own."""
_SENTENCES: dict[Kind, str] = {
    "added": N_("{where}: new: “{stands}”"), "dropped": N_("{where}: taken out: “{stood}”"), "moved": N_("{where}: moved: “{stands}”"),
    "reworded": N_("{where}: “{stood}” is now “{stands}”"), "note-added": N_("{where}: new footnote: “{stands}”"),
    "note-dropped": N_("{where}: footnote taken out: “{stood}”"),
    "note-reworded": N_("{where}: the footnote “{stood}” is now “{stands}”"),
    "level": N_("{where}: made a heading, or none any more: “{stands}”"),
}  # fmt: skip
UNKNOWN = N_("a line that comes from elsewhere")
_LONGEST = 70


def sentence(change: Change, say: Language) -> str:
    """The whole of it in one line, for the command line."""
    stood = change.stood or say(UNKNOWN)
    said = say(_SENTENCES[change.kind], where=where(change, say), stood=stood, stands=change.stands)
    aside = beside(change, say)
    return f"{said} ({'; '.join(aside)})" if aside else said


def where(change: Change | Remark, say: Language) -> str:
    """The section by its heading; what is in none, by the heading above it."""
    if change.section == SUMMARY:
        return say("Summary")
    return change.heading or say("before the first heading")


def beside(change: Change, say: Language) -> list[str]:
    """Whose it is, whether Word recorded it, what it says here by now, why it cannot be taken."""
    found = []
    if change.authors:
        found.append(say.list(list(change.authors)))
    if change.recorded:
        found.append(say("recorded in Word"))
    if change.ours is not None:
        found.append(say("here it says by now “{ours}”", ours=change.ours) if change.ours else say("here it says nothing by now"))
    if change.why is not None:
        found.append(change.why.say(say))
    return found


def near(change: Change, lines: Sequence[Line], say: Language) -> str:
    """Beside what it is: a footnote by its line, what is new or moved by the line before it."""
    if change.kind.startswith("note") and change.line >= 0:
        return say("in the line “{words}”", words=_cut(lines[change.line].words))
    if change.kind in ("added", "moved") and change.line > 0:
        return say("after “{words}”", words=_cut(lines[change.line - 1].words))
    return ""


def _cut(words: str) -> str:
    words = words.replace(CELL, " | ")
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def in_box(change: Change, titles: dict[str, str]) -> str:
    """The title of the box that the change is in; nothing where it is in none."""
    home = change.place.home or change.anchor.home
    return titles.get(home.split(":")[1], "") if home.startswith("box:") else ""

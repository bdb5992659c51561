"""The comments on the report, of all files that came back, in one list: who, on what, and what was decided."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.convening.edits import All, AnyEdit, EditError, Ref, Set
from toolkit.convening.model import Convening, ReportComment
from toolkit.convening.report_texts import SUMMARY
from toolkit.convening.values import in_language
from toolkit.language import N_, Language
from toolkit.web.planner import planner, problem_page, say
from toolkit.web.undo import turning
from toolkit.web.who import who

DECISIONS: dict[str, str] = {"open": N_("Open"), "accepted": N_("Accepted"), "declined": N_("Declined"), "done": N_("Done")}
LONGEST_REPLY = 2000


@dataclass(frozen=True, slots=True)
class Shown:
    comment: ReportComment
    where: str
    link: str | None


def show(key: str) -> str:
    stored = planner().store.get(key)
    convening, speech = stored.convening, say()
    asked = request.args.get("decision", "")
    asked = asked if asked in DECISIONS else ""
    every = convening.report.comments
    counts = [(name, speech(words), sum(each.decision == name for each in every)) for name, words in DECISIONS.items()]
    shown = tuple(_shown(convening, each, speech) for each in every if asked in ("", each.decision))
    return render_template(
        "report/comments.html", stored=stored, convening=convening, stage="report", tab="comments", turning=turning(stored), shown=shown,
        counts=counts, asked=asked, every=len(every), decisions=[(name, speech(words)) for name, words in DECISIONS.items()],
        longest=LONGEST_REPLY, saved=request.args.get("saved", ""),
    )  # fmt: skip


def save(key: str, comment: str) -> Response:
    """The decision and the reply to one comment, as one change."""
    decision, reply = request.form.get("decision", ""), request.form.get("reply", "").replace("\r\n", "\n").strip()[:LONGEST_REPLY]

    def make(convening: Convening) -> AnyEdit | None:
        ref = Ref(kind="comment", id=comment)
        held = next((each for each in convening.report.comments if each.id == comment), None)
        edits: list[AnyEdit] = []
        if held is None or (held.decision != decision and decision in DECISIONS):
            edits.append(Set(target=ref, field=("decision",), value=decision))
        if held is None or held.reply != reply:
            edits.append(Set(target=ref, field=("reply",), value=reply or None))
        return All(edits=tuple(edits)) if edits else None

    try:
        before, after = planner().store.change(key, make, who())
    except EditError as problem:
        return problem_page(409, say()("That was not done"), problem.say(say()), (url_for(".show", key=key), say()("All comments")))
    told = after.seq if after.seq != before.seq else None
    back = request.form.get("shown", "")
    return redirect(url_for(".show", key=key, told=told, decision=back or None, saved=comment, _anchor=f"c-{comment}"), 303)


def _shown(convening: Convening, comment: ReportComment, speech: Language) -> Shown:
    if comment.section == SUMMARY:
        return Shown(comment, speech("Summary"), SUMMARY)
    section = next((each for each in convening.report.sections if each.id == comment.section), None)
    if section is None:
        return Shown(comment, comment.where or speech("before the first heading"), None)
    return Shown(comment, in_language(section.heading, speech.code, convening.language)[0], section.id)

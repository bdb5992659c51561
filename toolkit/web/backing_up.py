"""The planner's own backups: which there are, and how one is brought back."""

from dataclasses import dataclass

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from toolkit.language import N_
from toolkit.store.backups import KEPT_DAYS, WHY, Backup, BackupError
from toolkit.web.planner import planner, say

NOT_SURE = N_("Tick the box of the backup that you mean.")
BROUGHT = N_("Brought back: everything is as it was on {day} at {time}. What was here is a backup itself now, the first in the list.")


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    day: str
    time: str
    why: str
    size: str


def show(name: str = "") -> str:
    """`told` is the backup that was just brought back."""
    back = next((_line(each) for each in planner().store.backups.all() if each.name == request.args.get("told")), None)
    return _page(told=say()(BROUGHT, day=back.day, time=back.time) if back else "")


def bring_back(name: str) -> Response:
    """Nothing is brought back by a slip of the hand."""
    if request.form.get("sure") != "yes":
        return make_response(_page(wrong=say()(NOT_SURE)), 422)
    mine = planner()
    try:
        mine.store.bring_back(name)
    except BackupError as problem:
        return make_response(_page(wrong=problem.say(say())), 422)
    mine.drop_everything()
    return redirect(url_for(".show", told=name), 303)


def _page(*, wrong: str = "", told: str = "") -> str:
    found = tuple(_line(each) for each in planner().store.backups.all())
    return render_template("backups.html", found=found, days=KEPT_DAYS, wrong=wrong, told=told, folder=str(planner().store.backups.folder))


def _line(backup: Backup) -> Line:
    speech, here = say(), backup.made.astimezone()  # as the clock of this computer shows it
    size = speech("{size} MB", size=speech.number(round(max(backup.size / 1e6, 0.1), 1)))
    return Line(backup.name, speech.date(here.date(), "full"), speech.time(here.hour * 60 + here.minute), speech(WHY[backup.why]), size)

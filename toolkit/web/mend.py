"""One click on a remark: mend what it speaks of, set it aside with a reason, let it speak again."""

from flask import request
from werkzeug.wrappers import Response

from toolkit.convening.edits import AnyEdit
from toolkit.convening.model import Convening
from toolkit.language import N_
from toolkit.planning import review, timing
from toolkit.web.desk import change
from toolkit.web.fields import RefusedError
from toolkit.web.planner import planner, say
from toolkit.web.remarks import Remarks, remarks

LONGEST_REASON = 300
GONE = N_("The agenda has changed meanwhile, and this remark is not made any more; look again.")
NO_REASON = N_("Say in a few words why it may stay as it is; the reason is kept with it.")


def apply(key: str, mend: str) -> Response:
    """The edit that a remark offers, if it still offers it."""
    done: list[str] = []

    def make(convening: Convening) -> AnyEdit:
        for remark in _now(convening).standing:
            for each in remark.mends:
                if each.name == mend:
                    done.append(each.does)
                    return each.edit
        raise RefusedError(GONE)

    return change(key, make, lambda _told, _before: say()("Done: {what}", what=done[-1]))


def aside(key: str, remark: str) -> Response:
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON]

    def make(convening: Convening) -> AnyEdit:
        if not reason:
            raise RefusedError(NO_REASON)
        for each in _now(convening).standing:
            if each.id == remark and each.finding is not None:
                return review.dismiss(each.finding, reason)
        raise RefusedError(GONE)

    return change(key, make, lambda _told, _before: say()("Set aside. It stands at the foot of the page, with its reason."))


def again(key: str, remark: str) -> Response:
    def make(convening: Convening) -> AnyEdit:
        for each in _now(convening).aside:
            if each.id == remark and each.entry is not None:
                return review.restore(convening, each.entry)
        raise RefusedError(GONE)

    return change(key, make, lambda _told, _before: say()("It speaks again."))


def _now(convening: Convening) -> Remarks:
    return remarks(convening, timing.agenda(convening), planner().exercises(), say())

"""One click that mends what was remarked."""

from flask import Blueprint
from werkzeug.wrappers import Response

from toolkit.convening.edits import AnyEdit
from toolkit.convening.model import Convening
from toolkit.language import N_
from toolkit.planning import timing
from toolkit.web.desk import change
from toolkit.web.fields import RefusedError
from toolkit.web.planner import say
from toolkit.web.remarks import remarks

pages = Blueprint("mend", __name__, url_prefix="/c/<key>")

CHANGED = N_("The agenda has changed meanwhile, and this would mend nothing any more; look again.")


@pages.post("/mend/<mend>")
def apply(key: str, mend: str) -> Response:
    done: list[str] = []

    def make(convening: Convening) -> AnyEdit:
        for remark in remarks(convening, timing.agenda(convening), say()):
            for each in remark.mends:
                if each.name == mend:
                    done.append(each.does)
                    return each.edit
        raise RefusedError(CHANGED)

    return change(key, make, lambda _told, _before: say()("Done: {what}", what=done[-1]))

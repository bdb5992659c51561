"""The texts of the report, each by a name (`summary`, `section:aims:body`, `box:b1:author`): what stands there, and how it is changed.

A change says which text it was made upon, by a mark of it: where somebody else has written meanwhile, nothing is overwritten.
"""

import hashlib
from collections.abc import Collection

from toolkit.convening.edits import AnyEdit, EditError
from toolkit.convening.model import Convening
from toolkit.convening.report_fields import place, standing, writing
from toolkit.language import N_, Language
from toolkit.planning.merging import merged
from toolkit.web.fields import RefusedError

LONGEST = 200_000
"""Letters of one text: some thirty thousand words, more than the whole of most reports."""
LONGEST_LINE = 300
LONGEST_ALT = 1000
_FIELDS: dict[str, dict[str, int]] = {
    "section": {"heading": LONGEST_LINE, "body": LONGEST},
    "box": {"title": LONGEST_LINE, "author": LONGEST_LINE, "body": LONGEST},
    "figure": {"alt": LONGEST_ALT, "caption": LONGEST_ALT},
}

TOO_LONG = N_(
    "This text has {found} characters; there is room for {most} in one place. Nothing of it was saved: cut it, or part it between sections."
)
WRITTEN = N_("Somebody else has written here meanwhile. Both texts stand below; nothing was overwritten.")
NOT_SAVED = N_("Not saved: {reason}.")
NO_HEADING = N_("Not saved: a section needs a heading.")


class ClashError(Exception):
    """Somebody else has written there; `theirs` is what stands there now."""

    def __init__(self, theirs: str) -> None:
        super().__init__()
        self.theirs = theirs


def mark(text: str) -> str:
    """Tells one text from another; the page works out the same."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def most(name: str) -> int:
    """How many characters there is room for."""
    kind, _, rest = name.partition(":")
    return _FIELDS.get(kind, {}).get(rest.partition(":")[2], LONGEST)


def edit(
    convening: Convening, name: str, code: str, typed: str, upon: Collection[str], say: Language, base: str | None = None
) -> AnyEdit | None:
    """The change that a typed text asks for; None where it stands there already. What somebody else has changed elsewhere in it since
    it was `base` stays, and goes together with it.

    :raises RefusedError: it is too long or lacks; ClashError: what stands there is none of the texts that it was written `upon` (marks);
        EditError: it is not there any more.
    """
    typed = as_kept(typed)
    now = standing(convening, name, code)
    if typed == now:
        return None
    if len(typed) > most(name):
        raise RefusedError(TOO_LONG, found=say.number(len(typed)), most=say.number(most(name)))
    if mark(now) not in upon:
        together = None if base is None or mark(base) not in upon else merged(base, typed, now)
        if together is None or len(together) > most(name):
            raise ClashError(now)
        typed = together
        if typed == now:
            return None
    if name.endswith(":heading") and not typed.strip():
        raise RefusedError(NO_HEADING)
    return writing(convening, name, code, typed)


def as_kept(typed: str) -> str:
    """Line ends as they are kept; a form sends others."""
    return typed.replace("\r\n", "\n").replace("\r", "\n")


def with_text(convening: Convening, name: str, code: str, typed: str) -> Convening:
    """The convening as it would be with this text, for the eye alone."""
    from toolkit.convening.edits import part

    return part(convening, writing(convening, name, code, as_kept(typed))).convening


__all__ = [
    "LONGEST", "NOT_SAVED", "WRITTEN", "ClashError", "EditError", "as_kept", "edit", "mark", "most", "place", "standing", "with_text",
]  # fmt: skip

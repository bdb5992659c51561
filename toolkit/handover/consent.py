"""Two records of one person's consent as one that is as narrow as the narrower of them, use by use. Nothing here ever widens an answer."""

from collections.abc import Sequence
from typing import Any

from toolkit.convening.consents import USES
from toolkit.convening.model import Consent, Given

_CIRCLES = ("nobody", "participants", "public")
_BADGES = ("none", "first-name", "full")
_QUOTES = ("nobody", "side", "organisation", "name")
_REFUSED = Consent()


def narrowest(here: Consent | None, there: Consent | None) -> Consent | None:
    """What both agree to. Not asked, on either side, counts as nobody and stays not asked; what was withdrawn on either stays withdrawn.

    In whatever order several are narrowed, and however often, the same comes out.
    """
    if here is None or there is None:
        return _not_asked(here or there)
    open_uses = {*here.open, *there.open}
    answers: dict[str, Any] = {
        "list": _least(_CIRCLES, here.list, there.list),
        "badge": _least(_BADGES, here.badge, there.badge),
        "lead": _least(_CIRCLES, here.lead, there.lead),
        "photo": here.photo and there.photo,
        "quote": _least(_QUOTES, here.quote, there.quote),
    }
    refused: dict[str, Any] = {use: getattr(_REFUSED, use) for use in open_uses}
    return here.model_copy(update={
        **answers, **refused,
        "show": tuple(each for each in here.show if each in there.show),
        "contact": tuple(each for each in here.contact if each in there.contact),
        "open": tuple(use for use in USES if use in open_uses),
        "given": _given(here.given, there.given),
    })  # fmt: skip


def _not_asked(other: Consent | None) -> Consent | None:
    """Nobody was asked as far as one side knows. Only that she took it back is kept of the other: it may never be lost."""
    if other is None or other.given is None or other.given.withdrawn is None:
        return None
    return Consent(show=(), open=USES, given=Given(withdrawn=other.given.withdrawn))


def _given(here: Given | None, there: Given | None) -> Given | None:
    """When and how is told as it was here; the first withdrawal stands."""
    taken_back = [each.withdrawn for each in (here, there) if each is not None and each.withdrawn is not None]
    if not taken_back:
        return here
    return (here or Given()).model_copy(update={"withdrawn": min(taken_back)})


def _least(order: Sequence[str], one: str, other: str) -> str:
    return order[min(order.index(one), order.index(other))]

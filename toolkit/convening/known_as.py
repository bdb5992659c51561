"""What a session goes by where it has no title: an agenda from elsewhere names what runs side by side, and not the time that holds it."""

from toolkit.convening.model import Session
from toolkit.convening.values import Localised, Text, in_language


def known_as(session: Session) -> Text:
    """Its title; without one, what its tracks are called, or else what stands first in each: `Hall · Library · Garden`."""
    if session.title or not session.tracks:
        return session.title
    parts = [track.title or next((inner.title for inner in track.sessions if inner.title), "") for track in session.tracks]
    codes = list(dict.fromkeys(code for part in parts if isinstance(part, Localised) for code in part.root))
    if not codes:
        return _joined(parts, "")
    return Localised({code: _joined(parts, code) for code in codes})


def _joined(parts: list[Text], code: str) -> str:
    return " · ".join(words for part in parts if (words := in_language(part, code, code)[0]))

import pathlib

import pytest

from toolkit.convening.model import Convening
from toolkit.store import Store


def a_convening(**more: object) -> Convening:
    """Two days, three invented people of whom one leads, words, notes, a group, and a name inside a sentence."""
    raw: dict[str, object] = {
        "title": 'Water & Work <"one">',
        "discreet_title": "Spring meeting",
        "keep_until": "2027-09-11",
        "hosts": [{"name": "Example Rights Network", "short": "ERN", "logo": "ern.png"}],
        "days": [
            {"id": "day-1", "date": "2027-03-11", "start": "09:00", "sessions": [
                {"id": "welcome", "title": "Welcome", "minutes": 30, "lead": [{"person": "maria"}, {"host": "ERN"}]},
                {"id": "talk-by-maria-example", "title": "What María Example saw", "minutes": {"least": 20, "usual": 30, "most": 45},
                 "notes": "Ask Maria Example about the river.", "lead": [{"text": "Someone typed"}]},
            ]},
            {"id": "day-2", "date": "2027-03-12", "sessions": [{"id": "close", "title": "Close", "pin": "24:45"}]},
        ],
        "participants": [
            {"id": "maria", "name": "Maria Example", "legal_name": "Maria Joana Example", "email": "maria@example.org",
             "phone": "+351 555 0100",
             "side": "activist", "country": "PT", "needs": {"diet": "no shellfish at all"}, "more": {"Flight": "TP 123 from Porto"},
             "consent": {"list": "public"}},
            {"id": "jo", "name": "Jo Nguyễn Ánh", "side": "donor", "country": "VN", "email": "jo@example.net"},
            {"id": "person-1", "name": "محمد الأمين", "side": "donor", "country": "SD"},
        ],
        "together": [["maria", "jo"]],
        "groups": [{"id": "g1", "size": 2, "rounds": [{"groups": [{"name": "A", "people": ["maria", "jo"]}], "locked": ["maria"]}]}],
        "words": [{"text": "mobility", "session": "welcome", "side": "activist", "count": 3}, {"text": "naïve"}],
        "notes": [{"id": "n1", "session": "talk-by-maria-example", "text": "A point", "by": "maria", "attribution": "side", "owner": "jo"}],
        "report": {"sections": [{"id": "aims", "heading": "Aims", "gathers": ["talk-by-maria-example"], "body": "As EXAMPLE, Maria said.",
                                 "figures": [{"id": "f1", "file": "photo.png", "alt": "Two people", "people": ["maria"]}]}]},
        **more,
    }  # fmt: skip
    return Convening.model_validate(raw)


@pytest.fixture
def convening() -> Convening:
    return a_convening()


@pytest.fixture
def store(tmp_path: pathlib.Path) -> Store:
    return Store(tmp_path / "data" / "convenings.sqlite3")

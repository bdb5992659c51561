"""Files that were handed out are remembered by ids, once a day each, and go with their convening."""

import datetime as dt

from tests.store.conftest import a_convening
from toolkit.store import Store
from toolkit.store.handed import Handed

DAY = dt.date(2027, 3, 1)


def file(*people: str, day: dt.date = DAY, form: str = "pdf") -> Handed:
    return Handed("participant-list", "participants", "en", form, day, frozenset(people))


def test_a_file_is_remembered_with_whom_it_names_and_twice_on_one_day_is_once(store: Store) -> None:
    key, other = store.add(a_convening()), store.add(a_convening())
    seq = store.get(key).seq
    store.hand_out(key, [file("p1"), file("p2", form="docx")])
    store.hand_out(key, [file("p3"), file("p1", day=dt.date(2027, 3, 2))])
    assert store.handed_out(key) == (file("p1", day=dt.date(2027, 3, 2)), file("p2", form="docx"), file("p1", "p3"))
    assert store.handed_out(other) == () and store.get(key).seq == seq and store.turns(key).undo is None
    store.remove(key)
    assert store.handed_out(key) == ()

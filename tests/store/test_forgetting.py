import pathlib
import sqlite3
import threading

import pytest

from tests.store.conftest import a_convening
from toolkit.convening import people
from toolkit.convening.edits import Insert, Place, Ref, Remove, Set
from toolkit.convening.model import Convening
from toolkit.language import language
from toolkit.store import NotFoundError, Store, StoreError
from toolkit.store.forgetting import is_called, pattern, without
from toolkit.store.signed import signed

PRIVATE = (
    "Maria Example", "María Example", "EXAMPLE, Maria", "Maria Joana", "maria@example.org", "+351 555 0100", "no shellfish at all",
    "TP 123 from Porto", "Jo Nguyễn Ánh", "jo@example.net", "محمد الأمين", "maria-example", "Someone typed", "Anonymous Nickname",
    "Ines Intermediate", "ines@example.org", "the bytes of a photo",
)  # fmt: skip


ANA = signed("abcdefghjkmn", "Anonymous Nickname")


def held(store: Store) -> bytes:
    """Every byte beside the database: the file, its journals, whatever lies in the folders."""
    return b"".join(path.read_bytes() for path in sorted(store.path.parent.rglob("*")) if path.is_file())


def a_past(store: Store) -> str:
    """A convening with a history: somebody typed in and taken out again, names retyped, nicknames, a cached preview."""
    key = store.add(a_convening(), {"ern.png": b"the bytes of a logo", "photo.png": b"the bytes of a photo"})
    store.apply(key, Set(target=Ref(kind="participant", id="jo"), field=("name",), value="Jo Nguyễn Ánh the Elder"), ANA)
    ines = {"id": "ines", "name": "Ines Intermediate", "email": "ines@example.org"}
    store.apply(key, Insert(into=Place(list="participants"), value=ines))
    store.apply(key, Remove(target=Ref(kind="participant", id="ines")))
    cached = store.path.parent / "previews" / key
    cached.mkdir(parents=True)
    (cached / "list.html").write_text("Maria Example")
    return key


def test_what_should_be_gone_is_there_before(store: Store) -> None:
    a_past(store)
    missing = [word for word in PRIVATE if word.encode() not in held(store)]
    assert missing == []


def test_forgetting_everyone_leaves_no_byte(store: Store) -> None:
    key = a_past(store)
    done = store.forget(key, clear_prose=True)
    left = [word for word in PRIVATE if word.encode() in held(store)]
    assert left == []
    assert (done.people, done.prose, done.elsewhere, done.traces, done.clean) == (3, (), 0, 0, True)


def test_forgetting_everyone_keeps_the_counts_and_the_plan(store: Store) -> None:
    key = a_past(store)
    store.forget(key, clear_prose=True)
    after = store.get(key).convening
    raw = a_convening().model_dump(mode="json", by_alias=True, exclude_defaults=True)
    raw["participants"] = [
        {"id": "person-2", "side": "activist", "country": "PT"},
        {"id": "person-3", "side": "donor", "country": "VN"},
        {"id": "person-1", "side": "donor", "country": "SD"},
    ]
    welcome, talk = raw["days"][0]["sessions"]
    welcome["lead"] = [{"host": "ERN"}]
    talk.update(id="talk-by-person-2", title="What […] saw", notes="Ask […] about the river.", lead=[])
    raw["together"] = []
    raw["groups"][0]["rounds"] = [{"groups": [{"name": "A"}]}]
    raw["notes"] = [{"id": "n1", "session": "talk-by-person-2", "text": "A point"}]
    section = raw["report"]["sections"][0]
    section.update(body="As […] said.", figures=[], gathers=["talk-by-person-2"])
    assert after == Convening.model_validate(raw)
    assert store.assets(key) == {"ern.png": b"the bytes of a logo"}


def test_forgetting_one_person_leaves_the_others(store: Store) -> None:
    key = a_past(store)
    done = store.forget(key, "maria", clear_prose=True)
    after = store.get(key).convening
    left = [word for word in PRIVATE if word.encode() in held(store)]
    assert left == ["Jo Nguyễn Ánh", "jo@example.net", "محمد الأمين", "Someone typed"]
    assert [person.name for person in after.participants] == ["", "Jo Nguyễn Ánh the Elder", "محمد الأمين"]
    assert after.groups[0].rounds[0].groups[0].people == ("jo",)
    assert (after.notes[0].by, after.notes[0].owner) == (None, "jo")
    assert (done.people, done.traces) == (1, 0)


def test_names_in_prose_are_listed_and_left_for_a_decision(store: Store) -> None:
    key = store.add(a_convening())
    listed = [str(place) for place in store.names_in_prose(key)]
    assert listed == ["days 1 sessions 2 title", "days 1 sessions 2 notes", "report sections 1 body"]
    done = store.forget(key)
    assert [str(place) for place in done.prose] == listed
    assert store.get(key).convening.days[0].sessions[1].notes == "Ask Maria Example about the river."
    assert done.traces == 0
    assert "Maria" not in done.sentence(language("en"))
    assert "3 texts still name someone (days 1 sessions 2 title;" in done.sentence(language("en"))


def test_undo_does_not_cross_a_forgetting(store: Store) -> None:
    key = a_past(store)
    store.forget(key, "maria")
    with pytest.raises(StoreError, match="cannot be undone: personal data has been forgotten"):
        store.undo(key, ANA)
    assert [(change.kind, change.edit) for change in store.history(key)] == [("do", None)] * 3 + [("forget", None)]
    with pytest.raises(NotFoundError, match="stays forgotten"):
        store.at(key, 2)


@pytest.mark.parametrize("person", [None, "maria", "jo"])
def test_no_nickname_outlives_a_forgetting_and_no_plain_name_that_was_signed_with(store: Store, person: str | None) -> None:
    """A nickname may be what somebody is called, whoever is forgotten; the made-up word says nothing, and tells who may undo what."""
    key = a_past(store)
    store.apply(key, Set(target=Ref(), field=("title",), value="One"), "Plainname")
    store.forget(key, person)
    assert [(change.kind, change.who) for change in store.history(key)] == [
        ("do", "abcdefghjkmn"), ("do", ""), ("do", ""), ("do", ""), ("forget", ""),
    ]  # fmt: skip
    assert [word for word in ("Anonymous Nickname", "Nickname", "Plainname") if word.encode() in held(store)] == []


@pytest.mark.parametrize(("nickname", "called"), [
    ("Maria", True), ("maría E.", True), ("Example", True), ("Ana", False), ("Mar", False), ("", False), ("محمد", True), ("jo", True),
])  # fmt: skip
def test_a_nickname_that_may_be_somebodys_name_is_known(nickname: str, called: bool) -> None:
    assert is_called(nickname, a_convening().participants) is called


def test_undo_after_everyone_is_forgotten_mixes_up_nobodys_history(store: Store) -> None:
    """The nicknames are gone, so that what two people did and took back looks like one person's."""
    key = store.add(a_convening())
    store.apply(key, Set(target=Ref(), field=("title",), value="One"), "Ana")
    store.undo(key, "Ana")
    store.apply(key, Set(target=Ref(), field=("subtitle",), value="Two"), "Ben")
    store.redo(key, "Ana")
    store.forget(key)
    with pytest.raises(StoreError, match="cannot be undone: personal data has been forgotten"):
        store.undo(key)
    with pytest.raises(StoreError, match="nothing of yours to undo"):
        store.undo(key, "Ana")
    store.apply(key, Set(target=Ref(), field=("title",), value="Three"))
    assert store.undo(key).convening.title == "One"


def test_what_was_remembered_of_names_while_comparing_them_is_forgotten_too(store: Store) -> None:
    key = store.add(a_convening())
    people.listed(store.get(key).convening, "organisers")
    assert people.folded.cache_info().currsize
    store.forget(key)
    assert people.folded.cache_info().currsize == 0


def test_a_name_with_quotes_is_found_as_rows_hold_it(store: Store) -> None:
    person = {"id": "p1", "name": 'Maria "Mia" Example'}
    rest = {"days": [], "notes": [], "groups": [], "together": [], "words": [], "report": {}}
    keys = [store.add(a_convening(participants=[person], **rest)) for _ in range(2)]
    assert [store.forget(key).elsewhere for key in keys] == [1, 0]


def test_editing_and_undoing_go_on_after_a_forgetting(store: Store) -> None:
    key = a_past(store)
    store.forget(key)
    before = store.get(key).convening
    store.apply(key, Set(target=Ref(), field=("title",), value="After"), "Ana")
    assert store.undo(key, "Ana").convening == before
    assert store.at(key, 4) == before


def test_another_convening_that_knows_the_same_person_is_counted_and_kept(store: Store) -> None:
    key = store.add(a_convening())
    other = store.add(a_convening())
    done = store.forget(key, clear_prose=True)
    assert (done.elsewhere, done.traces) == (1, 0)
    assert store.get(other).convening == a_convening()


def test_what_was_forgotten_is_not_due_any_more(store: Store) -> None:
    key = store.add(a_convening())
    keep_until = store.get(key).convening.keep_until
    assert keep_until is not None
    after = keep_until.replace(day=28)
    assert [one.id for one in store.due(after)] == [key]
    store.forget(key)
    assert store.due(after) == ()


def test_an_unknown_person_is_said_and_nothing_is_forgotten(store: Store) -> None:
    key = store.add(a_convening())
    with pytest.raises(NotFoundError, match="no such person"):
        store.forget(key, "nobody")
    assert store.get(key).convening == a_convening()


def test_a_reader_that_does_not_let_go_is_said_as_a_failure(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.store.schema.BUSY_SECONDS", 0.2)
    store = Store(tmp_path / "a.sqlite3")
    key = store.add(a_convening())
    reader = sqlite3.connect(store.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT plan FROM convening").fetchall()
    with pytest.raises(StoreError, match=r"could not be rewritten .* Close other windows and do it again"):
        store.forget(key)
    reader.execute("COMMIT")
    reader.close()
    assert store.forget(key).clean


def test_readers_who_come_and_go_do_not_keep_it_from_finishing(store: Store) -> None:
    key = a_past(store)
    stop = threading.Event()

    def read() -> None:
        while not stop.wait(0.005):
            store.get(key)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        assert store.forget(key, clear_prose=True).clean
    finally:
        stop.set()
        reader.join()
    assert [word for word in PRIVATE if word.encode() in held(store)] == []


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Ask Maria Example.", "Ask […]."),
        ("MARIA  EXAMPLE and maría example", "MARIA  EXAMPLE and […]"),
        ("Example, Maria; Maria Examples; (Maria Example)", "[…]; Maria Examples; ([…])"),
        ("Nothing", "Nothing"),
        ("ﬁrst Maria Example — straße", "ﬁrst […] — straße"),
    ],
)
def test_a_name_is_taken_out_whole_whatever_its_case_and_accents(text: str, clean: str) -> None:
    assert without(text, pattern(("Maria Example", "Example, Maria"))) == clean


def with_a_version_sent() -> Convening:
    """The agenda of `a_convening` as it went to the hosts: who leads, by id; a typed lead; a name in a title."""
    convening = a_convening()
    talk = {"id": "talk-by-maria-example", "title": "What Maria Example saw", "lead": [{"person": "maria"}, {"text": "Someone typed"}]}
    raw = convening.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    raw["sent"] = [{"id": "sent-1", "name": "v1, sent to Maria Example", "days": [{"id": "day-1", "sessions": [
        {**talk, "tracks": [{"id": "a", "lead": [{"person": "maria"}, {"person": "jo"}], "sessions": []}]}]}]}]
    return Convening.model_validate(raw)


def test_forgetting_everyone_leaves_no_byte_in_what_was_sent(store: Store) -> None:
    key = store.add(with_a_version_sent())
    done = store.forget(key, clear_prose=True)
    left = [word for word in PRIVATE if word.encode() in held(store)]
    version = store.get(key).convening.sent[0]
    assert (left, done.clean) == ([], True)
    assert (version.name, version.days[0].sessions[0].title) == ("v1, sent to […]", "What […] saw")
    assert (version.days[0].sessions[0].lead, version.days[0].sessions[0].tracks[0].lead) == ((), ())


def test_forgetting_one_person_leaves_the_others_in_what_was_sent(store: Store) -> None:
    key = store.add(with_a_version_sent())
    prose = [str(place) for place in store.names_in_prose(key, "maria")]
    store.forget(key, "maria", clear_prose=True)
    session = store.get(key).convening.sent[0].days[0].sessions[0]
    assert [place for place in prose if place.startswith("sent")] == ["sent 1 name", "sent 1 days 1 sessions 1 title"]
    assert [lead.model_dump(exclude_defaults=True) for lead in session.lead] == [{"text": "Someone typed"}]
    assert [lead.person for lead in session.tracks[0].lead] == ["jo"]


@pytest.mark.parametrize("person", ["maria", None])
def test_who_remarked_or_signed_is_forgotten_and_marks_of_lines_with_names_go(store: Store, person: str | None) -> None:
    report = {
        "sections": [{"id": "aims", "heading": "Aims", "body": "Text"}],
        "sent": [{"name": "v1", "lines": "aaaaaaaa .", "sections": [{"heading": "Aims", "boxes": [{"author": "Somebody Else"}]}]}],
        "comments": [{"author": "maria example", "text": "Shorter."}, {"author": "Bo Unknown", "text": "Longer."}],
        "signatures": [{"section": "aims", "host": "ERN", "by": "Maria Example"}], "word_master": {"by": "Maria Example"},
    }  # fmt: skip
    key = store.add(a_convening(report=report))
    store.forget(key, person)
    after = store.get(key).convening.report
    assert [comment.author for comment in after.comments] == ["", "" if person is None else "Bo Unknown"]
    assert (after.signatures[0].by, after.word_master.by, after.sent[0].lines) == ("", "", "")
    assert after.sent[0].sections[0].boxes[0].author == ("" if person is None else "Somebody Else")


def test_words_that_may_be_names_are_listed_apart_and_stay(store: Store) -> None:
    words = {"sections": [{"id": "aims", "heading": "Aims", "body": "Then Maria sang. So did Maria Example."}]}
    key = store.add(a_convening(report=words, objectives=["Hear what Ánh saw"]))
    assert [str(place) for place in store.perhaps_in_prose(key)] == ["objectives 1"]
    assert [str(place) for place in store.perhaps_in_prose(key, "maria")] == []
    store.forget(key, clear_prose=True)
    assert store.get(key).convening.report.sections[0].body == "Then Maria sang. So did […]."

"""Out and back: what everybody changed is there, nothing twice, nothing that was changed here is lost, and no consent is wider."""

import datetime as dt
import io
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.handover.making import brought_back, changed, found, handed, small, took
from toolkit import library
from toolkit.convening import edits, file
from toolkit.convening.addressed import Target
from toolkit.convening.edits import AnyEdit, Count, Insert, Move, Place, Ref, Set
from toolkit.convening.model import CUTS, Consent, Convening, Cut, Given, Session
from toolkit.convening.people import consent_of
from toolkit.handover import packed
from toolkit.handover.consent import narrowest
from toolkit.handover.taking import taken, told
from toolkit.language import language
from toolkit.library import Opened
from toolkit.sealing import Cost, SealedError
from toolkit.store.forgetting import forget_people

QUICK = Cost(memory=64, passes=1, lanes=1)
PHRASE = "seven lamps under water"
LATER = Place(of=Ref(kind="day", id="day-2"), list="sessions")
DAY = Place(of=Ref(kind="day", id="day-1"), list="sessions")
WIDE = {"list": "public", "badge": "full", "lead": "public", "photo": True, "quote": "name", "contact": ["email"]}


def put(kind: Target, key: str, field: str, value: Any) -> AnyEdit:
    return Set(target=Ref(kind=kind, id=key), field=tuple(field.split(".")), value=value)


def key_of(copy: Opened) -> str:
    assert copy.convening.came is not None
    return copy.convening.came.key[:6]


def sessions(convening: Convening) -> dict[str, Session]:
    return {session.id: session for _, _, session in convening.sessions()}


def three() -> tuple[Convening, list[Opened]]:
    """One convening in the hands of three people, and what each of them sends back."""
    here = small()
    here, host = handed(here, "co-host", "cohost1")
    here, facilitator = handed(here, "facilitator", "facili1")
    here, rapporteur = handed(here, "rapporteur", "rappor1")
    backs = [
        changed(
            host, put("session", "welcome", "minutes", 20), put("session", "wall", "minutes", 75),
            Insert(into=DAY, value={"id": "panel", "title": "A panel", "minutes": 40, "lead": [{"text": "B7"}]}, after="lunch"),
        ),
        changed(
            facilitator, put("day", "day-1", "present", ["odalys-ferrant", "p2"]), Count(word="w1", by=2),
            Count(word="w9", by=1, value={"text": "thread", "session": "wall"}),
            put("participant", "odalys-ferrant", "consent.quote", "side"),
        ),
        changed(
            rapporteur, Insert(into=Place(list="notes"), value={"id": "note-1", "session": "wall", "text": "They count by hand."}),
            put("note", "n1", "text", "The pans are older than any law."), put("participant", "p2", "consent", WIDE),
            put("participant", "x-c9", "consent", WIDE), put("participant", "odalys-ferrant", "consent.photo", False),
        ),
    ]  # fmt: skip
    return here, [brought_back(each) for each in backs]


HERE, BACKS = three()
ORDERS = list(itertools.permutations(range(3)))


@given(st.sampled_from(ORDERS), st.lists(st.integers(0, 2), max_size=2))
@settings(max_examples=12, deadline=None)
def test_three_people_bring_back_what_each_changed_in_any_order_and_more_than_once(order: tuple[int, ...], again: list[int]) -> None:
    here = HERE
    for number in (*order, *again):
        here = took(here, BACKS[number])
    agenda = sessions(here)
    assert [session.id for session in here.days[0].sessions] == ["welcome", "wall", "lunch", "panel-cohost", "talk-by-odalys-ferrant"]
    assert (agenda["welcome"].minutes, agenda["wall"].minutes) == (20, 75)
    assert [lead.person for lead in agenda["panel-cohost"].lead] == ["p2"]
    assert [(lead.person, lead.text) for lead in agenda["welcome"].lead] == [("odalys-ferrant", None), (None, "Bram Okonjo-Reyes")]
    assert agenda["welcome"].notes == "Keep a chair near the door."
    assert here.days[0].present == ("odalys-ferrant", "p2")
    assert [(word.text, word.count) for word in here.words] == [("salt", 5), ("Ilse", 1), ("thread", 1)]
    assert [note.text for note in here.notes][:2] == ["The pans are older than any law.", "We weigh it twice."]
    assert [note.id for note in here.notes if note.text == "They count by hand."] == ["note-1-rappor"]
    assert len(here.notes) == 5 and here.notes[2].by == "p4"
    consents = {person.id: person.consent for person in here.participants}
    first = small().participants[0].consent
    assert first is not None
    assert consents["odalys-ferrant"] == first.model_copy(update={"quote": "side", "photo": False})
    assert (consents["p2"], consents["p3"], consents["p4"]) == tuple(each.consent for each in small().participants[1:])
    assert [(each.name, each.email) for each in here.participants] == [(each.name, each.email) for each in small().participants]


def test_what_is_wider_in_a_copy_is_said_and_not_taken_even_where_all_is_taken() -> None:
    held = found(HERE, BACKS[2])
    assert held.known and held.wider == 2
    after = took(HERE, BACKS[2], everything=True)
    assert [person.consent for person in after.participants[1:]] == [person.consent for person in small().participants[1:]]


@pytest.mark.parametrize("which", CUTS)
def test_a_copy_in_which_nothing_was_changed_changes_nothing_whatever_it_did_not_hold(which: Cut) -> None:
    here, copy = handed(small(), which)
    assert found(here, brought_back(copy)).changes == ()
    here = edits.apply(here, put("session", "welcome", "title", "Welcome, all")).convening
    held = found(here, brought_back(copy))
    assert (held.known, held.changes, held.wider, held.gone) == (True, (), 0, 0)


def test_what_was_changed_on_both_sides_is_asked_and_what_was_changed_here_stays() -> None:
    here, copy = handed(small(), "co-host")
    here = edits.apply(here, put("session", "wall", "minutes", 50)).convening
    here = edits.apply(here, put("session", "lunch", "title", "Lunch in the garden")).convening
    back = changed(copy, put("session", "wall", "minutes", 75), put("session", "wall", "room", "Hall"))
    held = found(here, back)
    assert [(change.asks, change.here, change.there) for change in held.changes] == [("both", 50, 75), ("", None, "Hall")]
    after = sessions(took(here, back))
    assert (after["wall"].minutes, after["wall"].room, after["lunch"].title) == (50, "Hall", "Lunch in the garden")
    assert sessions(took(here, back, everything=True))["wall"].minutes == 75


def test_a_text_that_was_cut_is_never_put_over_the_whole_one_unasked() -> None:
    here, copy = handed(small(), "co-host")
    back = changed(copy, put("session", "talk-by-x-p1", "title", "[…] speaks at noon"), put("session", "talk-by-x-p1", "minutes", 30))
    held = found(here, back)
    assert [(change.ref.id, change.asks) for change in held.changes] == [("talk-by-odalys-ferrant", "cut"), ("talk-by-odalys-ferrant", "")]
    after = sessions(took(here, back))["talk-by-odalys-ferrant"]
    assert (after.title, after.minutes) == ("Odalys Ferrant speaks", 30)


def test_leads_that_a_copy_did_not_hold_stay_and_no_typed_lead_becomes_public_by_it() -> None:
    here, copy = handed(small(), "co-host")
    back = changed(copy, put("session", "welcome", "lead", [{"text": "P1"}, {"host": "SPU"}, {"text": "Somebody else", "public": True}]))
    leads = [each.model_dump(exclude_defaults=True) for each in sessions(took(here, back))["welcome"].lead]
    assert leads == [{"person": "odalys-ferrant"}, {"host": "SPU"}, {"text": "Somebody else"}, {"text": "Bram Okonjo-Reyes"}]


def test_a_session_that_was_taken_out_waits_in_the_tray_and_one_from_the_tray_goes() -> None:
    here, copy = handed(small(), "co-host")
    back = changed(copy, edits.removal(copy.convening, Ref(kind="session", id="wall")))
    back = changed(back, edits.removal(back.convening, Ref(kind="session", id="spare")))
    after = took(here, back)
    assert ([each.id for each in after.parked], [note.session for note in after.notes]) == (["wall"], ["welcome", "wall", "wall", "wall"])
    assert took(after, back) == after


def test_moves_come_back_and_clash_where_somebody_moved_the_same_here() -> None:
    here, copy = handed(small(), "co-host")
    back = changed(copy, Move(target=Ref(kind="session", id="wall"), into=DAY, after="lunch"))
    assert [each.id for each in took(here, back).days[0].sessions] == ["welcome", "lunch", "wall", "talk-by-odalys-ferrant"]
    back = changed(copy, Insert(into=Place(list="days"), value={"id": "day-2"}), Move(target=Ref(kind="session", id="wall"), into=LATER))
    moved = edits.apply(here, edits.park("wall")).convening
    assert [(change.ref.id, change.asks) for change in found(moved, back).changes] == [("day-2-" + key_of(copy), ""), ("wall", "both")]
    assert took(moved, back).parked == moved.parked
    assert [each.id for each in took(here, back).days[1].sessions] == ["wall"]


def test_two_people_may_give_something_new_the_same_id() -> None:
    here, one = handed(small(), "facilitator", "aaaaaa1")
    here, other = handed(here, "facilitator", "bbbbbb1")
    for opened, text in ((one, "From one."), (other, "From the other.")):
        here = took(here, changed(opened, Insert(into=Place(list="notes"), value={"id": "note-1", "text": text})))
    assert [(note.id, note.text) for note in here.notes[4:]] == [("note-1-aaaaaa", "From one."), ("note-1-bbbbbb", "From the other.")]


def test_cards_are_counted_once_also_where_the_copy_goes_on_and_comes_back_again() -> None:
    here, copy = handed(small(), "facilitator")
    first = changed(copy, Count(word="w1", by=2))
    here = took(here, first)
    here = edits.apply(here, Count(word="w1", by=1)).convening
    second = changed(first, Count(word="w1", by=4))
    assert took(took(here, second), second).words[0].count == 3 + 2 + 1 + 4


def test_taking_it_is_one_change_that_can_be_taken_back_and_then_taken_again() -> None:
    here, copy = handed(small(), "facilitator")
    back = changed(copy, Count(word="w1", by=2), put("session", "wall", "room", "Hall"))
    held = found(here, back)
    edit = taken(here, held, [change.id for change in held.changes])
    assert edit is not None
    done = edits.apply(here, edit)
    assert done.convening.words[0].count == 5
    assert edits.apply(done.convening, done.inverse).convening == here
    assert took(here, back) == done.convening


@pytest.mark.parametrize("gone", ["odalys-ferrant", "p2"])
def test_whoever_is_forgotten_here_does_not_come_back(gone: str) -> None:
    here, copy = handed(small(), "everything")
    name = small().person(gone).name  # type: ignore[union-attr]
    back = changed(
        copy, put("participant", gone, "pronouns", "they"), put("participant", gone, "email", "new@x.example"),
        put("day", "day-1", "present", [gone, "p3"]),
        Insert(into=Place(list="notes"), value={"id": "new", "text": "Said again.", "by": gone, "attribution": "name"}),
    )  # fmt: skip
    forgotten = forget_people(here, gone, clear_prose=True).convening
    held = found(forgotten, back)
    after = took(forgotten, back, everything=True)
    assert name not in file.write(after) and "new@x.example" not in file.write(after) and "they" not in file.write(after).split()
    assert (held.gone, after.days[0].present, after.notes[-1].by) == (1, ("p3",), None)
    assert len(after.participants) == 4


def test_who_was_taken_out_of_the_list_there_is_asked_about() -> None:
    here, copy = handed(small(), "everything")
    back = changed(copy, edits.removal(copy.convening, Ref(kind="participant", id="p2")))
    assert "person" in [change.asks for change in found(here, back).changes]
    assert took(here, back).person("p2") is not None


def test_no_other_name_slips_under_a_consent_that_was_given() -> None:
    here, copy = handed(small(), "facilitator")
    back = changed(copy, put("participant", "odalys-ferrant", "name", "Yusra el-Tayeb"), put("participant", "p2", "pronouns", "she"))
    assert [(change.ref.id, change.asks) for change in found(here, back).changes] == [("odalys-ferrant", "named"), ("p2", "")]


def test_somebody_new_comes_without_any_consent_and_not_twice() -> None:
    here, copy = handed(small(), "facilitator", "aaaaaa1")
    back = changed(copy, Insert(into=Place(list="participants"), value={"id": "new", "name": "Rui Camargo", "code": "B8", "consent": WIDE}))
    after = took(here, back)
    assert [(each.id, each.consent) for each in after.participants[4:]] == [("new-aaaaaa", None)]
    assert took(after, back) == after
    here, other = handed(here, "facilitator", "bbbbbb1")
    after = took(here, back)
    again = changed(other, Insert(into=Place(list="participants"), value={"name": "Rui Camargo"}))
    assert [change.asks for change in found(after, again).changes] == ["both"]


def test_a_beginning_that_was_changed_is_noticed_and_then_everything_is_asked() -> None:
    here, copy = handed(small(), "co-host")
    assert copy.base is not None
    false = library.open_bytes(
        library.write_zip(copy.convening, {}, None, copy.base.replace("minutes: 60", "minutes: 90")), "x.convening"
    )
    held = found(here, false)
    assert (held.known, held.changes) == (False, ())
    back = changed(false, put("session", "wall", "minutes", 75), edits.removal(copy.convening, Ref(kind="session", id="lunch")))
    assert [(change.ref.id, change.asks) for change in found(here, back).changes] == [("wall", "unsure")]
    assert took(here, back) == here


def test_a_copy_of_another_convening_is_asked_about_line_by_line() -> None:
    _, copy = handed(small(), "co-host")
    held = found(small(), changed(copy, put("session", "wall", "minutes", 75)))
    assert (held.known, held.entry, [change.asks for change in held.changes]) == (False, None, ["unsure"])


def test_each_change_is_told_in_a_line() -> None:
    held = found(HERE, BACKS[0])
    lines = told(HERE, held, language("en"))
    assert sorted(lines.values()) == [
        "added “A panel” to day 1, after “Lunch”", "changed the length of “The word wall” from 1 h to 1 h 15",
        "changed the length of “Welcome” from 30 min to 20 min",
    ]  # fmt: skip


def test_what_is_chosen_alone_finds_its_way_without_the_rest() -> None:
    here, copy = handed(small(), "facilitator", "aaaaaa1")
    back = changed(
        copy, Insert(into=Place(list="days"), value={"id": "day-2"}),
        Insert(into=Place(of=Ref(kind="day", id="day-2"), list="sessions"), value={"id": "new", "title": "New"}),
        Insert(into=Place(list="notes"), value={"id": "nn", "text": "Of the new one.", "session": "new"}),
    )  # fmt: skip
    held = found(here, back)
    note = next(change for change in held.changes if change.ref.kind == "note")
    edit = taken(here, held, [note.id])
    assert edit is not None and edits.apply(here, edit).convening.notes[-1].session is None
    after = took(here, back)
    assert (after.days[1].id, after.days[1].sessions[0].id, after.notes[-1].session) == ("day-2-aaaaaa", "new-aaaaaa", "new-aaaaaa")


# The file


def test_a_closed_copy_opens_with_its_passphrase_whole_and_a_bit_that_was_changed_is_refused() -> None:
    made = packed.make(Opened(small()), "facilitator")
    closed = packed.close(made.data, PHRASE, QUICK)
    assert b"Tamsin" not in closed and packed.plain(closed, "x", PHRASE) == made.data
    assert packed.plain(made.data, "x") == made.data
    with pytest.raises(packed.HandOverError, match="closed with a passphrase"):
        packed.plain(closed, "x.convening")
    with pytest.raises(SealedError, match="does not open"):
        packed.plain(closed, "x", "seven lamps under earth")
    head = closed.index(b"\n", closed.index(b"\n") + 1)
    for place in (0, 30, head + 1, len(closed) // 2, len(closed) - 1):
        broken = bytearray(closed)
        broken[place] ^= 1
        with pytest.raises((SealedError, library.LibraryError, file.FileError)):
            library.open_bytes(packed.plain(bytes(broken), "x", PHRASE), "x")


def test_what_never_came_from_anybody_is_neither_given_back_nor_taken_in() -> None:
    with pytest.raises(packed.HandOverError, match="not handed over to you"):
        packed.give_back(Opened(small()), None)
    with pytest.raises(packed.HandOverError, match="nothing to hold it against"):
        packed.is_copy(Opened(small()), "x.yaml")


def test_what_is_given_back_holds_how_it_came_where_only_the_planner_knows_it() -> None:
    here, copy = handed(small(), "co-host")
    kept = Opened(changed(copy, put("session", "wall", "minutes", 75)).convening)
    back = library.open_bytes(packed.give_back(kept, copy.convening), "x.convening")
    assert back.base == copy.base and found(here, back).known
    assert library.open_bytes(packed.give_back(kept, kept.convening), "x.convening").base is None


def picture(colour: str, **more: Any) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(held, "JPEG", **more)
    return held.getvalue()


def test_pictures_go_out_as_they_are_printed_and_new_ones_come_back_beside_those_of_the_same_name() -> None:
    figures = [{"id": "f1", "file": "odalys-ferrant.jpg", "alt": "Salt"}, {"id": "f2", "file": "p3.jpg", "alt": "Ilse", "people": ["p3"]}]
    convening = edits.apply(small(), put("section", "aims", "figures", figures)).convening
    exif = Image.Exif()
    exif[0x013B] = "Photographed by the harbour"
    with_exif = {"odalys-ferrant.jpg": picture("navy", exif=exif), "p3.jpg": picture("red"), "new.jpg": picture("green")}
    drawn = library.open_bytes(library.write_zip(convening, with_exif), "x")
    made = packed.make(drawn, "rapporteur")
    here = edits.apply(convening, made.edit).convening
    copy = library.open_bytes(made.data, "x")
    assert b"harbour" in drawn.originals["odalys-ferrant.jpg"] and b"harbour" not in b"".join(copy.originals.values())
    assert [(each.id, each.file) for each in copy.convening.report.sections[0].figures] == [("f1", "odalys-ferrant.jpg")]
    assert found(here, copy).changes == ()
    added = Insert(into=Place(of=Ref(kind="section", id="aims"), list="figures"), value={"id": "f9", "file": "new.jpg", "alt": "New"})
    back = changed(copy, added)
    back = library.open_bytes(library.write_zip(back.convening, {**copy.originals, "new.jpg": picture("white")}, None, back.base), "x")
    held = packed.held_against(here, back, with_exif)
    pictures = packed.new_pictures(back, with_exif)
    edit = taken(here, held, [change.id for change in held.changes])
    assert edit is not None
    shown = [each.file for each in edits.apply(here, edit).convening.report.sections[0].figures]
    assert shown == ["odalys-ferrant.jpg", "p3.jpg", *pictures] and pictures[shown[2]].brought == picture("white")


def test_an_exercise_of_ones_own_goes_along_without_a_name_in_it() -> None:
    texts = {"mine": {"exercise.md": "Yusra el-Tayeb invented this; ask tamsin@spu.example."}}
    opened = Opened(small(), exercises=texts)
    cuts: tuple[Cut, ...] = ("co-host", "everything")
    came = [library.open_bytes(packed.make(opened, which).data, "x").exercises["mine"]["exercise.md"] for which in cuts]
    assert came == ["[…] invented this; ask […].", texts["mine"]["exercise.md"]]


# Consent

_consents = st.none() | st.builds(
    Consent,
    list=st.sampled_from(["nobody", "participants", "public"]), badge=st.sampled_from(["none", "first-name", "full"]),
    lead=st.sampled_from(["nobody", "participants", "public"]), photo=st.booleans(),
    quote=st.sampled_from(["nobody", "side", "organisation", "name"]),
    show=st.lists(st.sampled_from(["name", "title"]), unique=True).map(lambda each: tuple(sorted(each))),
    open=st.lists(st.sampled_from(["list", "photo"]), unique=True).map(lambda each: tuple(sorted(each))),
    given=st.none() | st.builds(Given, withdrawn=st.none() | st.dates(dt.date(2027, 1, 1), dt.date(2027, 1, 5))),
)  # fmt: skip


def printed(consent: Consent | None) -> tuple[int, ...]:
    found = consent_of(small().participants[0].model_copy(update={"consent": consent}))
    ranks = (("nobody", "participants", "public"), ("none", "first-name", "full"), ("nobody", "side", "organisation", "name"))
    shown = tuple(int(key in found.show) for key in ("name", "title"))
    return (
        ranks[0].index(found.list), ranks[1].index(found.badge), ranks[0].index(found.lead), int(found.photo), ranks[2].index(found.quote),
        *shown,
    )  # fmt: skip


@given(_consents, _consents, _consents)
def test_the_narrowest_is_never_wider_than_any_and_the_same_in_every_order(
    one: Consent | None, other: Consent | None, third: Consent | None
) -> None:
    made = narrowest(one, other)
    assert all(value <= least for each in (one, other) for value, least in zip(printed(made), printed(each), strict=True))
    assert narrowest(made, other) == made == narrowest(made, one)
    results = {printed(narrowest(narrowest(a, b), c)) for a, b, c in itertools.permutations((one, other, third))}
    assert len(results) == 1


def test_an_edit_that_cannot_be_made_any_more_is_left_out_and_not_half_made() -> None:
    here, copy = handed(small(), "co-host")
    back = changed(copy, put("session", "wall", "minutes", 75), put("session", "lunch", "minutes", 30))
    held = found(here, back)
    without = edits.apply(here, edits.removal(here, Ref(kind="session", id="wall"))).convening
    edit = taken(without, held, [change.id for change in held.changes])
    assert edit is not None and sessions(edits.apply(without, edit).convening)["lunch"].minutes == 30

"""What a copy holds, and what stays behind: nothing of whoever is cut stands anywhere in its text."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import FULL
from tests.convening.strategies import convenings
from tests.handover.making import small
from tests.support import sample
from toolkit.convening import file
from toolkit.convening.model import CUTS, Convening, Cut
from toolkit.handover.cutting import KEEPS, coded, cut, doubts_in, holds_people, leaks_in

NOTHING_OF_ANYBODY: tuple[Cut, ...] = ("co-host", "travel")
NEVER_BUT_WHOLE = ("odalys@loom.example", "912 555", "nodairyatall", "QX7731", "Benedita", "corner bed", "tamsin@spu.example")


def text(convening: Convening, which: Cut) -> str:
    return file.write(cut(convening, which).convening)


@pytest.mark.parametrize("which", CUTS)
def test_a_copy_is_a_convening_file_of_its_own_and_the_same_each_time(which: Cut) -> None:
    for convening in (small(), sample().convening):
        written = text(convening, which)
        assert text(convening, which) == written
        assert file.read(written) == cut(convening, which).convening
        assert leaks_in(convening, which, cut(convening, which)) == ()


@pytest.mark.parametrize("which", [each for each in CUTS if each != "everything"])
def test_what_only_organisers_read_is_in_no_copy_but_the_whole(which: Cut) -> None:
    assert [secret for secret in NEVER_BUT_WHOLE if secret.casefold() in text(small(), which).casefold()] == []


@pytest.mark.parametrize("which", NOTHING_OF_ANYBODY)
def test_no_name_stands_in_a_copy_without_people_not_even_in_a_title_or_an_id(which: Cut) -> None:
    written = text(small(), which).casefold()
    names = ("odalys", "ferrant", "tamsin", "achterberg", "ilse", "yusra", "okonjo", "chair near")
    assert [name for name in names if name in written] == []
    made = cut(small(), which).convening
    assert (made.participants, made.groups, made.expected) == ((), (), 4)
    assert made.objectives == ("Hear what […] has counted.",)


def test_a_co_host_reads_codes_where_people_lead_and_nobody_does_on_the_way_across_a_border() -> None:
    leads = {which: [lead.text for lead in cut(small(), which).convening.days[0].sessions[3].lead] for which in NOTHING_OF_ANYBODY}
    assert leads == {"co-host": ["P1", "Open to all"], "travel": ["Open to all"]}
    assert [each.code for each in file.read(file.write(small())).participants] == ["", "B7", "C9", ""]
    assert coded(small(), "co-host") is not None and coded(small(), "travel") is None


def test_words_and_notes_cross_a_border_only_where_they_name_nobody() -> None:
    made = cut(small(), "travel").convening
    assert [word.text for word in made.words] == ["salt"]
    assert [(note.id, note.by, note.owner) for note in made.notes] == [("n1", None, None), ("n2", None, None), ("n3", None, None)]
    assert (cut(small(), "co-host").convening.words, cut(small(), "co-host").convening.notes) == ((), ())


def test_a_facilitator_has_chosen_names_and_private_notes_and_who_spoke_only_as_it_is_printed() -> None:
    made = cut(small(), "facilitator").convening
    assert [person.name for person in made.participants] == ["Odalys Ferrant", "Tamsin Achterberg", "Ilse", "Yusra el-Tayeb"]
    assert made.days[0].sessions[0].notes == "Keep a chair near the door."
    assert {note.id: note.by for note in made.notes} == {"n1": None, "n2": "odalys-ferrant", "n3": None, "n4": None}
    assert made.participants[0].consent is not None and made.participants[0].consent.given is not None
    assert made.participants[0].consent.given.how == ""
    assert made.groups == small().groups and made.report.sections == ()


def test_a_rapporteur_has_the_names_of_those_who_agreed_and_codes_of_the_rest() -> None:
    made = cut(small(), "rapporteur").convening
    assert [(each.id, each.code, each.name) for each in made.participants] == [
        ("odalys-ferrant", "P1", "Odalys Ferrant"), ("p2", "B7", "Tamsin Achterberg"), ("x-c9", "C9", ""), ("x-p2", "P2", ""),
    ]  # fmt: skip
    assert made.report.sections[0].body == "Written by Tamsin Achterberg and […]."
    assert "yusra" not in text(small(), "rapporteur").casefold() and made.days[0].sessions[0].notes == ""


def test_the_whole_is_the_whole() -> None:
    assert cut(small(), "everything").convening == small()


def test_only_a_copy_that_says_anything_of_anybody_asks_to_be_closed() -> None:
    assert {which: holds_people(cut(small(), which).convening) for which in CUTS} == {
        "co-host": False, "facilitator": True, "rapporteur": True, "everything": True, "travel": True,
    }  # fmt: skip


def test_what_may_still_point_at_somebody_is_told_before_it_leaves() -> None:
    session = small().days[0].sessions[1].model_copy(update={"purpose": "Tamsin begins."})
    day = small().days[0].model_copy(update={"sessions": (session,)})
    convening = small().model_copy(update={"days": (day,), "groups": (), "words": (), "notes": (), "report": small().report.model_copy(
        update={"sections": ()}
    )})  # fmt: skip
    assert doubts_in(convening, cut(convening, "co-host")) == (("days", 0, "sessions", 0, "purpose"),)


def test_a_key_that_nobody_decided_about_is_in_no_cut_but_the_whole() -> None:
    assert {key for keep in KEEPS.values() for key in keep} <= set(Convening.model_fields)
    assert not {"sent", "allowed", "handed", "came"} & {key for keep in KEEPS.values() for key in keep}


_TOKENS = ["quexal", "ombrith", "vantok", "ysperel", "drumoss", "falkire"]


@st.composite
def _people(draw: st.DrawFn) -> tuple[Convening, list[dict[str, Any]]]:
    """Any convening, with people whose names, addresses and facts occur nowhere else, planted in any of its texts."""
    convening = draw(convenings())
    given_names = draw(st.permutations(_TOKENS))
    listed: list[dict[str, Any]] = []
    for number in range(2):
        first, last = given_names[2 * number : 2 * number + 2]
        listed.append({
            "id": draw(st.sampled_from([f"q{number}", f"{first}-{last}"])), "code": f"Q{number}", "name": f"{first.title()} {last.title()}",
            "legal_name": f"{last.title()} Zzoria {first.title()}", "email": f"{first}@mail.example", "phone": f"+35191255501{number}",
            "needs": {"diet": f"diet{first}"}, "more": {"Flight": f"flight{last}"},
            "consent": draw(st.sampled_from([None, {}, {"list": "public"}, {"quote": "name"}, {"list": "public", "open": ["list"]}])),
        })  # fmt: skip
    said = f"{listed[0]['name']}, {listed[1]['name'].upper()} ({listed[0]['email']}; {listed[1]['phone']})"
    raw = convening.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    raw["participants"] = [*raw.get("participants", ()), *listed]
    raw["objectives"] = [said]
    raw["days"] = [*raw.get("days", ()), {"id": "planted", "title": said, "sessions": [
        {"id": f"talk-{listed[0]['id']}", "title": said, "purpose": {"fr": said}, "notes": said, "lead": [{"person": listed[0]["id"]}],
         "fill": {"centre": said}, "room": said, "tracks": [{"id": "planted", "title": said, "lead": [{"text": said}]}]},
    ]}]  # fmt: skip
    raw["words"] = [*raw.get("words", ()), {"id": "wx", "text": said, "cluster": said}]
    note = {"id": "nx", "text": said, "why": said, "to": said, "by": listed[1]["id"], "attribution": "name"}
    raw["notes"] = [*raw.get("notes", ()), note]
    raw["report"] = {"summary": said, "sections": [{"id": "sx", "heading": said, "body": said,
                                                    "boxes": [{"id": "bx", "author": listed[0]["id"], "body": said}]}]}  # fmt: skip
    return Convening.model_validate(raw), listed


@given(_people(), st.sampled_from([each for each in CUTS if each != "everything"]))
@settings(
    max_examples=300 if FULL else 25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a whole convening takes longer than a test may
)  # fmt: skip
def test_nothing_of_anybody_who_is_cut_stands_anywhere_in_the_text(made: tuple[Convening, list[dict[str, Any]]], which: Cut) -> None:
    convening, listed = made
    copy = cut(convening, which)
    written = file.write(copy.convening).casefold()
    for person in listed:
        private = [person["email"], person["phone"], person["needs"]["diet"], person["more"]["Flight"], "zzoria"]
        hidden = person["name"].casefold().split() if person["id"] not in copy.named else []
        assert [secret for secret in (*private, *hidden) if secret in written] == []
    assert leaks_in(convening, which, copy) == ()

"""The same consent for many at once: only what is open is opened, and the plan says beforehand what it does."""

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from toolkit.convening import agreeing, consents, edits, people
from toolkit.convening.agreeing import Agreement
from toolkit.convening.model import Convening

ON = dt.date(2027, 2, 1)
ROSTER: list[dict[str, Any]] = [
    {"id": "never"},
    {"id": "waiting", "consent": {"open": list(consents.USES), "given": {"asked": "2027-01-20"}}},
    {"id": "refused", "consent": {}},
    {"id": "withdrawn", "consent": {"list": "public", "photo": True, "given": {"withdrawn": "2027-02-02"}}},
    {"id": "less", "consent": {"list": "participants", "show": ["name"], "given": {"on": "2027-01-05", "how": "paper"}}},
    {"id": "more", "consent": {"list": "public", "photo": True, "given": {"on": "2027-01-05"}}},
    {"id": "half", "consent": {"list": "nobody", "show": ["name", "country"], "open": ["photo"]}},
]


def a_convening(them: list[dict[str, Any]]) -> Convening:
    return Convening.model_validate({"title": "T", "participants": [{"name": f"Person {at}", **each} for at, each in enumerate(them)]})


ALL = tuple(each["id"] for each in ROSTER)
PUBLIC = Agreement({"list": "public", "photo": True}, ("name", "title"), ON, "e-mail", 2)


def test_the_plan_says_how_many_meet_what_for_each_use() -> None:
    plan = agreeing.plan(a_convening(ROSTER), ALL, PUBLIC)
    assert {use: dict(counts) for use, counts in plan.uses.items()} == {
        "list": {"widened": 2, "refused": 2, "withdrawn": 1, "less": 1, "there": 1},
        "photo": {"widened": 3, "refused": 2, "withdrawn": 1, "there": 1},
    }
    assert (len(plan.edits), plan.refused, plan.withdrawn, plan.redated) == (3, 3, 1, 0)


def test_what_is_open_is_written_down_and_nothing_else_and_undone_in_one() -> None:
    before = a_convening(ROSTER)
    edit = agreeing.plan(before, ALL, PUBLIC).edit
    assert edit is not None
    done = edits.apply(before, edit)
    after = {person.id: person.consent for person in done.convening.participants}
    never, half = after["never"], after["half"]
    assert never is not None and never.given is not None and half is not None
    assert (never.list, never.photo, never.show, never.open) == ("public", True, ("name", "title"), ("badge", "lead", "quote"))
    assert (never.given.on, never.given.how, never.given.wording) == (ON, "e-mail", 2)
    assert (half.list, half.photo, half.show, half.open) == ("nobody", True, ("name", "country"), ())
    kept = {person.id: person.consent for person in before.participants}
    assert all(after[each] == kept[each] for each in ("refused", "withdrawn", "less", "more"))
    assert edits.apply(done.convening, done.inverse).convening == before


def test_who_agreed_to_less_is_widened_only_where_it_is_asked_for_and_what_may_be_shown_stays() -> None:
    wider = Agreement({"list": "public"}, ("name", "organisation"), ON, also_less=True)
    plan = agreeing.plan(a_convening(ROSTER), ["less"], wider)
    assert plan.uses == {"list": {"wider": 1}} and plan.redated == 1
    consent = plan.edits[0].value
    assert consent == {"list": "public", "show": ["name"], "given": {"on": "2027-02-01", "how": "paper"}}


def test_a_plan_has_its_own_mark_and_an_empty_one_no_edit() -> None:
    convening = a_convening(ROSTER)
    plan = agreeing.plan(convening, ALL, PUBLIC)
    assert plan.mark == agreeing.plan(convening, ALL, PUBLIC).mark != agreeing.plan(convening, ALL[1:], PUBLIC).mark
    assert agreeing.plan(convening, ["refused", "withdrawn"], PUBLIC).edit is None


answers = st.fixed_dictionaries({}, optional={use: st.sampled_from(widths) for use, widths in agreeing.WIDTHS.items()})
consent = st.none() | st.builds(
    lambda said, opened, shows, back: {**said, "open": opened, "show": shows, "given": {"withdrawn": "2027-01-09"} if back else {}},
    answers, st.lists(st.sampled_from(consents.USES), unique=True), st.lists(st.sampled_from(["name", "title", "country"]), unique=True),
    st.booleans(),
)  # fmt: skip
wanted = st.fixed_dictionaries({}, optional={use: st.sampled_from(widths[1:]) for use, widths in agreeing.WIDTHS.items()})


@given(st.lists(consent, max_size=6), wanted, st.booleans())
def test_no_refusal_and_no_withdrawal_is_ever_overridden_and_nothing_is_narrowed(them: list[Any], asked: Any, also_less: bool) -> None:
    before = a_convening([{"id": f"p{at}", "consent": each} for at, each in enumerate(them)])
    edit = agreeing.plan(before, [person.id for person in before.participants], Agreement(asked, ("name",), ON, also_less=also_less)).edit
    after = edits.apply(before, edit).convening if edit is not None else before
    for old, new in zip(before.participants, after.participants, strict=True):
        for use, widths in agreeing.WIDTHS.items():
            was, now = consents.answer(old, use), consents.answer(new, use)
            held = [widths.index(getattr(people.consent_of(person), use)) for person in (old, new)]
            if was in ("refused", "withdrawn") or use not in asked:
                assert (was, held[0]) == (now, held[1])
            assert held[0] <= held[1]

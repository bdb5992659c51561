"""Each rule speaks above its threshold and not at it, and is silent where the convening does not hold what it would need."""

import pytest

from tests.planning.review.cases import CASES
from tests.planning.review.plans import EXERCISES, found, plan
from toolkit.convening.edits import apply
from toolkit.planning.review import LEVELS, RULES, review

EVERY = [pytest.param(rule, raw, expected, id=f"{rule}: {name}") for rule, cases in CASES.items() for name, raw, expected in cases]


@pytest.mark.parametrize(("rule", "raw", "expected"), EVERY)
def test_what_a_rule_says(rule, raw, expected):
    assert found(rule, raw) == expected


def test_every_rule_has_a_case_in_which_it_speaks_and_one_in_which_it_is_silent():
    spoken = {rule: {bool(expected) for _, _, expected in cases} for rule, cases in CASES.items()}
    assert spoken == {rule.id: {True, False} for rule in RULES}


def test_every_rule_speaks_at_each_of_its_levels_and_at_no_other():
    heard = {rule: {level for _, _, expected in cases for level, _, _ in expected} for rule, cases in CASES.items()}
    assert heard == {rule.id: set(rule.levels) for rule in RULES}


@pytest.mark.parametrize(("rule", "raw", "expected"), [case for case in EVERY if case.values[2]])
def test_a_repair_can_be_made_and_taken_back_and_settles_what_it_was_for(rule, raw, expected):
    before = plan(raw)
    for finding in review(before, EXERCISES):
        if finding.rule != rule or finding.repair is None:
            continue
        after, inverse = apply(before, finding.repair.edit)
        assert apply(after, inverse).convening == before
        left = [each for each in review(after, EXERCISES) if (each.rule, each.day, each.session) == (rule, finding.day, finding.session)]
        assert all(LEVELS.index(each.level) > LEVELS.index(finding.level) for each in left)

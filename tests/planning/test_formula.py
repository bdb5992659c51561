"""Formulas are read by hand: what they say is worked out exactly, and anything else is refused with its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.language import language
from toolkit.planning.formula import FormulaError, count, evaluate, parse


def value(text: str, people: int = 38, groups: int = 7, size: int = 6) -> int | float:
    return evaluate(text, people=people, groups=groups, size=size)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", 5), ("0.5", 0.5), (".5*4", 2), ("people", 38), ("people * 2 + 1", 77), ("1 + people * 2", 77), ("10 - 4 - 3", 3),
        ("24 / 4 / 2", 3), ("2 * (3 + 4)", 14), ("-3 + people", 35), ("2 * -3", -6), ("ceil(people / 6)", 7), ("ceil(3)", 3),
        ("min(people, 20)", 20), ("max(groups, 2, size)", 7), ("max(people)", 38), ("0.1 * 30", 3), ("people/4", 9.5),
        ("ceil(people * 1.1)", 42), ("ceil(0.1 * 30)", 3), ("((((1))))", 1),
    ],
)
def test_a_formula_is_worked_out_as_people_read_it(text: str, expected: float) -> None:
    assert value(text) == expected
    assert isinstance(value(text), type(expected))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The formula is empty; write a number, or people."),
        ("people +", "“people +” ends where a number should stand."),
        ("2 3", "“3” at character 3 of “2 3” stands where it makes no sense."),
        ("* 2", "“*” at character 1 of “* 2” stands where it makes no sense."),
        ("1.2.3", "“1.2.3” at character 1 of “1.2.3” is not a number."),
        ("(1 + 2", "“(1 + 2” ends where “)” should stand."),
        ("ceil 3", "“(” is missing before “3” at character 6 of “ceil 3”."),
        ("ceil(1, 2)", "ceil at character 1 of “ceil(1, 2)” takes one number."),
        ("persons * 2", "“persons” at character 1 of “persons * 2” is not known; there are people, groups, size, ceil, min and max."),
        (
            "people ** 2",
            "“*” at character 9 of “people ** 2” stands where it makes no sense.",
        ),
        (
            "__import__('os')",
            "“_” at character 1 of “__import__('os')” has no place in a formula; it is written with numbers, + - * /, "
            "ceil(), min(), max(), people, groups and size.",
        ),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(FormulaError) as refused:
        parse(text)
    assert str(refused.value) == sentence


def test_dividing_by_zero_is_said_in_words() -> None:
    with pytest.raises(FormulaError) as refused:
        value("people / (size - 6)")
    assert str(refused.value) == "“people / (size - 6)” divides by zero for these people, groups and size."
    assert refused.value.say(language("en-XA")).startswith("⟦")


def test_length_depth_and_size_have_limits() -> None:
    for text, start in (
        ("1+" * 100 + "1", "The formula has 201 characters"),
        ("(" * 30 + "1" + ")" * 30, f"“{'(' * 30}1{')' * 30}” is nested more than 20 deep"),
        ("-" * 30 + "1", f"“{'-' * 30}1” is nested more than 20 deep"),
        ("999999999*999999999", "“999999999*999999999” comes to more than 1000000000"),
    ):
        with pytest.raises(FormulaError, match=r".") as refused:
            value(text)
        assert str(refused.value).startswith(start)


def test_a_count_of_things_is_rounded_up_and_never_below_none() -> None:
    assert [count(text, people=38) for text in ("people / 4", "2 - people", "people")] == [10, 0, 38]


def test_a_formula_says_what_it_counts() -> None:
    assert parse("ceil(people / size) + 2").names() == {"people", "size"}


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_a_sentence(text: str) -> None:
    try:
        formula = parse(text)
        found = evaluate(formula, people=38, groups=7, size=6)
    except FormulaError as refused:
        assert str(refused).endswith(".")
    else:
        assert isinstance(found, (int, float))


TERMS = st.recursive(
    st.one_of(st.integers(0, 99).map(str), st.sampled_from(["people", "groups", "size", "2.5"])),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda each: f"({each[0]} {each[1]} {each[2]})"),
        st.tuples(inner, inner).map(lambda each: f"max({each[0]}, {each[1]})"),
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(TERMS)
def test_it_agrees_with_arithmetic(text: str) -> None:
    assert value(text) == pytest.approx(eval(text, {"people": 38, "groups": 7, "size": 6, "max": max}))

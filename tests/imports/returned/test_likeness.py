import itertools

from hypothesis import given
from hypothesis import strategies as st

from toolkit.imports.returned.likeness import aligned, assigned, folded, heaviest_rise, in_common, likeness

worths = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(st.sampled_from([0.0, 0.0, 0.25, 0.5, 1.0]), min_size=wide, max_size=wide), min_size=1, max_size=4)
)


def test_texts_are_compared_as_they_are_read() -> None:
    assert folded("\u200fde\u00adlta \u00a0 9:00\u202fAM\n") == "delta 9:00 AM"
    assert (likeness("Lunch", "lunch"), likeness("", "Lunch")) == (1.0, 0.0)
    close, far = likeness("Mapping the policies", "Mapping all the policies"), likeness("Mapping the policies", "A walk by the river")
    assert close > 0.8 > 0.4 > far


@given(worths)
def test_the_pairs_are_worth_the_most_there_is(worth: list[list[float]]) -> None:
    got = sum(worth[row][column] for row, column in assigned(worth))
    long, short = max(len(worth), len(worth[0])), min(len(worth), len(worth[0]))
    turned = worth if len(worth) == short else [list(each) for each in zip(*worth, strict=True)]
    best = max(sum(turned[at][each[at]] for at in range(short)) for each in itertools.permutations(range(long), short))
    assert abs(got - best) < 1e-9


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abc"), max_size=8))
def test_what_is_in_common_is_equal_and_in_order(one: list[str], other: list[str]) -> None:
    pairs = in_common(one, other)
    assert [one[at] for at, _ in pairs] == [other[to] for _, to in pairs]
    assert all(a < c and b < d for (a, b), (c, d) in itertools.pairwise(pairs))
    assert len(pairs) == len(aligned(one, other, lambda a, b: 0.0 if a == b else None, 1.0))


@given(st.permutations(range(7)), st.lists(st.integers(1, 3), min_size=7, max_size=7))
def test_what_stays_rises_and_weighs_the_most(places: list[int], weights: list[int]) -> None:
    kept = sorted(heaviest_rise(places, weights))
    assert all(places[a] < places[b] for a, b in itertools.pairwise(kept))
    rising = (
        sum(weights[at] for at in some)
        for count in range(8) for some in itertools.combinations(range(7), count)
        if all(places[a] < places[b] for a, b in itertools.pairwise(some))
    )  # fmt: skip
    assert sum(weights[at] for at in kept) == max(rising)

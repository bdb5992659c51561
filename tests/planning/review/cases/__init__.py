"""Every rule at its threshold, just below and just above it, and where it has nothing to say: (what is true, agenda, what is found)."""

from tests.planning.review.cases import further, table

CASES = {**table.CASES, **further.CASES}

"""How large type is: the usual body, and that of a large print edition, in which nothing is smaller and headings still stand out."""

USUAL_PT, LARGE_PT = 10.0, 18.0
"""18 points is what readers with low vision ask for (Clear Print, Large Print Guidelines of the UK Association for Accessible Formats)."""

_RISE = 0.6


def grown(points: float, body: float) -> float:
    """A size of the usual edition as it is where the body is so large."""
    return points if body == USUAL_PT else max(points, body, body + (points - USUAL_PT) * _RISE)

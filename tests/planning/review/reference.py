"""An invented dialogue with the times and kinds of one that was held in 2008: thirty-five people, two days, the second a Friday."""

from typing import Any

from tests.planning.review.plans import lunch, part, pause

_FIRST = (
    part("Welcome and introductions", 30), part("Introduction to the two days", 30), part("Word map: water and work", 60), pause(),
    part("Which words we mean. Why they matter, and what they do in a village.", 75), lunch(),
    part("How carriers are shown", 90), pause(30), part("Three cooperatives in depth", 90, "small-groups"), part("Recap and close", 30),
)  # fmt: skip
_SECOND = (
    part("Mapping the rules that reach carriers", 45), part("Connecting the dots: opportunities for advocacy", 75), pause(),
    part("Donors talk about what holds money back", 75), lunch(), part("Upcoming opportunities and resources", 90),
    part("Open discussion on next steps", 60),
)  # fmt: skip


def agenda(**keys: Any) -> dict[str, Any]:
    days = [
        {"date": "2027-03-11", "start": "09:00", "sessions": list(_FIRST)},
        {"date": "2027-03-12", "start": "09:00", "sessions": list(_SECOND)},
    ]
    return {"title": "Water and Work", "expected": 35, "days": days, **keys}

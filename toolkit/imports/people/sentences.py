"""What a list would change, in words."""

from typing import Any

from toolkit.convening import called
from toolkit.imports.people.joining import Change, Joined
from toolkit.language import N_, Language

USES = {
    "list": N_("named in the list for"), "badge": N_("the badge"),
    "photo": N_("photos"), "quote": N_("quotes"), "lead": N_("named as a lead"),
}  # fmt: skip
ANSWERS: dict[object, str] = {
    "nobody": N_("nobody"), "participants": N_("participants"), "public": N_("the public"), "none": N_("none"),
    "first-name": N_("first name"),
    "full": N_("full name"),
    True: N_("yes"), False: N_("no"), "side": N_("side only"), "organisation": N_("organisation"), "name": N_("name"),
}  # fmt: skip


def change(each: Change, joined: Joined, say: Language) -> str:
    """`Maria Example: the country, PT → ES`."""
    name = joined.people[each.at].name
    old, new = value(each, each.old, say), value(each, each.new, say)
    if not old:
        return say("{name}: {field}, {new}", name=name, field=field(each, say), new=new)
    return say("{name}: {field}, {old} → {new}", name=name, field=field(each, say), old=old, new=new)


def field(each: Change, say: Language) -> str:
    if each.field[:1] in (("needs",), ("more",)) and len(each.field) > 1:
        return each.field[1] if each.field[0] == "more" else say(NEEDS[each.field[1]])
    return called.field("participant", each.field, say)


NEEDS = {"diet": N_("diet"), "access": N_("access needs"), "interpretation": N_("interpretation"), "other": N_("other needs")}


def value(each: Change, held: Any, say: Language) -> str:
    if held is None:
        return ""
    if each.field == ("affiliations",):
        return "; ".join(", ".join(part for part in (one.get("title"), one.get("organisation")) if part) for one in held)
    if each.field == ("consent",):
        return consent(held, say)
    if each.field == ("country",):
        return str(say.locale.territories.get(held, held))
    if each.field == ("days",):
        return ", ".join(day.removeprefix("day-") for day in held)
    if isinstance(held, (list, tuple)):
        return ", ".join(map(str, held))
    return f"“{held}”"


def consent(held: Any, say: Language) -> str:
    """`the list: participants; photos: no`."""
    said = [f"{say(USES[use])}: {say(ANSWERS.get(answer, str(answer)))}" for use, answer in held.items() if use in USES]
    return "; ".join(said) or say("refused")

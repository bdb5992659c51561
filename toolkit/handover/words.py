"""What the parts of a hand-over are called, on a page and on the command line."""

from collections.abc import Mapping

from toolkit.convening.model import Cut
from toolkit.handover.returning import Asks, Group
from toolkit.language import N_, Language

CUT_NAMES: Mapping[Cut, str] = {
    "co-host": N_("A co-host"), "facilitator": N_("A facilitator"), "rapporteur": N_("A rapporteur"),
    "everything": N_("Somebody who may know everything"), "travel": N_("Your own journey"),
}  # fmt: skip
HOLDS: Mapping[Cut, str] = {
    "co-host": N_("The agenda, hosts, places and settings. A code stands where one of the people leads."),
    "facilitator": N_("The agenda with your notes for the team, chosen names, groups, words, and what was noted."),
    "rapporteur": N_("The agenda, words, notes and the report. Who agreed to be listed or quoted has a name, everybody else is a code."),
    "everything": N_("All of it, as it stands here."),
    "travel": N_("The agenda and settings, and those words and notes that name nobody: what a border may see."),
}
HOLDS_NOT: Mapping[Cut, str] = {
    "co-host": N_("No people, no groups, no notes for the team, no words, no notes, no report, no typed lead that is not public."),
    "facilitator": N_("No address, phone number, need, legal name or column of your own; who spoke only as it is printed; no report."),
    "rapporteur": N_("No address, need, legal name or own column; no groups, no notes for the team; who spoke only as it is printed."),
    "everything": N_("Nothing but the list of what you handed over."),
    "travel": N_("No people at all, not even as codes; no groups, no report, no notes for the team."),
}
TITLES: Mapping[str, str] = {
    "copy-co-host": N_("Copy for a co-host"), "copy-facilitator": N_("Copy for a facilitator"),
    "copy-rapporteur": N_("Copy for a rapporteur"), "copy-everything": N_("Copy with everything"), "copy-travel": N_("Copy to travel with"),
}  # fmt: skip
"""By the name under which `store/handed.py` keeps it."""

GROUP_NAMES: Mapping[Group, str] = {
    "agenda": N_("Agenda"), "presence": N_("Who came, and what was pressed"), "words": N_("Words"), "notes": N_("Notes"),
    "report": N_("Report"), "groups": N_("Groups"), "people": N_("People"), "settings": N_("Settings"),
}  # fmt: skip
ASKED: Mapping[Asks, str] = {
    "both": N_("changed here as well since it was handed over, or there already"),
    "cut": N_("the copy did not hold all of this: taking it drops what it did not hold"),
    "unsure": N_("not proved to be what was handed over"),
    "named": N_("it would be printed under a consent that was given for what stands here"),
    "person": N_("somebody would be taken out of your list"),
}


def kept_narrow(count: int, say: Language) -> str:
    """What a copy can never do."""
    if not count:
        return ""
    return say.plural(
        "The copy has the consent of {n} person wider than here. It stays as narrow as it was; write down here what she says herself.",
        "The copy has the consent of {n} people wider than here. It stays as narrow as it was; write down here what they say themselves.",
        count,
    )  # fmt: skip


def not_back(count: int, say: Language) -> str:
    if not count:
        return ""
    return say.plural(
        "{n} person in the copy was taken out or forgotten here since, and does not come back.",
        "{n} people in the copy were taken out or forgotten here since, and do not come back.", count,
    )  # fmt: skip

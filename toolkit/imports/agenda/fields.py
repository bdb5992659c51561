"""What a line says by its label: the room, who leads, a note. Decides nothing where there is no label, or no sure sign."""

import re
from dataclasses import dataclass

from toolkit.imports.agenda import clock, signs

_ROOM = (
    r"location|venue|rooms?|place|where|lieu|salle|endroit|lugar|sala|sal[oó]n|local|ubicaci[oó]n|sede|место(?: проведения)?|зал|"
    r"аудитория|ort|raum|المكان|القاعة|مكان|قاعة|luogo|plaats|zaal|yer|salon|地点|场所|会場|장소|miejsce"
)
_LEAD = (
    r"(?:session )?(?:co-?)?chair(?:s|ed by|person|woman|man)?|moderat(?:or|ors|ed by|ion)|facilitat(?:or|ors|ed by|ion)|(?:key ?note "
    r")?speakers?|presenters?|presented by|"
    r"led by|leads?|hosts?|hosted by|panell?ists?|discussants?|trainers?|resource persons?|respondents?|with|by|who|contributors?|"
    r"mod[eé]rat(?:eur|rice|ion)s?|animat(?:eur|rice|ion)s?|anim[eé]e? par|facilitat(?:eur|rice)s?|intervenant(?:e|s|es|\(e\)s|·e·s)?|"
    r"orat(?:eur|rice)s?|pr[eé]sidence|avec|panélistes|"
    r"moder(?:a|ador|adora|adores|ação)|facilita(?:dor|dora|dores|n)?|ponentes?|expositor(?:a|es|as)?|oradora?s?|panelistas?|preside|"
    r"presenta|imparte|con|"
    r"palestrantes?|media(?:dor|dora|ção)|convidad[oa]s?|facilitação|"
    r"ведущ(?:ий|ая|ие)|модераторы?|спикеры?|докладчи(?:к|ки|ца)|фасилитаторы?|председатель|эксперты?|участники дискуссии|"
    r"المتحدث(?:ون|ين|ة)?|الميسر(?:ة|ون)?|رئيس(?:ة)? الجلسة|المحاضر(?:ون|ة)?|المدرب(?:ة|ون)?|إدارة الجلسة|تيسير|مع|"
    r"referent(?:in|innen|en)?|leitung|vortragende|mit|relator[ei]|spreker|voorzitter|konuşmacı(?:lar)?|prowadząc[ya]|主持人?|讲者|発表者|司会|발표자|진행"
)
_LABEL = re.compile(rf"^\s*[(\[•·*–-]*\s*(?:(?P<room>{_ROOM})|(?P<lead>{_LEAD}))\s*:\s*(?P<value>.+?)\s*[)\]]?\s*\.?\s*$", re.I | re.S)
_INLINE = re.compile(
    rf"(?P<before>[.!?;,)\]—–|·(\[-]|"
    rf"\s)\s*[(\[]?(?P<label>(?P<room>{_ROOM})|(?P<lead>{_LEAD}))\s*:\s*(?P<value>[^()\[\]\n]+?)[)\]]?\s*\.?\s*$",
    re.I,
)
_WITH = re.compile(
    r"^\s*(?:with|avec|con|com|mit|led by|facilitated by|moderated by|chaired by|presented by|"
    r"مع)\s+(?P<value>[A-ZÀ-ÖØ-ÞА-ЯЁ\u0600-\u06ff].{2,120})$"
)
_NAME = (
    r"(?:(?:Dr|Mr|Ms|Mrs|Prof|Mme|M|Sr|Sra|Lic)\.?\s+)?[^\W\d_a-z][\w'’.-]*"
    r"(?:\s+(?:(?:de|da|do|dos|van|von|der|el|al|bin|la)\s+)?[^\W\d_a-z][\w'’.-]*){0,3}"
)
_NAMES = re.compile(rf"{_NAME}(?:(?:\s*[,;&]\s*(?:and\s+)?|\s+(?:and|y|et|e|и|und)\s+){_NAME})+")


@dataclass(frozen=True, slots=True)
class Said:
    """What was taken out of a text, and what is left of it."""

    text: str
    room: str = ""
    leads: tuple[str, ...] = ()


def labelled(text: str) -> Said | None:
    """A line that is a label and its value, or `with` and names."""
    line = signs.seen(text).strip()
    if found := _LABEL.match(line):
        value = signs.tidy(found["value"])
        return Said("", room=value.rstrip(".")) if found["room"] else Said("", leads=names(value))
    if (found := _WITH.match(line)) and len(line.split()) <= 14:
        return Said("", leads=names(found["value"]))
    return None


def taken(text: str) -> Said:
    """A title without the labelled room and lead at its end: `Pitches. Location: Hall`, `Panel (Chair: Ann)`."""
    room = ""
    leads: tuple[str, ...] = ()
    while found := _INLINE.search(text):
        if not text[: found.start("label")].strip(" \t([,;–—-"):
            break
        value = signs.tidy(found["value"]).rstrip(".")
        if not value or len(value.split()) > 16 or (not found["before"].strip() and not _starts_large(found["label"])):
            break
        if found["room"]:
            room = room or value
        else:
            leads = (*names(value), *leads)
        text = text[: found.start("label")].rstrip(" \t([,;–—-")
    return Said(text, room, leads)


def _starts_large(label: str) -> bool:
    """Without a sign before it only a label that is written like one: `Location:`, not the `rooms:` of `Breakout rooms: feedback`."""
    return (label[:1] != label[:1].lower() and label.casefold() not in ("rooms", "hosts", "leads", "speakers")) or not label.isascii()


def names(value: str) -> tuple[str, ...]:
    """Who leads, as typed: several only where signs or a pattern of names part them for certain."""
    value = signs.tidy(value).rstrip(".")
    if ";" in value:
        return tuple(part for each in value.split(";") if (part := signs.tidy(each)))
    if _NAMES.fullmatch(value) and "(" not in value:
        return tuple(part for each in re.split(r"\s*[,&]\s*(?:and\s+)?|\s+(?:and|y|et|e|и|und)\s+", value) if (part := signs.tidy(each)))
    return (value,) if value else ()


_SENTENCE = re.compile(r"[.!?。؟](?:\s|$)")


def parted(title: str) -> tuple[str, str]:
    """A title and the sentences behind its colon: `Kick-off: We introduce the week, and then ...`. Short tails are part of the title."""
    for found in re.finditer(r"\s*[:：]\s+", title):
        head, tail = title[: found.start()], title[found.end() :]
        if 0 < len(head.split()) <= 10 and len(tail.split()) >= 14 and (_SENTENCE.search(tail) or len(tail.split()) > 24):
            return head, tail
        break
    return title, ""


_UNTIL = re.compile(r"\s*[,(–-]?\s*\b(?:until|till?|bis|jusqu'[àa]|hasta(?: las?)?|até(?: as| às)?|до|حتى)\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Hours:
    """Times in a title that say more about its own slot, and the title without them."""

    title: str
    first: clock.Found | None = None
    until: clock.Found | None = None
    length: int | None = None


def hours(title: str) -> Hours:
    """A leading span, a trailing `until seven`, a length in brackets."""
    first = clock.leading(title)
    if first is not None and (first.reading.start is None or first.reading.end is None):
        first = None
    if first is not None:
        title = title[first.to :].lstrip(" \t:;,.–—-|")
    until = None
    for found in clock.readings(title):
        before = _UNTIL.search(signs.plain(title[: found.at]))
        if before and not title[found.to :].strip(" .)") and found.reading.end is None:
            until, title = found, title[: before.start()].rstrip(" (,–—-")
            break
    length = None
    for at, to, minutes in clock.lengths(title):
        rest = f"{title[:at].rstrip(' -–—,:;|(/')} {title[to:].strip()}".strip()
        if rest:
            title, length = rest, minutes
        break
    return Hours(title, first, until, length)

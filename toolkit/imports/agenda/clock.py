"""Times as the world writes them: finds them in a text and keeps what was written, morning or afternoon not yet decided.

Decides what is a time, what joins two of them into a span, and what else a time cell says (a length, about, to be confirmed, a second
zone). Which half of the day an ambiguous hour means is for halves.py, which knows the rows around it.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from babel import Locale

from toolkit.imports.agenda import signs

Half = Literal["am", "pm"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as written. `half` is None where nothing says morning or afternoon; `whole` where the writing has twenty-four hours;
    `padded` where a nought stands before the hour, which most who write so mean so too, but not all."""

    hour: int
    minute: int
    half: Half | None = None
    whole: bool = False
    padded: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a time says: from, until, how long. `strong` is one that nobody takes for a number."""

    start: Clock | None
    end: Clock | None = None
    length: int | None = None
    about: bool = False
    open: bool = False
    zones: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    at: int
    to: int
    reading: Reading


def _words(*words: str) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in sorted(words, key=len, reverse=True))


_AM = {
    "a.m.", "a.m", "am", "a. m.", "ص", "صباحا", "صباحًا", "صباحاً", "ق.ظ", "de la mañana", "de la manana", "da manhã", "du matin",
    "утра", "vorm.",
}  # fmt: skip
_PM = {
    "m.", "p.m.", "p.m", "pm", "p. m.", "م", "مساء", "مساءً", "مساءا", "ظهرا", "ظهرًا", "ظهراً", "عصرا", "عصرًا", "عصراً", "بعد الظهر",
    "ب.ظ", "de la tarde",
    "de la noche", "da tarde", "da noite", "de l'après-midi", "du soir", "вечера", "дня", "nachm.",
}  # fmt: skip
_MARKED_LANGUAGES = (
    "en", "ar", "hi", "ko", "zh", "zh_Hant", "ja", "am", "ur", "bn", "ta", "te", "ml", "vi", "fil", "ms", "sw", "so", "ti", "es_MX",
    "es_CO", "sq", "el",
    "pa", "gu", "kn", "mr", "ne", "si", "fa", "ku", "ug", "ha", "yo", "ig", "om", "my", "km", "lo", "th", "tr", "mn", "az", "uz", "hu",
)  # fmt: skip


@functools.lru_cache(maxsize=1)
def _halves() -> dict[str, Half]:
    """Every word for the two halves of the day that is written beside a clock time."""
    found: dict[str, Half] = {}
    for code in _MARKED_LANGUAGES:
        for by_width in Locale.parse(code).day_periods.values():
            for names in by_width.values():
                for half in ("am", "pm"):
                    name = signs.plain(str(names.get(half, ""))).casefold()
                    if name and not name.isascii():
                        found.setdefault(name, half)
    found.update(dict.fromkeys(map(str.casefold, _AM), "am"))
    found.update(dict.fromkeys(map(str.casefold, _PM), "pm"))
    return found


_NOON = _words(
    "12 noon", "noon", "midday", "midi", "mediodía", "mediodia", "al mediodía", "meio-dia", "meio dia", "полдень", "mittags",
    "mezzogiorno", "الظهر", "middag",
)  # fmt: skip
_MIDNIGHT = _words("midnight", "minuit", "medianoche", "meia-noite", "meia noite", "полночь", "mitternacht", "mezzanotte", "منتصف الليل")
_BEFORE = _words(
    "from", "between", "starting at", "starts at", "at", "de", "entre", "à partir de", "dès", "von", "ab", "um", "zwischen",
    "desde las", "desde la", "desde",
    "a las", "a la", "de las", "das", "às", "à", "a partir das", "dalle", "dalle ore", "alle ore", "ore", "godz.", "klo", "ώρα", "alle",
    "с", "в", "между", "من الساعة", "من", "الساعة", "kl.", "kl", "@", "van", "o",
)  # fmt: skip
_ABOUT = _words(
    "ca.", "ca", "c.", "circa", "approx.", "approx", "approximately", "about", "around", "~", "≈", "env.", "environ", "vers", "aprox.",
    "aprox",
    "aproximadamente", "около", "примерно", "прибл.", "gegen", "حوالي", "cerca de", "cerca de las", "cerca das", "roughly", "etwa",
)  # fmt: skip
_JOIN = (
    r"\s*(?:[-~→]+>?|->|\b(?:to|till?|until|til|bis|à|a|al|as|às|hasta|até|ate|do|до|по|tot|and|et|y|e|и|und|ile|alle)\b(?:\s+(?:las?|"
    r"les|os|около|ca\.|the))?"
    r"|إلى|الى|حتى|و|(?<=[\dhH])/(?=\d{1,2}[hH:]))\s*(?:الساعة\s*)?"
)
_AND = re.compile(r"\s*(?:and|et|y|e|и|und|و)\s*$", re.I)
_BETWEEN = re.compile(r"(?:between|entre|zwischen|между|بين)\s*$", re.I)
_OPEN = _words(
    "t.b.c.", "tbc", "t.b.d.", "tbd", "tba", "t.b.a.", "to be confirmed", "to be decided", "to be announced", "time tbc", "time tbd",
    "à confirmer",
    "à préciser", "à définir", "por confirmar", "por definir", "a confirmar", "a definir", "уточняется", "время уточняется",
    "будет уточнено", "n.n.",
    "noch offen", "offen", "tbk", "يحدد لاحقا", "يُحدد لاحقًا", "يحدد لاحقاً", "لم يحدد بعد", "da confermare", "belirlenecek",
    "nog te bepalen",
)  # fmt: skip
_ZONES = (
    "UTC|GMT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CT|MT|PT|CET|CEST|MEZ|MESZ|EET|EEST|WET|WEST|BST|WAT|EAT|CAT|SAST|IST|PKT|NPT|BDT|ICT|"
    "WIB|MSK|TRT|GST|AST|"
    "AEST|AEDT|JST|KST|SGT|PHT|HKT|BRT|ART|CLT|COT|PET|NZST|NZDT"
)
_ZONE = rf"(?:\s*\(?\b(?P<zone>(?:{_ZONES})(?:\s?[+-]\s?\d{{1,2}}(?::?\d{{2}})?)?)\b\)?)"
_LOCAL = r"(?:\s*\(?(?P<local>[A-Z][\w' ]{2,20}? time|hora de [A-Z]\w+(?: \w+)?|heure de [A-Z]\w+(?: \w+)?|по [А-Я]\w+)\)?)"
_UNIT = r"(?:\s?(?:uhr|hrs?\.?|hs\.?|hours|horas|heures|часов|часа|час|ч\.?|h(?![a-z\d]))(?!\w))"

_MIN = r"(?:min(?:s|utes?|utos?|uten|uti)?\.?|мин(?:ут\w*)?\.?|دقيقة|دقائق|dk\.?|分(?:钟|鐘)?|분|')"
_HRS = r"(?:h(?:rs?|ours?|eures?|oras?)?\.?|std\.?|stunden?|ore|ч(?:ас\w*)?\.?|ساعات|ساعة)"
_LENGTH = re.compile(
    rf"[(\[]?\s*(?:(?:ca\.?|approx\.?|about|~|environ)\s*)?(?:(?P<h>\d{{1,2}})(?P<half>[.,]5|½)?\s*{_HRS}(?:\s*(?:and|et|y|e|и)?\s*(?P<hm>\d{{1,2}})\s*{_MIN}?)?"
    rf"|(?P<m>\d{{1,3}})\s*{_MIN})(?!\w)\s*[)\]]?",
    re.I,
)


@functools.lru_cache(maxsize=1)
def _clock_pattern() -> str:
    """One clock time. Named groups are numbered by the caller: `%d`."""
    halves = "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in sorted(_halves(), key=len, reverse=True))
    mark = rf"(?::?\s*(?P<half%d>{halves})(?!\w)|(?P<one%d>[ap])(?![\w.'])(?!\s*\.\s*m))"
    number = (
        r"(?P<h%d>\d{1,2})(?:(?::|\s:\s)(?P<m%d>\d{2})(?::\d{2})?(?!\d)|[.](?P<d%d>\d{2})(?![\d%%]|[.,/]\d)|"
        r"\s?[hHчЧ]\s?(?P<f%d>\d{2})(?!\d)(?:\s?min(?:utos?)?\b\.?)?"
        r"|\s?(?:uhr|час(?:ов|а)?)\s?(?P<g%d>\d{2})(?!\d)(?!\s*min|\s*[%%€$])(?:\s?мин(?:ут\w*)?)?"
        r"|(?P<t%d>[0-5]\d)(?=\s*(?:[ap]\b|[ap]\.?m|hrs|h\b|-\s*\d{4}\b)|(?<=\d\d\d\d)(?!\w))|(?P<bare%d>\s?[hH](?![\w'.])))?(?!\d)"
    )
    return (
        rf"(?:(?P<noon%d>(?:{_NOON})(?!\w))|(?P<night%d>(?:12\s*)?(?:{_MIDNIGHT})(?!\w))"
        rf"|(?:(?P<pre%d>{halves})\s*)?(?<![\d.,:£$€])(?:(?<!/)|(?<=[\dh]h/)|(?<=h\d\d/)|(?<=:\d\d/))(?<![^\W\d_]){number}(?:{mark}|"
        rf"(?P<unit%d>{_UNIT}))?(?P<next%d>\s*\(?(?:\+\s?1(?:\s*d(?:ay)?)?|next day)\)?)?)"
    )


def _numbered(pattern: str, number: int) -> str:
    return pattern.replace("%d", str(number)).replace("%%", "%")


@functools.lru_cache(maxsize=1)
def _time_pattern() -> re.Pattern[str]:
    clock = _clock_pattern()
    lead = rf"(?:(?P<before>{_BEFORE})(?=\W|\d)\s*)?(?:(?P<about>{_ABOUT})\s*)?"
    zone_again = _ZONE.replace("?P<zone>", "?P<zone2>")
    local_again = _LOCAL.replace("?P<local>", "?P<local2>")
    second_about = rf"(?:(?:{_ABOUT})\s*)?"
    return re.compile(
        rf"(?<!\w){lead}{_numbered(clock, 1)}(?:{zone_again})?(?:(?P<join>{_JOIN}){second_about}{_numbered(clock, 2)})?(?:{_ZONE}|"
        rf"(?-i:{local_again}))?",
        re.I,
    )


_OPEN_ONLY = re.compile(rf"[(\[]?\s*(?:{_OPEN})(?!\w)\s*[)\]]?", re.I)


def readings(text: str) -> Iterator[Found]:
    """Every time in a text, from left to right. Bare numbers are times only beside one that is no number."""
    words = signs.plain(text)
    at = 0
    pattern = _time_pattern()
    while found := pattern.search(words, at):
        made = _reading(found, words)
        if made is None:
            at = found.start() + 1
            continue
        yield made
        at = max(made.to, found.start() + 1)


@functools.lru_cache(maxsize=8192)
def leading(text: str) -> Found | None:
    """The time with which a text begins, and every other way in which the same cell says it (another zone, a length)."""
    words = signs.plain(text)
    skip = re.match(r"[^\w~≈@]*_*", words)
    start = skip.end() if skip else 0
    if found := _OPEN_ONLY.match(words, start):
        return Found(start, found.end(), Reading(None, open=True))
    found = _time_pattern().match(words, start)
    made = _reading(found, words) if found else None
    if made is None:
        return None
    return _with_the_rest(made, words)


_LONGEST = 120
"""Letters in a cell that holds a time and nothing else, in two zones and two languages."""


def whole(text: str) -> Reading | None:
    """The time that a cell holds and nothing else; None where it says more, or nothing."""
    words = signs.plain(text).strip()
    if not words or len(words) > _LONGEST:
        return None
    found = leading(words)
    if found is None:
        return Reading(None, length=length, strong=True) if (length := whole_length(words)) is not None else None
    rest = words[found.to :].strip(" \t\n.,;:-|)]*_")
    return found.reading if not rest else None


def number_cell(text: str) -> Reading | None:
    """A bare hour in a column of times: `9`, `14`, `930`."""
    found = re.fullmatch(r"\s*(\d{1,2})(\d\d)?\s*", signs.plain(text))
    if found is None or int(found[1]) > 24 or int(found[2] or 0) > 59:
        return None
    return Reading(Clock(int(found[1]), int(found[2] or 0)), strong=False)


def written_short(text: str) -> Found | None:
    """A time without its signs at the start of a line: `1200 Return`, `9-10 Welcome`. Only for texts whose other lines say that it is
    one.
    """
    words = signs.plain(text)
    found = _SHORT.match(words)
    if found is None:
        return None
    start, end = _short(found["a"]), _short(found["b"]) if found["b"] else None
    if start is None or (found["b"] and end is None) or (end is None and len(found["a"]) < 3):
        return None
    return Found(found.start("a"), found.end("b") if found["b"] else found.end("a"), Reading(start, end, strong=False))


_SHORT = re.compile(
    r"[^\w]*(?P<a>\d{1,4})(?:\s*(?:-|to|bis|à|a|до)\s*(?P<b>\d{1,4}(?::\d\d)?))?(?=[\s:,.]+[^\W\d_])(?!\s*(?:st|nd|rd|"
    r"th|min|January|%)\b)",
    re.I,
)


def _short(digits: str) -> Clock | None:
    bare = digits.replace(":", "")
    hour, minute = (int(bare), 0) if len(bare) <= 2 else (int(bare[:-2]), int(bare[-2:]))
    return Clock(hour, minute, whole=hour > 12 or hour == 0, padded=len(bare) == 4 and hour < 10) if hour <= 24 and minute < 60 else None


def whole_length(text: str) -> int | None:
    """The minutes of a cell or of brackets that say how long."""
    found = _LENGTH.fullmatch(signs.plain(text).strip())
    return _minutes(found) if found else None


def lengths(text: str) -> Iterator[tuple[int, int, int]]:
    """Where a text says how long, and how many minutes: only in brackets or at its end, for elsewhere it speaks of something else."""
    words = signs.plain(text)
    for found in _LENGTH.finditer(words):
        bracketed = found[0].startswith(("(", "[")) and found[0].rstrip().endswith((")", "]"))
        at_end = not words[found.end() :].strip(" .;") and re.search(r"[-,:–|/]\s*$", words[: found.start()])
        if bracketed or at_end:
            yield found.start(), found.end(), _minutes(found)


def _minutes(found: re.Match[str]) -> int:
    if found["m"]:
        return int(found["m"])
    return int(found["h"]) * 60 + (30 if found["half"] else 0) + int(found["hm"] or 0)


def _reading(found: re.Match[str], words: str) -> Found | None:
    """What a match says, or None where it is a number after all."""
    first, second = _clock(found, 1), _clock(found, 2)
    to = found.end()
    if second is not None and _AND.match(found["join"] or "") and not _BETWEEN.search(found["before"] or ""):
        second = None
    if second is None and found["join"] is not None:
        to = _end_of_first(found)
    if first is None:
        return None
    strong, both = _strong(found, 1), second is not None and _strong(found, 2)
    if second is not None and not strong and not both and not (_four(found, 1) and _four(found, 2)):
        second, to = None, _end_of_first(found)
        both = False
    if not strong and not both and not (_four(found, 1) and second is not None):
        return None
    if second is not None and _is_bare(found, 2) and re.match(r"\s*(?:min|мин|%|people|pers|st|nd|rd|th)\b", words[to:], re.I):
        second, to = None, _end_of_first(found)
    zones = tuple(part.strip() for part in (found["zone2"], found["zone"], found["local2"]) if part) if to == found.end() else ()
    sure = not _dotted(found, 1) or second is not None
    return Found(found.start(), to, Reading(first, second, about=bool(found["about"]), zones=zones[:1], strong=sure))


def _end_of_first(found: re.Match[str]) -> int:
    return found.start("join") if found["join"] is not None else found.end()


def _clock(found: re.Match[str], n: int) -> Clock | None:
    if found[f"noon{n}"]:
        return Clock(12, 0, "pm")
    if found[f"night{n}"]:
        return Clock(0, 0, "am", whole=True)
    if found[f"h{n}"] is None:
        return None
    hour = int(found[f"h{n}"])
    minute = int(found[f"m{n}"] or found[f"d{n}"] or found[f"f{n}"] or found[f"g{n}"] or found[f"t{n}"] or 0)
    half = _half(found, n)
    if minute > 59 or hour > 24 or (hour == 24 and minute) or (half and (hour > 12 or hour == 0) and hour > 23):
        return None
    if half and hour > 12:
        half = None
    whole = half is None and (hour > 12 or hour == 0 or bool(found[f"f{n}"] or found[f"g{n}"] or found[f"bare{n}"]))
    padded = half is None and len(found[f"h{n}"]) == 2 and hour < 10
    if found[f"unit{n}"] and not half:
        whole = True
    if found[f"next{n}"]:
        hour, whole, half = _day_hour(hour, half) + 24, True, None
    return Clock(hour, minute, half, whole, padded)


def _day_hour(hour: int, half: Half | None) -> int:
    return hour if half is None else hour % 12 + (12 if half == "pm" else 0)


def _half(found: re.Match[str], n: int) -> Half | None:
    if found[f"one{n}"]:
        return "am" if found[f"one{n}"].casefold() == "a" else "pm"
    word = found[f"half{n}"] or found[f"pre{n}"]
    return _halves().get(re.sub(r"\s+", " ", word.casefold())) or _halves().get(re.sub(r"\s+", "", word.casefold())) if word else None


def _strong(found: re.Match[str], n: int) -> bool:
    """Whether this part alone can be nothing but a time."""
    if found[f"noon{n}"] or found[f"night{n}"]:
        return True
    parts = (f"m{n}", f"d{n}", f"f{n}", f"g{n}", f"half{n}", f"one{n}", f"pre{n}", f"bare{n}", f"unit{n}")
    return any(found[part] for part in parts)


def _four(found: re.Match[str], n: int) -> bool:
    return bool(found[f"t{n}"])


def _dotted(found: re.Match[str], n: int) -> bool:
    return bool(found[f"d{n}"]) and not found[f"half{n}"] and not found[f"unit{n}"] and not found[f"one{n}"]


def _is_bare(found: re.Match[str], n: int) -> bool:
    return found[f"h{n}"] is not None and not _strong(found, n) and not _four(found, n)


_SECOND_ZONE = re.compile(r"\s*[/|(,;]?\s*")


def _with_the_rest(made: Found, words: str) -> Found:
    """The other zones and the length that follow a time directly; the first zone is the one that is kept."""
    to, reading = made.to, made.reading
    also: list[str] = []
    zones = list(reading.zones)
    length = reading.length
    while True:
        gap = _SECOND_ZONE.match(words, to)
        next_at = gap.end() if gap else to
        again = _time_pattern().match(words, next_at) if words[to:next_at].strip() or next_at > to else None
        other = _reading(again, words) if again else None
        if other is not None and other.reading.zones and (zones or words[to:next_at].strip() in ("/", "(", "|")):
            also.append(words[other.at : other.to].strip(" ()"))
            zones.extend(other.reading.zones)
            to = other.to + (1 if words[other.to : other.to + 1] == ")" else 0)
            continue
        if (
            length is None
            and (found := _LENGTH.match(words, _skip_spaces(words, to)))
            and (found[0].startswith(("(", "[")) or not words[found.end() :].strip())
        ):
            length, to = _minutes(found), found.end()
            continue
        break
    return Found(
        made.at, to, Reading(reading.start, reading.end, length, reading.about, reading.open, tuple(zones), tuple(also), reading.strong)
    )


def _skip_spaces(words: str, at: int) -> int:
    while at < len(words) and words[at] in " \t,":
        at += 1
    return at

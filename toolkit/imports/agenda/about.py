"""What a file says of itself: its title, its time zone, and the texts in it that belong to no row."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from toolkit.imports.agenda import fields, signs
from toolkit.imports.agenda.assemble import Assembled
from toolkit.imports.agenda.items import TextItem
from toolkit.imports.agenda.rows import shortened
from toolkit.language import N_
from toolkit.readers.source import Entry, Grid, Line, Source, Unread, Where

TEXT_LEFT = N_("Not taken into the agenda: “{text}”.")
TEXTS_LEFT = N_("Not taken into the agenda: “{text}” and the lines after it, {count} in all.")

_LEADS_TO_TITLE = re.compile(
    r"^(?:(?:draft |meeting |tentative |provisional )?(?:agenda|program(?:me|m)?|schedule|timetable)|programa|"
    r"program|ordre du jour|tagesordnung|zeitplan|ablauf|horario|orden del dia|programma|программа|повестка(?: дня)?|جدول الأعمال|"
    r"البرنامج|orden del día|"
    r"morning|afternoon|evening|vormittags?|nachmittags?|abends?|matin(?:ée)?|après-midi|soir(?:ée)?|mañana|tarde|noche|manhã|noite|"
    r"утро|день|вечер|صباحا?|مساء)\W*$",
    re.I,
)


def left(texts: Sequence[TextItem]) -> Iterator[Unread]:
    """Texts that belong to no row; those that stand together are said once."""
    run: list[TextItem] = []
    for text in texts:
        near = (
            run and _number(text) is not None and _number(run[-1]) is not None and 0 <= (_number(text) or 0) - (_number(run[-1]) or 0) <= 2
        )
        if run and not near:
            yield _one_left(run)
            run = []
        run.append(text)
    if run:
        yield _one_left(run)


def _number(text: TextItem) -> int | None:
    return text.where.line if text.where.line is not None else text.where.paragraph


def _one_left(run: Sequence[TextItem]) -> Unread:
    values: tuple[tuple[str, object], ...] = (("text", shortened(run[0].text)),)
    return Unread(TEXT_LEFT, values, run[0].where) if len(run) == 1 else Unread(TEXTS_LEFT, (*values, ("count", len(run))), run[0].where)


_GREETING = re.compile(
    r"^(?:hi|hello|hey|dear|good (?:morning|afternoon|day|evening)|greetings|bonjour|ch[eè]re?s?|hola|estimad[oa]s?|querid[oa]s?|"
    r"ol[aá]|car[oa]s|prezad[oa]s|hallo|liebe[rs]?|guten|"
    r"здравствуйте|уважаем\w+|добрый|дорогие|مرحبا|السلام|أعزائي|ciao|cari|all times|times are)\b",
    re.I,
)


def _is_sentence(text: str) -> bool:
    """A line of a letter, and no name of a meeting."""
    return len(text.split()) > 6 and bool(re.search(r"[.!?:,;]$", text.rstrip()))


_ANSWERED = re.compile(r"^(?:(?:re|fwd?|fw|aw|wg|antw|rv|tr|res|enc|ha|отв|ответ|пересл|رد|إعادة توجيه)\s*:\s*)+", re.I)
"""What programs for mail put before the subject of an answer."""


def title(source: Source, assembled: Assembled) -> tuple[str, bool]:
    """What the file calls itself, and whether that stood in the heading of its only day: its own title, its first heading, the first short
    line above the rows, else its name.
    """
    candidates = [each for each in assembled.before if len(each.text.split()) <= 20 and re.search(r"[^\W\d_]", each.text)]
    heads = sorted((each for each in candidates if each.level is not None), key=lambda each: each.level or 0)
    first = assembled.days[0] if len(assembled.days) == 1 and assembled.days[0].head.title else None
    candidates = [each for each in candidates if each.level is not None or not _is_sentence(each.text)]
    above = [each for each in candidates[:3] if first is None or _line(each.where) <= _line(first.where)]
    for text in [source.title, *[each.text for each in heads], *[each.text for each in above]]:
        words = _ANSWERED.sub("", signs.tidy(text))
        if (
            words
            and not _LEADS_TO_TITLE.match(words)
            and not _GREETING.match(words)
            and fields.labelled(words) is None
            and not re.match(r"[\w-]+:\s", words)
        ):
            return words, False
    if first is not None:
        return signs.tidy(first.head.title), True
    used = {id(day.head) for day in assembled.days}
    top = next((item for item in assembled.heads if id(item.head) not in used and item.head.title and len(item.head.dates) > 1), None)
    if top is not None:
        return signs.tidy(re.split(r"\s[–—-]|,|\s\(", top.head.title)[0]), False
    stem = re.sub(r"\.\w{1,5}$", "", source.name).replace("_", " ").strip()
    return stem or (signs.tidy(source.title) or "Agenda"), False


def _line(where: Where) -> int:
    return where.line or where.paragraph or 0


_ZONE = re.compile(r"\b(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z][\w-]+(?:/[A-Z][\w-]+)?")


def zone(source: Source) -> str:
    """A time zone that the file names as calendars do; one city's custom is no zone."""
    found = [part.zone for part in source.parts if isinstance(part, Entry) and part.zone]
    found += [each for text in texts(source) for each in _ZONE.findall(text)]
    for name, _ in Counter(found).most_common(1):
        try:
            return ZoneInfo(name).key
        except (KeyError, ValueError, OSError):
            return ""
    return ""


def spoken(source: Source, assembled: Assembled) -> list[str]:
    return [item.text for item in assembled.heads if item.text] or [source.title]


def texts(source: Source) -> Iterator[str]:
    for part in source.parts:
        if isinstance(part, Line):
            yield from part.text.split("\n")
        elif isinstance(part, Grid):
            for row in part.rows:
                for cell in row.cells:
                    if cell.text.strip():
                        yield " ".join(cell.text.split())

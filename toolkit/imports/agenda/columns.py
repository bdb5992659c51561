"""Which column of a table is what: by its heading in many languages, else by what stands in it.

Decides roles; what the rows then say is read in grids.py.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.imports.agenda import clock, dayheads, signs
from toolkit.imports.agenda.understood import Role

_HEADINGS: dict[Role, str] = {
    "time": "time times hour hours when clock timing timeslot slot timings from-to period heure heures horaire horaires quand hora "
    "horas horario horarios horário horários cuándo "
    "uhrzeit zeit wann время час часы когда الوقت الساعة التوقيت الزمن ora orario tijd uur saat godzina czas година muda saa waktu jam "
    "时间 時間 時刻 시간 เวลา giờ शमय समय वक्त زمان ساعت",
    "start": "start begin begins starts starting start-time début debut inicio início comienzo beginn начало البداية بداية من inizio "
    "begin 开始 開始 시작",
    "end": "end ends finish until ending end-time fin termina término fim ende конец окончание النهاية نهاية الى fine einde 结束 終了 종료",
    "title": "title session sessions activity activities topic topics agenda item items event events programme program subject what "
    "description-of-session content contents module theme workshop "
    "titre séance seance activité activités activite thème intitulé programme sujet contenu título titulo sesión sesion actividad "
    "actividades tema temas programa evento "
    "sessão sessao atividade atividades conteúdo titel programm thema inhalt sitzung programmpunkt tagesordnungspunkt aktivität сессия "
    "тема мероприятие название программа содержание "
    "النشاط الجلسة العنوان الموضوع الفعالية البرنامج المحتوى البند titolo attività sessione onderwerp activiteit etkinlik konu oturum "
    "temat punkt shughuli mada kegiatan acara "
    "内容 议程 活动 主题 プログラム 議題 내용 프로그램 세션 กิจกรรม nội-dung गतिविधि سرگرمی برنامه",
    "room": "room rooms place location venue where salle lieu endroit sala lugar local salón ubicación raum ort зал место аудитория "
    "القاعة المكان قاعة luogo zaal plaats yer salon miejsce 地点 场所 会場 장소 mahali tempat ruang",
    "lead": "lead leads leader speaker speakers presenter presenters facilitator facilitators chair chairs moderator moderators who "
    "responsible host person-responsible responsible-person trainer trainers lead-person by led-by "
    "intervenant intervenants intervenante intervenantes animateur animatrice facilitateur facilitatrice orateur orateurs responsable "
    "responsables qui modérateur ponente ponentes facilitador facilitadora "
    "facilitadores facilitadoras moderador moderadora responsable quién quien palestrante palestrantes mediador responsável quem "
    "referent referentin referenten leitung verantwortlich wer спикер спикеры докладчик "
    "докладчики ведущий ведущие модератор ответственный ответственные المتحدث المتحدثون الميسر المسؤول المحاضر المدرب relatore spreker "
    "konuşmacı prowadzący mwezeshaji mhusika pembicara 主持 主讲人 讲者 発表者 담당 발표자",
    "kind": "kind type format typ tipo тип النوع art-der-sitzung tür rodzaj 类型",
    "track": "track stream strand parallel-session group volet filière eje línea linha strang поток секция المسار المجموعة",
    "day": "day days jour jornada día dia tag день اليوم giorno dag gün dzień siku hari 日 날",
    "date": "date fecha data datum дата التاريخ tarih tanggal tarehe 日期 日付 날짜",
    "length": "duration length minutes min mins duración duracion durée duree duração dauer dauer-in-minuten продолжительность "
    "длительность мин минуты المدة durata duur süre czas-trwania muda 时长 所要時間",
    "notes": "notes note remarks comments comment description details detail objective objectives aim aims materials material method "
    "methods methodology methodologies output outputs outcome outcomes equipment resources "
    "purpose remarques commentaires observations objectif objectifs détails matériel méthode méthodologie notas observaciones "
    "comentarios objetivo objetivos descripción metodología materiales recursos observações descrição "
    "materiais metodologia bemerkungen anmerkungen beschreibung ziel ziele material methode примечания комментарии описание цель "
    "материалы методы ملاحظات الوصف الهدف الأهداف المواد note descrizione opmerkingen açıklama uwagi opis maelezo catatan 备注 備考 비고",
    "none": "no no. nr nr. n° # № number item-no sl. s/n sn serial م رقم",
}
_ROLES: dict[str, Role] = {signs.folded(word.replace("-", " ")): role for role, words in _HEADINGS.items() for word in words.split()}
_FILLERS = re.compile(r"\b(?:the|of|de|la|du|del|and|et|y|der|des|и|a|an)\b")
_ROOM_LIKE = re.compile(
    r"\b(?:rooms?|hall|salle|sala|sal[oó]n|track|stream|strand|stage|group|workshop|auditori\w*|raum|saal|зал|поток|секция|группа|"
    r"القاعة|قاعة|المسار|المجموعة|groupe|grupo|atelier|taller|gruppe|parallel|theatre|"
    r"library|plenary|breakout|\d+(?:st|nd|rd|th) floor|line|linha|línea|eje)\b",
    re.I,
)
_OF_COLUMN = re.compile(
    r"^(?P<of>.+?)\s*[-–:(]?\s*\b(?P<what>speakers?|presenters?|leads?|chairs?|facilitators?|moderators?|rooms?|"
    r"notes|location)\)?$",
    re.I,
)
_NO_SESSIONS = re.compile(
    r"\b(?:arriv\w+|depart\w+|flight\w*|check-?out|vol|llegada|salida|chegada|прибытие|вылет|рейс|وصول|رحلة|open(?:s|ing)?|clos(?:es|"
    r"ing)|invoice|price|amount|qty|quantity|total|stop|platform|gate|phone|e-?mail|passport)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Side:
    """A column of its own room or track, and the columns that say more about it."""

    at: int
    name: str
    leads: int | None = None
    room: int | None = None
    notes: int | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a table's columns, by index. `sides` where several columns stand for rooms or tracks, `days` where they stand for
    days. `wide`: how many columns the heading of the titles spans.
    """

    header: int | None
    roles: Mapping[int, Role]
    sides: tuple[Side, ...] = ()
    days: Mapping[int, dayheads.DayHead] = field(default_factory=dict)
    others: Mapping[int, str] = field(default_factory=dict)
    wide: int = 1

    def first(self, role: Role) -> int | None:
        return next((at for at, found in sorted(self.roles.items()) if found == role), None)

    def all(self, role: Role) -> list[int]:
        return [at for at, found in sorted(self.roles.items()) if found == role]


def role_of(heading: str) -> Role | None:
    """The role that the heading of a column names; the whole of it, or its last or first word."""
    bare = signs.folded(re.sub(r"[(\[].*?[)\]]", " ", heading)).strip(" .:*#/")
    if not bare:
        return "none" if heading.strip() in ("#", "№") else None
    if bare in _ROLES:
        return _ROLES[bare]
    if len(bare.split()) > 6:
        return None
    if "time" in bare.split() and ({"start", "starts", "begin"} & set(bare.split())):
        return "start"
    if "time" in bare.split() and ({"end", "finish", "ends"} & set(bare.split())):
        return "end"
    parts = [part.strip() for part in re.split(r"\s*(?:/|&|\||,|\band\b|\bet\b|\by\b|\bи\b|\bor\b)\s*", bare) if part.strip()]
    for part in [*parts, *_FILLERS.sub(" ", bare).split()[:1], *_FILLERS.sub(" ", bare).split()[-1:]]:
        if (part in _ROLES and _ROLES[part] not in _ALONE) or (part in parts and part in _ROLES):
            return _ROLES[part]
    return None


_ALONE: frozenset[Role] = frozenset({"none", "room", "track", "day", "kind"})
"""Roles that a longer heading does not name by one of its words: the `Garden Room` is a room and no column of rooms."""


def of(table: Sequence[Sequence[str]], hints: Mapping[int, Role], rare: bool = False) -> Columns | None:
    """The columns of a table, or None where it has neither times nor lengths in a column of their own."""
    width = max((len(row) for row in table), default=0)
    header = _header(table)
    headings = [signs.tidy(cell) for cell in table[header]] if header is not None else [""] * width
    body = [row for at, row in enumerate(table) if at != header]
    roles: dict[int, Role] = {}
    for at in range(width):
        if (named := role_of(headings[at]) if at < len(headings) else None) is not None:
            roles[at] = named
    roles.update({at - 1: role for at, role in hints.items() if 0 < at <= width})
    days = _days(headings, roles, rare)
    if _is_timetable(body, width, roles):
        return None
    if not any(role in ("time", "start") for role in roles.values()) or not _holds_times(body, roles):
        for at, role in list(roles.items()):
            if role in ("time", "start", "end") and at + 1 not in hints:
                del roles[at]
        _times_by_content(body, width, roles, days)
    if not any(role in ("time", "start") for role in roles.values()) and not _lengths_alone(body, roles):
        return None
    _second_time(roles, headings)
    _dates_by_content(body, width, roles, rare)
    _numbers(body, width, roles)
    if days:
        return Columns(header, roles, days=days, others={at: headings[at] for at in days})
    return _with_titles(table, header, headings, body, width, roles)


def no_sessions(columns: Columns, table: Sequence[Sequence[str]]) -> bool:
    """Whether the headings say that these times are of something else: flights, opening hours, prices."""
    if columns.header is None:
        return False
    headings = [signs.tidy(cell) for cell in table[columns.header]]
    return any(_NO_SESSIONS.search(heading) for heading in headings) and role_named(headings, "title") is None


def role_named(headings: Sequence[str], role: Role) -> int | None:
    return next((at for at, heading in enumerate(headings) if role_of(heading) == role), None)


def _header(table: Sequence[Sequence[str]]) -> int | None:
    for at, row in enumerate(table[:6]):
        filled = [cell for cell in row if cell.strip()]
        if len(filled) < 2 or any(clock.whole(cell) for cell in filled):
            continue
        named = [role for cell in filled if (role := role_of(cell)) is not None]
        if len(named) >= 2 or (named and named[0] in ("time", "start") and len(filled) >= 2):
            return at
        if sum(dayheads.head(cell) is not None for cell in filled) >= max(2, len(filled) - 1):
            return at
    return None


def _holds_times(body: Sequence[Sequence[str]], roles: Mapping[int, Role]) -> bool:
    return any(
        at < len(row) and (clock.leading(row[at]) or clock.number_cell(row[at]))
        for at, role in roles.items()
        if role in ("time", "start")
        for row in body
    )


def _lengths_alone(body: Sequence[Sequence[str]], roles: Mapping[int, Role]) -> bool:
    """Without clock times a column of lengths beside one of titles is an agenda too."""
    at = next((at for at, role in roles.items() if role == "length"), None)
    if at is None or "title" not in roles.values():
        return False
    return sum(at < len(row) and _length(row[at]) is not None for row in body) >= 2


def _length(cell: str) -> int | None:
    found = clock.whole_length(cell)
    if found is None and (number := re.fullmatch(r"\s*(\d{1,3})\s*", signs.plain(cell))):
        return int(number[1])
    if found is None and (number := re.fullmatch(r"\s*(\d):(\d\d)(?::00)?\s*", signs.plain(cell))):
        return int(number[1]) * 60 + int(number[2])
    return found


length_cell = _length


def _is_timetable(body: Sequence[Sequence[str]], width: int, roles: Mapping[int, Role]) -> bool:
    """Three columns of times that no heading explains are stops of a line, not sessions."""
    if any(role in ("time", "start") for role in roles.values()):
        return False
    timed = 0
    for at in range(width):
        cells = [row[at] for row in body if at < len(row) and row[at].strip()]
        timed += sum(clock.whole(cell) is not None for cell in cells) * 5 >= max(len(cells), 2) * 3
    return timed >= 3


def _times_by_content(body: Sequence[Sequence[str]], width: int, roles: dict[int, Role], days: Mapping[int, object]) -> None:
    for at in range(width):
        if at in roles or at in days:
            continue
        cells = [row[at] for row in body if at < len(row) and row[at].strip()]
        timed = sum(clock.whole(cell) is not None for cell in cells)
        if timed >= 2 and timed * 5 >= len(cells) * 2:
            if "start" in roles.values() or "time" in roles.values():
                roles[at] = "end"
                return
            roles[at] = "time"


def _second_time(roles: dict[int, Role], headings: Sequence[str]) -> None:
    """Two columns of times: start and end where they are named so or stand side by side without zones, else the first is kept."""
    times = [at for at, role in sorted(roles.items()) if role == "time"]
    if len(times) < 2:
        return
    for at in times[1:]:
        roles[at] = "none"


def _dates_by_content(body: Sequence[Sequence[str]], width: int, roles: dict[int, Role], rare: bool) -> None:
    for at in range(width):
        if at in roles:
            continue
        cells = [row[at] for row in body if at < len(row) and row[at].strip()]
        named = sum(dayheads.head(cell, rare) is not None for cell in cells)
        if cells and named * 5 >= len(cells) * 4 and len([row for row in body if len([c for c in row if c.strip()]) > 1]) > named - 1 >= 0:
            roles[at] = "date"
            return


def _numbers(body: Sequence[Sequence[str]], width: int, roles: dict[int, Role]) -> None:
    for at in range(width):
        cells = [row[at].strip() for row in body if at < len(row) and row[at].strip()]
        if at not in roles and cells and all(re.fullmatch(r"\d{1,3}\.?", signs.plain(cell)) for cell in cells):
            roles[at] = "none"


def _days(headings: Sequence[str], roles: Mapping[int, Role], rare: bool) -> dict[int, dayheads.DayHead]:
    found = {at: head for at, heading in enumerate(headings) if (head := dayheads.head(heading, rare)) is not None and not role_of(heading)}
    return found if len(found) >= 2 else {}


def _with_titles(
    table: Sequence[Sequence[str]],
    header: int | None,
    headings: list[str],
    body: Sequence[Sequence[str]],
    width: int,
    roles: dict[int, Role],
) -> Columns:
    left = [at for at in range(width) if at not in roles and any(at < len(row) and row[at].strip() for row in body)]
    has_title = "title" in roles.values()
    sides: list[Side] = []
    more: dict[int, dict[str, int]] = {}
    if header is not None:
        # `Room A speakers` is about the column `Room A`, whatever role its last word has.
        for at in range(width):
            found = _OF_COLUMN.match(headings[at]) if at < len(headings) else None
            other = next((o for o in range(width) if found and o != at and headings[o].casefold() == found["of"].casefold()), None)
            if found and other is not None and roles.get(other) not in ("time", "start", "end", "title", "date", "day"):
                what = (
                    "room"
                    if found["what"].casefold().startswith(("room", "loc"))
                    else "notes"
                    if found["what"].casefold() == "notes"
                    else "leads"
                )
                more.setdefault(other, {})[what] = at
                roles.pop(at, None)
                roles[at] = "none"
        named = [
            at
            for at in range(width)
            if at < len(headings) and headings[at] and (at in left or roles.get(at) in ("room", "track")) and at not in _values(more)
        ]
        room_like = [at for at in named if _ROOM_LIKE.search(headings[at]) and not re.fullmatch(r"\w+", headings[at])]
        unknown = [at for at in named if at in left]
        parallel = room_like if len(room_like) >= 2 else [] if has_title else unknown
        if len(parallel) >= 2 and not has_title:
            parallel = sorted({*parallel, *[at for at in unknown if at in more]})
            sides = [Side(at, headings[at], **more.get(at, {})) for at in parallel]
            for at in parallel:
                roles.pop(at, None)
    others: dict[int, str] = {}
    taken = {side.at for side in sides}
    if not sides and not has_title:
        longest = max((at for at in left), key=lambda at: _weight(body, at), default=None)
        first = left[0] if left else None
        chosen = first if header is None and first is not None and _weight(body, first) >= 4 else longest
        if chosen is None:
            chosen = next((at for at, role in sorted(roles.items()) if role in ("notes", "track", "purpose")), None)
        if chosen is not None:
            roles[chosen] = "title"
    for at in left:
        if at not in roles and at not in taken:
            roles[at] = "notes"
            if at < len(headings) and headings[at]:
                others[at] = headings[at]
    for at, role in roles.items():
        if role == "notes" and at < len(headings) and headings[at]:
            others[at] = headings[at]
    return Columns(header, roles, tuple(sides), others=others)


def _values(more: Mapping[int, Mapping[str, int]]) -> set[int]:
    return {at for each in more.values() for at in each.values()}


def _weight(body: Sequence[Sequence[str]], at: int) -> float:
    cells = [row[at] for row in body if at < len(row) and row[at].strip()]
    return sum(len(cell) for cell in cells) / max(len(body), 1)

"""What a file changed in its days: headings, and the rows of each table, field by field."""


from toolkit.convening import kinds
from toolkit.convening.model import Kind
from toolkit.documents import agenda, parts
from toolkit.documents.printed import PrintedDay, Row
from toolkit.imports.returned import cells, leads, notes, reading
from toolkit.imports.returned.changes import Change, Gone, Led, New, OfKind, On, Say, Subject, Time, To
from toolkit.imports.returned.likeness import folded, likeness
from toolkit.imports.returned.outline import DayStanding, Standing
from toolkit.imports.returned.row_pairs import Section
from toolkit.imports.returned.table_words import key, kind_words, when_words
from toolkit.imports.returned.theirs import Said, TheirRow, words
from toolkit.imports.returned.work import Work
from toolkit.language import N_
from toolkit.language.said import SaidError

NO_TIME = N_("“{text}” cannot be read as a time: set it by hand.")
NO_TIME_OF_ITS_OWN = N_("A group has the time of its session: set that.")
NO_DATE = N_("“{text}” cannot be read as a date: set it by hand.")
NO_HEADING = N_("The heading of this day was taken out; the day was kept.")
TAKEN_OUT = N_("This has been taken out here since: put it back first.")
COLUMN = N_("The agenda has no column for this: see to it by hand.")
NOTES = N_("Private notes do not travel with a version, so nobody can tell who changed them: compare them by hand.")
ROOM_OR_NAME = N_("“{text}” was taken for the room; where it is a name, set the lead by hand.")

NOT_SHOWN = N_("{names}: not printed for these readers until it is somebody on your list of people who has agreed to it.")

NOT_HERE = "–"
"""What stands today where nothing does."""


def days(work: Work) -> None:
    """Day by day in the order of the file."""
    for number, section in enumerate(work.found.sections):
        standing = work.outline.days[number]
        rows = [each for each in work.outline.rows if each.section == number]
        if standing.base is None:
            _new_day(work, section, standing, rows)
        else:
            _day(work, section, standing)
        for each in rows:
            if each.base is not None:
                _row(work, each, each.base)
            elif standing.base is not None:
                _added(work, each)


def dropped(work: Work) -> None:
    """What went out and did not come back; what stood inside it went with it."""
    there = {(place.day, place.at) for place in work.found.rows.values()}
    lost_groups = {each.id for each in work.outline.rows if each.base is None}
    days_there = {section.day for section in work.found.sections}
    for number, day in enumerate(work.base.days):
        if number not in days_there:
            ours = next((each for each in work.ours.days if each.id == day.id), None)
            stood = day.heading(work.say)
            today = "" if ours is None else ours.heading(work.say)
            work.offer("dropped", Subject("day", day.id, stood, day.id), stood, "", ours=today, wish=Gone())
            continue
        gone = {row.id for at, row in enumerate(day.rows) if (number, at) not in there and row.id not in lost_groups}
        for at, row in enumerate(day.rows):
            if (number, at) not in there and row.within not in gone and row.group not in gone:
                _dropped(work, number, day, row)


# Days.


def _day(work: Work, section: Section, standing: DayStanding) -> None:
    base = work.base.days[standing.base or 0]
    ours = next((each for each in work.ours.days if each.id == base.id), None)
    subject = Subject("day", base.id, base.heading(work.say), base.id)
    if standing.moved:
        above = {each.id: each.heading(work.say) for each in work.base.days}
        stands = next((above[each] for each in standing.after if each in above), "")
        stood = next((above[each.id] for each in reversed(work.base.days[: standing.base]) if each.id in above), "")
        work.offer("moved", subject, stood, stands, wish=To("convening", "", standing.after), lines=_heading(section))
    if section.heading is None:
        work.offer("other", subject, base.heading(work.say), "", why=SaidError(NO_HEADING))
        return
    if section.heading.seen == folded(base.heading(work.say)):
        return
    said = reading.heading(section.heading.text, base, base.date, work.say)
    today = NOT_HERE if ours is None else ours.title
    lines, before = _heading(section), base.heading(work.say)
    if folded(said.title) != folded(base.title):
        work.offer("title", subject, base.title, said.title, ours=today, wish=Say(("title",), said.title), lines=lines, before=before)
    if said.unread:
        why = SaidError(NO_DATE, text=said.unread)
        work.offer("date", subject, base.date_words, said.unread, lines=lines, before=before, why=why)
    elif said.date != base.date:
        stands = "" if said.date is None else work.say.date(said.date, "full")
        today = NOT_HERE if ours is None else ours.date_words
        work.offer("date", subject, base.date_words, stands, ours=today, wish=On(said.date), lines=lines, before=before)


def _heading(section: Section) -> list[Said]:
    return [section.heading] if section.heading is not None else []


def _new_day(work: Work, section: Section, standing: DayStanding, rows: list[Standing]) -> None:
    said = reading.heading(section.heading.text, None, None, work.say) if section.heading else reading.Heading(None, "")
    text = section.heading.seen if section.heading else ""
    inside = tuple(_new(work, each) for each in rows if each.base is None)
    wish = New(To("convening", "", standing.after), standing.id, said.title, date=said.date, inside=inside)
    same = [day for day in work.ours.days if folded(day.heading(work.say)) == folded(text) and day.id not in {d.id for d in work.base.days}]
    ours = text if same else None
    work.offer("added", Subject("day", standing.id, text, standing.id), "", text, ours=ours, wish=wish, lines=_heading(section))


# Rows.


def _row(work: Work, standing: Standing, base: Row) -> None:
    """One row of the file against the same row as it went out."""
    subject = work.subject_of(standing)
    found = work.ours.row(base.id)
    ours = found[1] if found is not None else None
    if standing.moved:
        _moved(work, standing, base, subject)
    if standing.row.key == key(base, work.say) and not standing.row.more and not standing.row.notes:
        return
    _time(work, standing, base, ours, subject)
    what = cells.what(base.title, base.purpose, standing.row.what, work.say)
    gone = SaidError(TAKEN_OUT) if ours is None else None
    if folded(what.title) != folded(base.title):
        wish = None if gone else Say(("title",), what.title, _told_by_title(base, what, work))
        today = ours.title if ours else NOT_HERE
        work.offer("title", subject, base.title, what.title, ours=today, wish=wish, lines=what.title_lines, why=gone)
    if folded(what.purpose) != folded(base.purpose):
        if base.kind == "group":
            work.offer("other", subject, "", what.purpose, lines=what.purpose_lines, why=SaidError(COLUMN))
        else:
            wish = None if gone else Say(("purpose",), what.purpose)
            today = ours.purpose if ours else NOT_HERE
            work.offer("purpose", subject, base.purpose, what.purpose, ours=today, wish=wish, lines=what.purpose_lines, why=gone)
    _kind(work, base, ours, what, subject)
    _place(work, standing, base, ours, subject)
    if standing.row.more:
        work.offer("other", subject, "", words(standing.row.more), lines=standing.row.more, why=SaidError(COLUMN))
    _notes(work, standing, base, subject)


def _time(work: Work, standing: Standing, base: Row, ours: Row | None, subject: Subject) -> None:
    stood, stands = when_words(base, work.say), words(standing.row.when)
    if folded(stood) == stands:
        return
    today = when_words(ours, work.say) if ours else NOT_HERE
    lines = standing.row.when
    if base.kind == "group":
        work.offer("retimed", subject, stood, stands, lines=lines, why=SaidError(NO_TIME_OF_ITS_OWN))
        return
    if not stands:
        work.offer("retimed", subject, stood, "", ours=today, wish=Time(None, None), lines=lines)
        return
    read = reading.times(stands, work.say, base.start)
    if read is None:
        work.offer("retimed", subject, stood, stands, lines=lines, why=SaidError(NO_TIME, text=stands))
    elif read != (base.start, None if base.end == base.start else base.end):
        shown = work.say.time(read[0]) if read[1] is None else work.say.span(read[0], read[1])
        why = SaidError(TAKEN_OUT) if ours is None else None
        work.offer("retimed", subject, stood, shown, ours=today, wish=None if why else Time(*read), lines=lines, why=why)


def _told_by_title(base: Row, what: cells.What, work: Work) -> Kind | None:
    """The kind that a new title tells by itself, where no word beside it ever told another."""
    told = kinds.told_by(what.title) if base.kind != "group" and what.kind is None and not kind_words(base, work.say) else None
    return told if told != base.sort else None


def _kind(work: Work, base: Row, ours: Row | None, what: cells.What, subject: Subject) -> None:
    """The word for the kind, where it was changed by itself: a title that tells another kind than before changes the title alone."""
    stood = kind_words(base, work.say)
    stands = work.say(agenda.KIND_WORDS[what.kind]) if what.kind is not None else ""
    if base.kind == "group" or folded(stood) == folded(stands):
        return
    kind = what.kind or agenda.kind_by_look(what.title, base.groups)
    if kind == base.sort:
        return
    gone = SaidError(TAKEN_OUT) if ours is None else None
    was, today = work.say(agenda.KIND_WORDS[base.sort]), work.say(agenda.KIND_WORDS[ours.sort]) if ours else NOT_HERE
    wish = None if gone else OfKind(kind)
    lines = what.kind_lines or what.title_lines
    work.offer("kind", subject, was, work.say(agenda.KIND_WORDS[kind]), ours=today, wish=wish, lines=lines, before=stood, why=gone)


def _place(work: Work, standing: Standing, base: Row, ours: Row | None, subject: Subject) -> None:
    place = cells.where(base.room, base.lead, standing.row.place, work.known, work.say)
    gone = SaidError(TAKEN_OUT) if ours is None else None
    if folded(place.room) != folded(base.room):
        why = gone or (None if place.sure else SaidError(ROOM_OR_NAME, text=place.room))
        today = ours.room if ours else NOT_HERE
        wish = None if gone else Say(("room",), place.room)
        work.offer("room", subject, base.room, place.room, ours=today, wish=wish, lines=place.room_lines, why=why)
    if tuple(map(folded, place.names)) != tuple(map(folded, base.lead)):
        stood, stands = agenda.BETWEEN_LEADS.join(base.lead), agenda.BETWEEN_LEADS.join(place.names)
        today = agenda.BETWEEN_LEADS.join(ours.lead) if ours else NOT_HERE
        led = None if gone else Led(place.names)
        led_before = stood if base.room or not stood else work.say(agenda.LEAD, names=stood)
        why, thing = gone, leads.holder(work.convening, base.id, base.kind == "group")
        if thing is not None and leads.lead_already(work.convening, thing, place.names, work.held.options):
            today = stands
        elif thing is not None and (hidden := leads.hidden(work.convening, thing, place.names, work.held.options)):
            why = gone or SaidError(NOT_SHOWN, names=work.say.list(hidden))
        work.offer("lead", subject, stood, stands, ours=today, wish=led, lines=place.name_lines, before=led_before, why=why)


def _notes(work: Work, standing: Standing, base: Row, subject: Subject) -> None:
    """The notes that a file for the team prints against ours of today: there are no others to hold them against."""
    if work.held.options.audience not in parts.INSIDE or base.kind == "group":
        return
    session = next((each for _, _, each in work.convening.sessions() if each.id == base.id), None)
    stood = notes.printed_words(session, work.held.options) if session else []
    stands = words(standing.row.notes)
    if session is not None and notes.spoken(stands) != stood:
        work.offer("notes", subject, " ".join(stood), stands, lines=standing.row.notes, why=SaidError(NOTES))


def _moved(work: Work, standing: Standing, base: Row, subject: Subject) -> None:
    """Another place in the order, another group, another day."""
    day = work.outline.days[standing.section].id
    kinds = {"session": ("day", day), "group": ("session", standing.within), "item": ("track", standing.group)}
    names = {row.id: row.title or row.purpose for _, row in work.base.rows()} | _new_names(work)
    stood = _above(work.base.days, base, None)
    stands = standing.after[0] if standing.after else ""
    today = work.ours.row(base.id)
    kind, holder = kinds[standing.kind]
    lines = standing.row.all
    authors = (standing.row.author,) if standing.row.author else ()
    clash: str | None = None
    why: SaidError | None = None
    if today is None:
        clash, why = NOT_HERE, SaidError(TAKEN_OUT)
    else:
        our_holder = _holder(today[0].id, today[1])
        known = {row.id for _, row in work.base.rows()} & {each.id for each in work.outline.rows}
        theirs = (kind, holder), next((each for each in standing.after if each in known), "")
        was = _holder(standing.from_day, base), _above(work.base.days, base, known)
        is_now = our_holder, _above(work.ours.days, today[1], known)
        if is_now == theirs != was:
            work.already += 1
            return
        if is_now not in (theirs, was):
            clash = names.get(is_now[1], "") if our_holder == was[0] else today[0].heading(work.say)
    work.changes.append(Change(
        0, "moved", subject, names.get(stood, ""), names.get(stands, ""), clash, lines[0].where if lines else standing.row.where,
        authors, standing.row.inserted, standing.from_day if standing.from_day != day else "",
        None if why else To(kind, holder, standing.after), why,  # type: ignore[arg-type]
    ))  # fmt: skip


def _holder(day: str, row: Row) -> tuple[str, str]:
    return ("day", day) if row.kind == "session" else ("session", row.within) if row.kind == "group" else ("track", row.group)


def _above(held: tuple[PrintedDay, ...], row: Row, known: set[str] | None) -> str:
    """The sibling above a row, of those that are known."""
    above = ""
    for day in held:
        for each in day.rows:
            if each.id == row.id:
                return above
            if (each.kind, each.within, each.group) == (row.kind, row.within, row.group) and (known is None or each.id in known):
                above = each.id
        if row.kind == "session":
            above = ""
    return above


def _new_names(work: Work) -> dict[str, str]:
    return {each.id: work.subject_of(each).name for each in work.outline.rows if each.base is None}


def _added(work: Work, standing: Standing) -> None:
    wish = _new(work, standing)
    subject = work.subject_of(standing)
    row = standing.row
    stands = " · ".join(part for part in (words(row.when), words(row.what), words(row.place)) if part)
    base = {each.id for _, each in work.base.rows()}
    same = [each for _, each in work.ours.rows() if each.id not in base and _says_the_same(work, each, wish)]
    authors, tracked = ((row.author,), True) if row.inserted and row.author else _authors_of(row)
    work.offer(
        "added", subject, "", stands, ours=stands if same else None, wish=wish, where=next((line.where for line in row.all), row.where),
        authors=authors, tracked=tracked or row.inserted, why=_doubt(row, wish),
    )  # fmt: skip


def _authors_of(row: TheirRow) -> tuple[tuple[str, ...], bool]:
    """A row whose whole text was recorded as inserted."""
    lines = [line for line in row.all if line.seen]
    whole = bool(lines) and all(line.before is not None and not folded(line.before) for line in lines)
    return tuple(dict.fromkeys(name for line in lines for name in line.authors)) if whole else (), whole


def _says_the_same(work: Work, ours: Row, wish: New) -> bool:
    time = (wish.time.start, wish.time.end) if wish.time else (None, None)
    return folded(ours.title) == folded(wish.title) and (ours.start, ours.end) == time


def _doubt(row: TheirRow, wish: New) -> SaidError | None:
    when = words(row.when)
    return SaidError(NO_TIME, text=when) if when and wish.time is None else None


def _new(work: Work, standing: Standing) -> New:
    day = work.outline.days[standing.section].id
    kinds = {"session": ("day", day), "group": ("session", standing.within), "item": ("track", standing.group)}
    kind, holder = kinds[standing.kind]
    what = cells.what("", "", standing.row.what, work.say)
    place = cells.where("", (), standing.row.place, work.known, work.say)
    near = _time_above(work, standing)
    read = reading.times(words(standing.row.when), work.say, near) if words(standing.row.when) else None
    return New(
        To(kind, holder, standing.after),  # type: ignore[arg-type]
        standing.id, what.title, what.purpose, place.room, place.names, Time(*read) if read else None,
        kind=what.kind or agenda.kind_by_look(what.title, 0),
    )  # fmt: skip


def _time_above(work: Work, standing: Standing) -> int | None:
    """The time of the nearest row above that has one: a night goes on below it."""
    above: int | None = None
    for each in work.outline.rows:
        if each is standing:
            return above
        if each.section == standing.section and each.base is not None and each.base.start is not None:
            above = each.base.start
    return above


def _dropped(work: Work, number: int, day: PrintedDay, row: Row) -> None:
    found = work.ours.row(row.id)
    stood = " · ".join(part for part in (when_words(row, work.say), row.title or row.purpose) if part)
    ours = "" if found is None else stood
    if found is not None and key(found[1], work.say) != key(row, work.say):
        ours = " · ".join(part for part in (when_words(found[1], work.say), found[1].title) if part)
    authors, tracked = _who_took_it(work, number, row)
    name = row.title or row.purpose
    subject = Subject("group" if row.kind == "group" else "session", row.id, name, day.id)
    work.offer("dropped", subject, stood, "", ours=ours, wish=Gone(), authors=authors, tracked=tracked)


def _who_took_it(work: Work, number: int, row: Row) -> tuple[tuple[str, ...], bool]:
    """The author of the recorded deletion of a row, where there is one: the row as it was, else one of the same title."""
    gone = [each for section in work.found.sections if section.day == number for each in section.gone]
    same = [each for each in gone if each.key == key(row, work.say)]
    others = {key(each, work.say) for each in work.base.days[number].rows}
    titled = [each for each in gone if each.key not in others and likeness(_first(each), row.title) > 0.9]
    for each in (same or titled)[:1]:
        return (each.author,) if each.author else tuple(dict.fromkeys(name for line in each.all for name in line.authors)), True
    return (), False


def _first(row: TheirRow) -> str:
    return next((line.seen for line in row.what if line.seen), "")

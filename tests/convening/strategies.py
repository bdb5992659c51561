"""Convenings out of nowhere: any text a person might type, every key in use, every reference leading somewhere."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from toolkit.convening.ids import with_ids
from toolkit.convening.model import Convening

CONTROLS = "".join(chr(code) for code in (*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFFFE, 0xFFFF))
AWKWARD = (
    "", " ", " x", "x ", "NO", "yes", "null", "Null", "~", "true", "10:30", "007", "0x1F", "1e3", "-", "- a", "a: b", "a #b", "#a", "a:",
    "'", '"', "\\", "\\n", "<<", "=", "*a", "&a", "!a", "%a", "@a", "`a`", "?", "? a", "[a]", "{a}", "{subject}", ", a", "|", ">", "---",
    "...", "\ttab", "a\tb", "a\n", "\na", "a\n\nb", "a\n b", " a\nb", "a \nb", "a\n\n", "\n", "a\n---\nb", "2027-03-11", "١٢", "\ufeffx",
    "مرحبا بالعالم", "שלום", "水とはたらく", "👩🏽‍🌾 🏳️‍🌈", "é", "e\u0301", "\u200fab\u200e", "\u00ad", "\u00a0x\u00a0", "x\u3000", "𝒜",
    ".inf",
    "+41 22", "x" * 300, "word " * 60 + "end", "k: v\nl: w\n", "1_000", "on", "<b> & 'c'", "日本\n語\n", "a\n\tb",
)  # fmt: skip
typed = st.sampled_from(AWKWARD) | st.text(st.characters(exclude_categories=["Cs"], exclude_characters=CONTROLS + "\r"), max_size=30)
codes = st.sampled_from(["en", "fr", "pt-BR", "zh-Hant", "ar"])
texts = typed | st.dictionaries(codes, typed, min_size=1, max_size=3)
lengths = st.integers(0, 2880)
clocks = st.integers(0, 2879)
ids = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,12}", fullmatch=True)
zones = st.sampled_from(["", "Europe/Lisbon", "UTC", "America/Argentina/Ushuaia"])
dates = st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31))
circles = st.sampled_from(["nobody", "participants", "public"])
rules = st.sampled_from([None, "chatham-house"])


def _some(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=keys)


@st.composite
def ranges(draw: st.DrawFn) -> dict[str, int]:
    least, usual, most = sorted(draw(st.lists(lengths, min_size=3, max_size=3)))
    return {"least": least, "usual": usual, "most": most}


consents = _some(
    list=circles, lead=circles, photo=st.booleans(), badge=st.sampled_from(["none", "first-name", "full"]),
    quote=st.sampled_from(["nobody", "side", "organisation", "name"]),
    show=st.lists(st.sampled_from(["name", "title", "organisation", "country"]), unique=True),
    given=_some(on=dates, how=typed, wording=st.integers(), withdrawn=st.none() | dates),
)  # fmt: skip
people = _some(
    name=typed, legal_name=typed, sort_as=typed, honorific=typed, pronouns=typed, side=typed, country=typed, email=typed, phone=typed,
    affiliations=st.lists(_some(title=texts, organisation=texts), max_size=3), languages=st.lists(codes, max_size=2),
    needs=_some(diet=typed, access=typed, interpretation=typed, other=typed), more=st.dictionaries(typed, typed, max_size=3),
    consent=st.none() | consents, status=st.sampled_from(["invited", "confirmed", "declined", "attended"]),
)  # fmt: skip


ranked = _some(group=texts, dots=st.integers(0, 99), support=_some(agree=st.integers(0, 99)))
happenings = st.fixed_dictionaries(
    {"on": dates, "began": st.integers(0, 172_799)},
    optional={"ended": st.none() | st.integers(0, 172_799), "extra": st.integers(-600, 600), "skipped": st.booleans()},
)


@st.composite
def sessions(draw: st.DrawFn, people_ids: list[str], depth: int = 1) -> dict[str, Any]:
    made = draw(_some(
        kind=st.sampled_from(["opening", "break", "exercise", "other"]), minutes=st.none() | lengths | ranges(),
        minutes_per_person=st.none() | st.floats(0, 120), pin=st.none() | clocks, alongside=st.booleans(),
        keep=st.sampled_from(["must", "should", "may"]), room=typed, purpose=texts, exercise=st.none() | ids, notes=typed, rule=rules,
        happened=st.none() | happenings,
        fill=st.dictionaries(ids, texts | st.lists(texts, max_size=2), max_size=2), lead=st.lists(leads(people_ids), max_size=2),
    ))  # fmt: skip
    made["title"] = draw(texts)
    if depth and draw(st.booleans()):
        made["tracks"] = [
            {"title": draw(texts), "lead": draw(st.lists(leads(people_ids), max_size=1)), "room": draw(typed),
             "sessions": draw(st.lists(sessions(people_ids, 0), max_size=2))}
            for _ in range(draw(st.integers(1, 2)))
        ]  # fmt: skip
    return made


def leads(people_ids: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    some: list[st.SearchStrategy[dict[str, Any]]] = [st.fixed_dictionaries({"text": texts}, optional={"public": st.booleans()})]
    some += [st.just({"host": "ERN"})]
    some += [st.sampled_from(people_ids).map(lambda each: {"person": each})] if people_ids else []
    return st.one_of(some)


@st.composite
def convenings(draw: st.DrawFn) -> Convening:
    """A whole convening; references are drawn from what is there."""
    persons = [{**draw(people), "id": f"p{n}", "code": draw(st.sampled_from(["", f"K{n}"]))} for n in range(draw(st.integers(0, 3)))]
    who = [each["id"] for each in persons]
    raw: dict[str, Any] = draw(_some(
        subtitle=texts, discreet_title=texts, version=typed, final=st.booleans(), timezone=zones, language=codes,
        languages=st.lists(codes, max_size=3), paper=st.sampled_from(["a4", "letter"]), expected=st.none() | st.integers(0, 100_000),
        rule=rules, objectives=st.lists(texts, max_size=3), mode=st.sampled_from(["in-person", "online", "hybrid"]), at_risk=st.booleans(),
        venue=_some(name=texts, city=texts, country=typed, rooms=st.lists(st.fixed_dictionaries({"name": typed}), max_size=2)),
        keep_until=st.none() | dates,
        review=_some(A03=_some(warn=st.integers(0, 120)), A02=_some(until=clocks), A15=_some(warn=st.integers(0, 100))),
        template=st.none() | st.fixed_dictionaries({"title": texts}, optional={"order": st.integers(), "summary": texts}),
    ))  # fmt: skip
    raw["title"] = draw(texts)
    raw["hosts"] = [{"name": draw(texts), "short": "ERN", "role": draw(st.sampled_from(["host", "supporter"]))}]
    raw["participants"] = persons
    raw["days"] = [
        {**draw(_some(date=st.none() | dates, title=texts, start=st.none() | clocks, end=st.none() | clocks)),
         "present": draw(st.none() | st.integers(0, 50) | st.just(who)),
         "id": f"day-{n + 1}", "sessions": draw(st.lists(sessions(who), max_size=3))}
        for n in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    raw["parked"] = draw(st.lists(sessions(who), max_size=1))
    raw = with_ids(raw)
    places = [s["id"] for holder in [*raw["days"], {"sessions": raw["parked"]}] for s in holder["sessions"]]
    a_session = st.sampled_from([None, *places])
    a_person = st.sampled_from([None, *who])
    for person in persons:
        person["days"] = [day["id"] for day in raw["days"]][: draw(st.integers(0, 2))]
    raw["words"] = [
        {**draw(_some(side=typed, count=st.integers(1, 99), cluster=texts, show=st.booleans())),
         "text": draw(typed), "session": draw(a_session)}
        for _ in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    raw["notes"] = [
        {**draw(_some(why=texts, to=texts, due=st.none() | dates)),
         **draw(ranked), "id": f"n{n}", "text": draw(texts), "session": draw(a_session),
         "by": draw(a_person), "owner": draw(a_person), "from": [f"n{m}" for m in range(n)],
         "kind": draw(st.sampled_from(["point", "quote", "action"]))}
        for n in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    raw["evaluation"] = {"questions": [
        {**draw(_some(kind=st.sampled_from(["scale", "open"]), part=texts, steps=st.lists(texts, max_size=2),
                      tallies=st.lists(_some(side=typed, marks=st.lists(st.integers(0, 9), max_size=3)), max_size=2),
                      remarks=st.lists(typed, max_size=2))), "id": f"q{n}", "text": draw(texts)}
        for n in range(draw(st.integers(0, 2)))
    ]}  # fmt: skip
    raw["report"] = {"summary": draw(texts), "sections": [
        {"id": "aims", "heading": draw(texts), "body": draw(texts), "gathers": places[:1],
         "boxes": [{"id": "b1", "title": draw(texts), "author": draw(texts), "body": draw(texts)}],
         "figures": [{"id": "f1", "file": "a b.png", "alt": draw(texts), "people": who[:1]}]}
    ] * draw(st.integers(0, 1))}  # fmt: skip
    if draw(st.booleans()):
        raw["report"] |= {
            "sent": [{**draw(_some(to=typed, on=st.none() | dates, lines=typed)), "name": draw(typed), "summary": draw(typed),
                      "sections": [{"id": "aims", "heading": draw(typed), "body": draw(typed), "boxes": [{"body": draw(typed)}]}]}],
            "comments": [{"author": draw(typed), "text": draw(typed), "section": "aims",
                          "decision": draw(st.sampled_from(["open", "done"]))}],
            "signatures": [{"section": "aims", "host": draw(typed), "by": draw(typed), "text": draw(typed)}],
        }  # fmt: skip
    if who:
        raw["together"] = [who[:2]]
        raw["apart"] = [who[-2:]]
        raw["groups"] = [
            {"id": "g1", "title": draw(texts), "sessions": places[:2], "people": who, "size": 5, "number": 2, "sizes": [3, 2],
             "names": [draw(typed)], "rooms": [draw(typed)], "seed": draw(st.integers()),
             "wishes": [{"kind": "at-most", "people": who[:1], "by": draw(typed), "value": draw(typed), "number": 2, "group": draw(typed),
                         "rounds": [1], "firm": draw(st.booleans())}],
             "rounds": [{"groups": [{"name": draw(typed), "room": draw(typed), "people": who}], "locked": who[:1], "absent": who[-1:]}]}
        ]  # fmt: skip
    if draw(st.booleans()):
        raw["sent"] = [
            {**draw(_some(to=typed, on=st.none() | dates, language=codes, title=typed, subtitle=typed, facts=typed,
                          audience=st.sampled_from(["public", "organisers"]), objectives=st.lists(typed, max_size=2))),
             "id": "sent-1", "name": draw(typed), "days": [{"id": "day-1", "sessions": draw(st.lists(sessions(who), max_size=1))}]}
        ]  # fmt: skip
        raw = with_ids(raw)
    a_day = st.sampled_from([None, *(day["id"] for day in raw["days"])])
    raw["dismissed"] = [{"rule": "A09", "day": draw(a_day), "session": draw(a_session), "reason": draw(typed)}]
    raw["allowed"] = [{"person": each, "where": "0123abcd-89efcdab", "reason": draw(typed)} for each in who[:1]]
    return Convening.model_validate(raw)

"""What the parts of a convening are called in a sentence about a change: fields, values, and the thing itself by its title or name.

For the organisers' own screen: people are named here as organisers name them.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from babel import Locale, UnknownLocaleError

from toolkit.convening.addressed import Ref, get, path_of
from toolkit.convening.model import Convening, Participant
from toolkit.convening.values import in_language, read_clock
from toolkit.language import N_, Language
from toolkit.language.said import SaidError

FIELDS: dict[str, str] = {
    "convening.template": N_("the template"), "convening.title": N_("the title"), "convening.subtitle": N_("the subtitle"),
    "convening.discreet_title": N_("the title for outsiders"), "convening.version": N_("the version"),
    "convening.final": N_("whether this version is final"), "convening.hosts": N_("the hosts"), "convening.venue": N_("the venue"),
    "convening.venue.name": N_("the name of the house"), "convening.venue.city": N_("the town"),
    "convening.venue.country": N_("the country"), "convening.venue.rooms": N_("the rooms"), "convening.timezone": N_("the time zone"),
    "convening.language": N_("the language of the documents"), "convening.languages": N_("the languages to print in"),
    "convening.paper": N_("the paper"), "convening.expected": N_("the number of people expected"), "convening.rule": N_("the rule"),
    "convening.objectives": N_("the objectives"), "convening.mode": N_("the way of meeting"),
    "convening.at_risk": N_("whether people are at risk"), "convening.days": N_("the days"), "convening.parked": N_("the parked sessions"),
    "convening.participants": N_("the people"), "convening.list_order": N_("the order of printed lists"),
    "convening.together": N_("who is to sit together"),
    "convening.apart": N_("who is to sit apart"), "convening.groups": N_("the groups"), "convening.words": N_("the words"),
    "convening.dot_vote": N_("how dots are placed"), "convening.evaluation": N_("the evaluation"),
    "evaluation.questions": N_("the questions"), "question.kind": N_("the kind"), "question.part": N_("the heading"),
    "question.text": N_("the question"), "question.steps": N_("the steps"), "question.tallies": N_("the marks"),
    "question.remarks": N_("what was written"),
    "convening.notes": N_("the notes"), "convening.report": N_("the report"), "convening.review": N_("the limits of the review"),
    "convening.dismissed": N_("the advice that was set aside"),
    "convening.allowed": N_("the places where somebody may be meant"),
    "convening.handed": N_("the copies handed over"), "convening.came": N_("the copy that this is"),
    "convening.sent": N_("the versions sent"), "convening.keep_until": N_("the day until which names are kept"),
    "host.name": N_("the name"), "host.short": N_("the short name"), "host.role": N_("the role"), "host.logo": N_("the logo"),
    "room.name": N_("the name"), "room.seats": N_("the seats"),
    "day.date": N_("the date"), "day.title": N_("the title"), "day.start": N_("the start"), "day.end": N_("the end"),
    "day.sessions": N_("the sessions"), "day.present": N_("who is here"),
    "day.expected": N_("the people it is worked out for"), "day.interpreters_until": N_("the time until which interpreters stay"),
    "session.title": N_("the title"), "session.kind": N_("the kind"), "session.minutes": N_("the length"),
    "session.minutes_per_person": N_("the minutes for each person"), "session.pin": N_("the fixed time"),
    "session.alongside": N_("whether it runs beside the day"), "session.keep": N_("the priority"),
    "session.lead": N_("the leads"), "session.room": N_("the room"), "session.purpose": N_("the purpose"),
    "session.exercise": N_("the exercise"), "session.fill": N_("the answers for the exercise"), "session.rule": N_("the rule"),
    "session.tracks": N_("the parallel groups"), "session.notes": N_("the private notes"),
    "session.happened": N_("what happened"),
    "track.title": N_("the title"), "track.lead": N_("the leads"), "track.room": N_("the room"), "track.sessions": N_("the sessions"),
    "participant.code": N_("the code"), "participant.name": N_("the name"), "participant.legal_name": N_("the legal name"),
    "participant.sort_as": N_("the place in the list"), "participant.honorific": N_("the honorific"),
    "participant.pronouns": N_("the pronouns"), "participant.affiliations": N_("the titles and organisations"),
    "participant.side": N_("the side"), "participant.country": N_("the country"), "participant.languages": N_("the languages"),
    "participant.email": N_("the e-mail address"), "participant.phone": N_("the phone number"), "participant.needs": N_("the needs"),
    "participant.more": N_("the further columns"), "participant.consent": N_("the consent"), "participant.status": N_("the status"),
    "participant.days": N_("the days"),
    "grouping.title": N_("the title"), "grouping.sessions": N_("the sessions"), "grouping.people": N_("who takes part"),
    "grouping.size": N_("the size"), "grouping.number": N_("the number of groups"), "grouping.sizes": N_("the sizes"),
    "grouping.names": N_("the names of the groups"), "grouping.rooms": N_("the rooms"), "grouping.wishes": N_("the wishes"),
    "grouping.seed": N_("the draw"), "grouping.rounds": N_("the rounds"),
    "word.text": N_("the word"), "word.session": N_("the session"), "word.side": N_("the side"), "word.round": N_("the round"),
    "word.count": N_("the number of cards"), "word.cluster": N_("the heap"), "word.show": N_("whether it is printed"),
    "note.session": N_("the session"), "note.kind": N_("the kind"), "note.text": N_("the text"), "note.why": N_("the reason"),
    "note.group": N_("the theme"), "note.dots": N_("the dots"), "note.support": N_("the support"),
    "note.support.agree": N_("how many agree"), "note.support.live_with": N_("how many can live with it"),
    "note.support.object": N_("how many object"),
    "note.to": N_("the addressee"), "note.by": N_("the speaker"), "note.attribution": N_("the attribution"),
    "note.owner": N_("the owner"), "note.due": N_("the due date"), "note.status": N_("the status"),
    "note.from": N_("the sources"),
    "report.summary": N_("the summary"), "report.sections": N_("the sections"), "report.sent": N_("the versions sent"),
    "report.comments": N_("the comments"), "report.signatures": N_("the signatures"),
    "report.word_master": N_("whether the text is written in Word"),
    "sent-report.name": N_("the name"), "sent-report.to": N_("the addressee"), "sent-report.on": N_("the date"),
    "sent-report.language": N_("the language"), "sent-report.audience": N_("the audience"), "sent-report.summary": N_("the summary"),
    "sent-report.sections": N_("the sections"), "sent-report.lines": N_("the lines"),
    "comment.author": N_("the author"), "comment.organisation": N_("the organisation"), "comment.file": N_("the file"),
    "comment.section": N_("the section"), "comment.where": N_("the place"), "comment.words": N_("the words"),
    "comment.text": N_("the text"), "comment.decision": N_("the decision"), "comment.reply": N_("the reply"),
    "signature.section": N_("the section"), "signature.host": N_("the host"), "signature.by": N_("the signatory"),
    "signature.on": N_("the date"), "signature.text": N_("the mark of the text"),
    "section.heading": N_("the heading"), "section.body": N_("the text"), "section.gathers": N_("the sessions"),
    "section.boxes": N_("the boxes"), "section.figures": N_("the figures"),
    "box.title": N_("the title"), "box.author": N_("the author"), "box.body": N_("the text"),
    "sent.name": N_("the name"), "sent.to": N_("the addressee"), "sent.on": N_("the date"), "sent.language": N_("the language"),
    "sent.audience": N_("the audience"), "sent.title": N_("the title"), "sent.subtitle": N_("the subtitle"),
    "sent.facts": N_("when and where"), "sent.objectives": N_("the objectives"), "sent.days": N_("the days"),
    "figure.file": N_("the picture"), "figure.alt": N_("the description"), "figure.caption": N_("the caption"),
    "figure.people": N_("the people on it"),
}  # fmt: skip
"""Every key that an edit can set. A test holds it against the models."""

SWITCHES: dict[str, tuple[str, str]] = {
    "convening.final": (N_("named this version final"), N_("made this version a draft again")),
    "report.word_master": (
        N_("said that the report is written in Word from here"), N_("took the text of the report back from Word"),
    ),
    "convening.at_risk": (N_("noted that people are at risk"), N_("noted that nobody is at risk")),
    "convening.handed": (N_("noted it among the copies handed over"), N_("cleared the copies handed over")),
    "convening.rule": (N_("put the convening under the Chatham House rule"), N_("lifted the Chatham House rule from the convening")),
    "session.rule": (N_("put {thing} under the Chatham House rule"), N_("lifted the Chatham House rule from {thing}")),
    "session.alongside": (N_("let {thing} run beside the day"), N_("gave {thing} its own time in the day")),
}
"""What is on or off is told as what it means."""

CONSENTED: dict[str, str] = {
    "list": N_("the list"), "show": N_("what the list shows"), "badge": N_("the badge"), "lead": N_("being named as a lead"),
    "photo": N_("photos"), "quote": N_("being quoted"),
}  # fmt: skip
"""What a consent speaks of, after “what … said about”."""

_VALUES: dict[str, dict[str, str]] = {
    "paper": {"a4": N_("A4"), "letter": N_("Letter")},
    "list_order": {"name": N_("by family name"), "given": N_("the order by hand")},
    "mode": {"in-person": N_("in one room"), "online": N_("online"), "hybrid": N_("in one room and online")},
    "keep": {"must": N_("must stay"), "should": N_("should stay"), "may": N_("may go")},
    "role": {"host": N_("host"), "supporter": N_("supporter")},
    "status": {
        "invited": N_("invited"), "confirmed": N_("confirmed"), "declined": N_("declined"), "attended": N_("attended"),
        "open": N_("open"), "doing": N_("being done"), "done": N_("done"), "dropped": N_("dropped"),
    },
    "decision": {
        "open": N_("open"), "accepted": N_("accepted"), "declined": N_("declined"), "done": N_("done"),
    },
    "kind": {
        "opening": N_("opening"), "plenary": N_("plenary"), "panel": N_("panel"), "exercise": N_("exercise"),
        "small-groups": N_("small groups"), "break": N_("break"), "meal": N_("meal"), "energiser": N_("energiser"),
        "recap": N_("recap"), "closing": N_("closing"), "other": N_("other"), "point": N_("point"), "quote": N_("quote"),
        "question": N_("question"), "agreement": N_("agreement"), "disagreement": N_("disagreement"),
        "recommendation": N_("recommendation"), "action": N_("action"), "scale": N_("scale"), "open": N_("open question"),
    },
    "dot_vote": {"open": N_("openly"), "secret": N_("secretly")},
}  # fmt: skip
_DEFAULTS: dict[str, str] = {
    "convening.paper": "a4", "convening.list_order": "name",
    "convening.mode": "in-person", "convening.language": "en", "session.kind": "plenary", "session.keep": "should",
    "participant.status": "confirmed", "note.kind": "point", "note.status": "open", "comment.decision": "open", "host.role": "host",
}  # fmt: skip
"""What stands where nothing was typed, where that is worth a word."""

_CLOCKS = frozenset({"pin", "start", "end", "interpreters_until"})
_DATES = frozenset({"date", "due", "keep_until"})
_LANGUAGES = frozenset({"language", "languages"})
_NOT_SHOWN = frozenset({
    "seed", "by", "owner", "session", "sessions", "logo", "file", "people", "days", "exercise", "from", "body", "summary", "gathers",
    "attribution", "notes",
})  # fmt: skip
"""Ids and long texts say nothing in a sentence."""
_PRINTED = frozenset({
    "title", "subtitle", "discreet_title", "name", "city", "purpose", "heading", "text", "why", "to", "alt", "caption", "author",
    "group", "part",
})  # fmt: skip
"""Texts that may be given per language."""
LONGEST = 60


def field(kind: str, keys: tuple[str, ...], say: Language) -> str:
    """The name of a field, with the language where a text is given in several; a key that has no name here stands as it is."""
    whole = f"{kind}.{'.'.join(keys[:2])}"
    if whole in FIELDS:
        return say(FIELDS[whole])
    name = FIELDS.get(f"{kind}.{keys[0]}")
    said = say(name) if name else f"“{keys[0]}”"
    text = len(keys) > 1 and keys[-2] in _PRINTED
    return say("{field} in {language}", field=said, language=in_words(keys[1], say)) if text else said


def in_words(code: str, say: Language) -> str:
    """A language by its name in the language of the page."""
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(say.locale) or code
    except (UnknownLocaleError, ValueError):
        return code


def value(kind: str, keys: tuple[str, ...], raw: Any, convening: Convening, say: Language) -> str | None:
    """A value as a person would say it; nothing where it is empty, None where it is too long or of no kind that a sentence can hold."""
    key = keys[-1] if keys[-1] in _VALUES or len(keys) < 2 or keys[0] == "venue" else keys[0]
    if raw in (None, "", [], {}):
        raw = _DEFAULTS.get(f"{kind}.{keys[0]}", "")
        if not raw:
            return ""
    if key in _NOT_SHOWN or isinstance(raw, bool):
        return None
    match raw:
        case str():
            return _text(key, raw, say)
        case int() | float():
            return say.minutes(raw) if key == "minutes" and isinstance(raw, int) else say.number(raw)
        case {"least": int(least), "usual": int(usual), "most": int(most)}:
            return say("{least}–{most}, usually {usual}", least=say.minutes(least), usual=say.minutes(usual), most=say.minutes(most))
        case dict() if key in _PRINTED:
            return _quoted(words(raw, convening, say), say)
        case list() if key in _LANGUAGES:
            return say.list([in_words(str(each), say) for each in raw])
    return None


def _text(key: str, raw: str, say: Language) -> str | None:
    if key in _VALUES:
        return say(_VALUES[key][raw]) if raw in _VALUES[key] else _quoted(raw, say)
    if key in _CLOCKS:
        return say.time(read_clock(raw))
    if key in _DATES:
        return say.date(dt.date.fromisoformat(raw), "medium")
    if key in _LANGUAGES:
        return in_words(raw, say)
    return _quoted(raw, say)


def _quoted(text: str, say: Language) -> str | None:
    return quoted(text, say) if len(text) <= LONGEST and "\n" not in text else None


def quoted(text: str, say: Language) -> str:
    return say("“{text}”", text=text)


def words(text: Any, convening: Convening, say: Language) -> str:
    """A printed text, raw or not, in the language of the page."""
    if isinstance(text, Mapping):
        texts = {str(code): str(each) for code, each in text.items()}
        for code in (say.code, say.code.split("-")[0], convening.language):
            if code in texts:
                return texts[code]
        return next(iter(texts.values()), "")
    return text if isinstance(text, str) else in_language(text, say.code, convening.language)[0]


def thing(ref: Ref, convening: Convening, say: Language) -> str:
    """One thing: a session by its title, a person by her name, and so on."""
    try:
        found = get(convening, path_of(convening, ref))
    except SaidError:
        return say("something that is not there any more")
    return item(ref.kind, found, convening, say)


def item(kind: str, found: Any, convening: Convening, say: Language) -> str:
    match kind:
        case "day":
            number = next((at for at, day in enumerate(convening.days, 1) if day.id == found.id), 0)
            return say("day {n}", n=say.number(number)) if number else say("a day")
        case "session":
            return _titled(found.title, say("a session without a title"), convening, say)
        case "track":
            return _titled(found.title, say("a parallel group"), convening, say)
        case "participant":
            return person(found, say)
        case "grouping":
            return _titled(found.title, say("the groups"), convening, say)
        case "word":
            return short(found.text, convening, say)
        case "note":
            return say("the note {text}", text=_titled(found.text, "", convening, say))
        case "section":
            return say("the section {heading}", heading=_titled(found.heading, "", convening, say))
        case "box":
            return say("the box {title}", title=_titled(found.title, "", convening, say)) if found.title else say("a box")
        case "figure":
            return say("a figure")
        case "sent":
            return say("the version {name}", name=_titled(found.name, "", convening, say))
        case "question":
            return say("the question {text}", text=_titled(found.text, "", convening, say))
        case "evaluation":
            return say("the evaluation")
        case "sent-report":
            return say("the version {name} of the report", name=_titled(found.name, "", convening, say))
        case "comment":
            return say("the comment {text}", text=_titled(found.text, "", convening, say))
        case "signature":
            return say("the approval of {host}", host=_titled(found.host, "", convening, say))
        case "report":
            return say("the report")
    return say("the convening")


def person(found: Participant, say: Language) -> str:
    return found.name or found.code or say("a person without a name")


def _titled(text: Any, otherwise: str, convening: Convening, say: Language) -> str:
    found = " ".join(words(text, convening, say).split())
    return quoted(found if len(found) <= LONGEST else found[: LONGEST - 1] + "…", say) if found else otherwise


def short(text: Any, convening: Convening, say: Language) -> str:
    """A text in quotation marks, cut where it is long."""
    return _titled(text, say("an empty text"), convening, say)

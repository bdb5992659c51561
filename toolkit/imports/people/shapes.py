"""What words look like: a heading, a name, an organisation, a role, a total. Decides about single texts, by the words of words.py."""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from toolkit.imports.agenda import signs
from toolkit.imports.people import words
from toolkit.imports.people.understood import Field

_PUNCTUATION = re.compile(r"[^\w\s✓✔☑✅✗✘❌☐#№°]+|_")
_LETTER = re.compile(r"[^\W\d_]")
_ORGANISATIONS = re.compile(words.ORGANISATIONS, re.I)
_ROLES = re.compile(words.ROLES, re.I)
_ASKED = re.compile(words.ASKED, re.I)
_QUESTIONS = {field: re.compile(pattern, re.I) for field, pattern in words.QUESTIONS.items()}
_CONSENT = {field: re.compile(pattern, re.I) for field, pattern in words.CONSENT.items()}
_AROUND = re.compile(
    r"^(?:user|work|primary|personal|business|contact|main|private|current|the|your|le|la|l|el|votre|su|ihr|ihre|ваше|ваш) "
    r"| (?:of|de|du) (?:the )?(?:participant|person|guest|delegate)s?$"
)
_EMAIL = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+\.[^\W\d_][\w-]*")
_PHONE = re.compile(r"\+?[\d][\d\s().\-/–]{5,}\d(?:\s*(?:x|ext\.?)\s*\d+)?")
_GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")


@functools.lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Without case, accents, punctuation: how words are looked up here."""
    return " ".join(_PUNCTUATION.sub(" ", signs.folded(signs.seen(text)).replace("'", " ").replace("’", " ")).split())


def phrases(listed: str) -> frozenset[str]:
    return frozenset(folded(each) for each in listed.split(",") if folded(each))


_FIELDS: dict[str, Field] = {phrase: field for field, listed in words.HEADINGS.items() for phrase in phrases(listed)}
_EITHER = frozenset(map(folded, words.EITHER))
_THINGS = phrases(words.THINGS)
_AGENDA = phrases(words.AGENDA)
_TOTALS = phrases(words.TOTALS)
_LISTS = phrases(words.LISTS)
_SPEAKERS = phrases(words.SPEAKERS)
_APOLOGIES = phrases(words.APOLOGIES)
_HONORIFICS = phrases(words.HONORIFICS)
_UNDOTTED = phrases(words.UNDOTTED)
_PLACEHOLDERS = phrases(words.PLACEHOLDERS)
_SUFFIXES = phrases(words.SUFFIXES)
_PARTICLES = phrases(words.PARTICLES)
YES, NO, EMPTY = phrases(words.YES), phrases(words.NO), phrases(words.EMPTY)
STATUS = {phrase: status for status, listed in words.STATUS.items() for phrase in phrases(listed)}


@functools.lru_cache(maxsize=4_000)
def field_of(heading: str) -> Field | None:
    """The field that the heading of a column names: its whole, or what is left without a remark in brackets; else what it asks for."""
    if len(heading) > 400:
        return None
    whole = " ".join(heading.split())
    bare = re.sub(r"[(\[（].*?[)\]）]", " ", whole)
    for text in (whole, bare, *(part for part in re.split(r"\s+[/|–-]\s+|/|:\s", bare) if part.strip()), _GLUED.sub(" ", bare)):
        found = _FIELDS.get(folded(text).rstrip("?# ")) or (_FIELDS.get(text.strip()) if text.strip() in ("#", "№") else None)
        if found:
            return found
    first = re.split(r"\s*(?:,|&|\+|\band\b|\bet\b|\by\b|\bund\b|\be\b|\bи\b)\s*", bare, maxsplit=1)[0]
    if len(whole.split()) < 7 and _FIELDS.get(folded(first)) == "name" and first != bare:
        return "name"
    for field, pattern in _CONSENT.items():
        if pattern.search(whole) and _ASKED.search(whole):
            return field
    if len(whole.split()) > 3 or whole.endswith("?"):
        for field, pattern in _QUESTIONS.items():
            if pattern.search(whole):
                return field
    numbered = re.fullmatch(r"(.+?)\s*[#.]?\s*\d(?: value)?", folded(bare))
    if numbered and (found := _FIELDS.get(numbered[1])) in ("title", "organisation", "email", "phone", "days"):
        return "day" if found == "days" else found
    return _FIELDS.get(_AROUND.sub("", folded(bare)))


def either(heading: str) -> bool:
    """A word that means the whole name, or that half of it which has no column of its own."""
    return folded(re.sub(r"[(\[].*?[)\]]", " ", heading)) in _EITHER


def of_things(heading: str) -> bool:
    return folded(heading) in _THINGS


def of_agendas(heading: str) -> bool:
    return folded(heading) in _AGENDA


def is_total(text: str) -> bool:
    """`Total`, `Total: 35`, `35 participants`."""
    if not re.match(r"[\s(*\d]*[^\W\d_]", text):
        return False
    bare = re.sub(r"\d+", " ", folded(text))
    return " ".join(bare.split()) in _TOTALS or bool(re.fullmatch(r"\d+ [^\W\d]+", folded(text)) and _is_list(text))


def _is_list(text: str) -> bool:
    return " ".join(re.sub(r"\d+", " ", folded(text)).split()) in _LISTS


def heads_a_list(text: str) -> bool:
    """`Participants:`, `List of participants`."""
    return len(text) < 120 and (_is_list(text) or any(folded(part) in _LISTS for part in re.split(r"[:–(,]| - ", text)))


def heads_speakers(text: str) -> bool:
    """`Speakers: ...`, those of one session."""
    head, colon, _ = text.partition(":")
    return bool(colon) and folded(head) in _SPEAKERS


def heads_apologies(text: str) -> bool:
    """`Apologies:`, those who do not come."""
    return folded(text) in _APOLOGIES


def is_honorific(word: str) -> bool:
    return folded(word) in _HONORIFICS


def honorific_before(word: str) -> bool:
    """Whether the first word of a name is none of it: a short one only where a dot follows."""
    bare = folded(word)
    return bare in _UNDOTTED or (bare in _HONORIFICS and word.rstrip().endswith(".") and not re.fullmatch(r"(?:[^\W\d_]\.)+", word.strip()))


def is_placeholder(text: str) -> bool:
    """`TBC`, `N.N.`: nobody yet."""
    return folded(text) in _PLACEHOLDERS


def is_suffix(text: str) -> bool:
    return all(part in _SUFFIXES for part in (folded(each) for each in re.split(r"[,\s]+", text)) if part) and bool(folded(text))


def is_empty(text: str) -> bool:
    """Nothing, a dash, a question mark; what a program writes for nothing."""
    return not re.search(r"\w", text) or text.strip().casefold() in ("nan", "null", "n/a", "#n/a", "nil", "n.a.", "<na>")


def is_organisation(text: str) -> bool:
    return bool(_ORGANISATIONS.search(text)) or bool(re.fullmatch(r"[A-Z][A-Z0-9&./-]{1,9}", text.strip()))


def is_role(text: str) -> bool:
    return bool(_ROLES.search(text))


def emails(text: str) -> list[str]:
    return [each.rstrip(".") for each in _EMAIL.findall(text)]


def is_phone(text: str) -> bool:
    return bool(_PHONE.fullmatch(text.strip())) and sum(map(str.isdigit, text)) >= 7


@functools.lru_cache(maxsize=50_000)
def like_a_name(text: str) -> bool:
    """Two to six words, each with a capital or in a script without, nothing that names have not. One's own name may be any: this is
    asked only where nothing else tells what a text is.
    """
    said = " ".join((text if text.isascii() else mended(text)).split())
    if not 3 <= len(said) <= 80 or re.search(r"[\d@/\\<>{}=+*#%&?!:;|_()\[\]]", said):
        return False
    parts = [part for part in re.split(r"[\s,]+", said) if part]
    while parts and honorific_before(parts[0]):
        parts = parts[1:]
    while len(parts) > 2 and is_suffix(parts[-1]):
        parts = parts[:-1]
    if not (2 <= len(parts) <= 6) or is_organisation(said):
        return _asian(said)
    return all(folded(part) in _PARTICLES or _capital(part) for part in parts) and _capital(parts[-1])


def like_a_single_name(text: str) -> bool:
    """One word with a capital, as some people are called."""
    word = text.strip()
    return bool(re.fullmatch(r"[^\W\d_](?:[^\W\d_]|['’-]){1,24}", word)) and _capital(word) and not (is_role(word) or is_organisation(word))


def _asian(said: str) -> bool:
    return 2 <= len(said) <= 5 and all("\u3400" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" for sign in said)


def _capital(word: str) -> bool:
    first = _LETTER.search(word)
    return first is not None and unicodedata.category(first[0]) != "Ll" and bool(re.fullmatch(r"['’]?[^\W\d_][\w.'’ʼ`\-–]*", word))


def in_capitals(text: str) -> bool:
    """Several letters, none of them small, in a script that has small ones."""
    return len(_LETTER.findall(text)) > 1 and text == text.upper() and text != text.lower()


def share(texts: Iterable[str], test: Callable[[str], bool]) -> float:
    """How many of the texts pass, from 0 to 1."""
    held: Sequence[str] = list(texts)
    return sum(bool(test(each)) for each in held) / len(held) if held else 0.0


MOJIBAKE = re.compile("[ÃÂâÐÑÅÄ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def mended(text: str) -> str:
    """Letters that were stored as UTF-8 and read as Windows' own, put right; the same text where that gives none."""
    if not MOJIBAKE.search(text):
        return text
    try:
        data = b"".join(sign.encode("cp1252") if sign.encode("cp1252", "ignore") else sign.encode("latin-1") for sign in text)
        return data.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def is_particle(text: str) -> bool:
    return folded(text) in _PARTICLES

"""Bytes to text: which of the world's encodings a file was written in.

A file that says it (byte-order mark) or can be nothing else (UTF-8) is believed. The rest is weighed: each encoding that spreadsheets
and editors still write is tried, and the one whose text looks most like words is taken. Detectors that count letter pairs
(charset-normalizer 3.5.2 was tried) need a page of prose; a list of thirty names is all that we get.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from toolkit.language import N_
from toolkit.readers.archive import ReadError
from toolkit.readers.limits import MOST_LINES
from toolkit.readers.signs import clean
from toolkit.readers.source import Unread, Where

NO_TEXT = N_("This file holds no text that can be read; open it in the program that made it and save it as text, Word or Excel.")
ASSUMED = N_("This file does not say how its letters are stored; it was read as {encoding}: look at words with accents.")
MIXED = N_("Line {line} stores its letters in another way than the rest; it was read as “{shown}”.")
MIXED_MORE = N_("{count} more lines store their letters in another way than the rest.")
CONTROLS = N_("{count} control characters, which no page can show, were taken out.")

_MOST_SAID = 20
_SAMPLE = 20_000
_UNSURE_BELOW, _UNSURE_WITHIN = 0.8, 0.5

_WESTERN = ("éèêëàâçîïôùûüœ", "áéíñóúü", "äöüß", "ãáàâçéêíóôõú", "àèéìòùí", "åäöæøé", "áéíóúæö")
_RARE = "ýþð"
"""Letters of Icelandic alone, where Turkish Windows has its own: never enough to tell a text by."""
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýžäôľĺŕ", "áéíóöőúüű", "ăâîşţ", "čćđšž")
_BALTIC = ("āčēģīķļņšūž", "ąčęėįšųūž", "äöõüšž")
_CYRILLIC = ("абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяў", "абвгдђежзијклљмнњопрстћуфхцчџш")
_GREEK = ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋ",)
_HEBREW = ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",)
_ARABIC = ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي", "ءآأئابپتثجچحخدذرزژسشصضطظعغفقكگلمنهوي")
_TURKISH = ("çğıöşüâîû",)

_TRIED: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("cp1252", _WESTERN, 0.3), ("cp1251", _CYRILLIC, 0.3), ("cp1250", _CENTRAL, 0.1), ("mac_roman", _WESTERN, 0.1), ("cp1254", _TURKISH, 0),
    ("cp1256", _ARABIC, 0.1), ("cp1253", _GREEK, 0), ("cp1255", _HEBREW, 0), ("cp1257", _BALTIC, 0), ("koi8_r", _CYRILLIC, 0),
    ("cp866", _CYRILLIC, 0), ("mac_cyrillic", _CYRILLIC, 0), ("iso8859_2", _CENTRAL, 0), ("cp850", _WESTERN, 0), ("cp852", _CENTRAL, 0),
)  # fmt: skip
"""Encodings with the letters of the languages that are written in them, and what speaks for them before anything is read."""

_EASTERN = (("cp932", 0x88, 0x97), ("gb18030", 0xB0, 0xD7), ("big5", 0xA4, 0xC6), ("cp949", 0xB0, 0xC8))
"""Encodings of two bytes a sign, with the first bytes of what is in daily use (JIS level 1, GB 2312 level 1, Big5, KS X 1001)."""

_VOWELS = frozenset("аеёиоуыэюяіїєαεηιουωάέήίόύώ")
_ENDING = frozenset("ךםןףץ")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_QUOTING = frozenset("’‘“”„«»‹›–—…°•·€£§©®™¿¡ºª№\xa0")
_JOINING = frozenset("’‘·–—\xa0")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with plain line breaks, and what is doubtful about it."""

    text: str
    unread: tuple[Unread, ...] = ()


def decoded(data: bytes) -> Decoded:
    """The text of a file, control characters taken out.

    :raises ReadError: bytes that are no text.
    """
    found = raw(data)
    text, removed = clean(found.text)
    if removed > max(20, len(found.text) // 20):
        raise ReadError(NO_TEXT)
    return Decoded(text, (*found.unread, *controls(removed)))


def controls(count: int) -> tuple[Unread, ...]:
    return (Unread(CONTROLS, (("count", count),)),) if count else ()


def raw(data: bytes) -> Decoded:
    """The text as it stands in the file, for a format in which a line break means something."""
    if not data.strip(b"\x00"):
        if data:
            raise ReadError(NO_TEXT)
        return Decoded("")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(name, "replace"))
    if wide := _wide(data[:4096]):
        return Decoded(data.decode(wide, "replace"))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _mixed(data) or _weighed(data)


def _wide(start: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of spaces, digits and line breaks is zero."""
    if len(start) < 4 or b"\x00" not in start:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    least = max(2, len(start) // 25)
    if odd >= least and odd > 9 * even:
        return "utf-16-le"
    if even >= least and even > 9 * odd:
        return "utf-16-be"
    return None


def _mixed(data: bytes) -> Decoded | None:
    """A UTF-8 file into which single lines were pasted from elsewhere: those are read on their own, and named."""
    if data.count(b"\n") > MOST_LINES:
        return None
    whole: list[str] = []
    odd: list[Unread] = []
    good = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            whole.append(line.decode("utf-8"))
            good += len(line) - len(whole[-1])
        except UnicodeDecodeError:
            whole.append(_by_bytes(line))
            odd.append(Unread(MIXED, (("line", number), ("shown", whole[-1].strip()[:120])), Where(line=number)))
            if len(odd) > 1_000:
                return None
    if good < max(1, len(odd)):
        return None
    more = (Unread(MIXED_MORE, (("count", len(odd) - _MOST_SAID),)),) if len(odd) > _MOST_SAID else ()
    return Decoded("\n".join(whole), (*odd[:_MOST_SAID], *more))


def _by_bytes(line: bytes) -> str:
    """What is UTF-8 as such, every other byte as Windows writes it."""
    words: list[str] = []
    while line:
        try:
            words.append(line.decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            words.append(line[: error.start].decode("utf-8"))
            words.append(line[error.start : error.start + 1].decode("cp1252", "replace"))
            line = line[error.start + 1 :]
    return "".join(words)


def _weighed(data: bytes) -> Decoded:
    """The encoding whose text looks most like words. It is named where another one comes near it."""
    sample = _telling(data)
    weights: list[tuple[float, int, str, str]] = []
    for order, (name, languages, prior) in enumerate(_TRIED):
        text = sample.decode(name, "replace")
        weights.append((prior + _weight(text, languages), -order, name, text))
    for order, (name, first, last) in enumerate(_EASTERN):
        try:
            text = sample.decode(name)
        except UnicodeDecodeError:
            continue
        weights.append((_eastern_weight(text, name, first, last), -100 - order, name, text))
    weights.sort(reverse=True)
    weight, _, name, text = weights[0]
    others = [other for other, _, _, says in weights[1:] if says != text]
    unsure = weight < _UNSURE_BELOW or any(weight - other < _UNSURE_WITHIN for other in others)
    whole = data.decode(name, "replace")
    return Decoded(whole, (Unread(ASSUMED, (("encoding", name),)),) if unsure else ())


def _telling(data: bytes) -> bytes:
    """The lines that hold more than ASCII, up to a page or so."""
    found = re.finditer(rb"[^\r\n]{0,200}[\x80-\xff][^\r\n]{0,200}", data)
    lines: list[bytes] = []
    length = 0
    for line in found:
        lines.append(line[0])
        length += len(line[0])
        if length > _SAMPLE:
            break
    return b"\n".join(lines)


def _foreign(text: str) -> list[tuple[str, str, str]]:
    """Every sign beyond ASCII between its neighbours."""
    return [at for at in zip("\n" + text, text, text[1:] + "\n", strict=False) if at[1] >= "\x80"]


def _weight(text: str, languages: tuple[str, ...]) -> float:
    """How much its foreign signs look like those of words, from 2 downwards: 2 for a letter of the language that most are of, 1 for one
    of another language, less for a sign that words do not have in that place.
    """
    signs = _foreign(text)
    letters = [sign.lower() for _, sign, _ in signs if sign.isalpha()]
    best = max(languages, key=lambda language: sum(letter in language for letter in letters))
    every = "".join(languages) + (_RARE if languages is _WESTERN else "")
    total = sum(_fit(before, sign, after, best, every) for before, sign, after in signs)
    if len(letters) > 8 and every[0] in "аα":
        share = sum(letter in _VOWELS for letter in letters) / len(letters)
        total -= len(letters) * 4 * max(0.0, 0.33 - share, share - 0.6)
    return total / len(signs)


def _fit(before: str, sign: str, after: str, best: str, every: str) -> float:
    if sign.isalpha():
        low = sign.lower()
        fit = 2.0 if low in best else 1.0 if low in every else -1.0
        if sign.isupper() and before.islower():
            fit -= 4.0
        if any(other.isalpha() and _script(other) != _script(sign) for other in (before, after)):
            fit -= 4.0
        if sign in _ENDING and after.isalpha():
            fit -= 3.0
        return fit
    if sign in _QUOTING:
        return -3.0 if before.isalpha() and after.isalpha() and sign not in _JOINING else 1.0
    return -6.0 if unicodedata.category(sign) in ("Cc", "Cn", "Co") or sign == "\ufffd" else -2.0


def _eastern_weight(text: str, name: str, first: int, last: int) -> float:
    """The same for Chinese, Japanese and Korean, whose words do not touch Latin letters; what is in daily use weighs more."""
    signs = _foreign(text)
    total = 0.0
    for before, sign, after in signs:
        if (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()):
            total -= 3.0
        elif "\u3000" <= sign <= "\u30ff" or "\uff01" <= sign <= "\uff5e" or first <= sign.encode(name, "replace")[0] <= last:
            total += 1.9 if name == "cp949" else 1.8
        else:
            total += 0.2 if sign.isalpha() and not "\uff61" <= sign <= "\uff9f" else -2.0
    return total / len(signs)


def _script(letter: str) -> str:
    """Latin, Cyrillic, Greek and so on, by where Unicode puts the letter."""
    code = ord(letter)
    return "latin" if code < 0x250 else "greek" if code < 0x400 else "cyrillic" if code < 0x530 else "other"

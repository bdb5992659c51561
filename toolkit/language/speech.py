"""One `Language` per BCP 47 code, made once: `say = language("fr")`, then `say("Agenda")`, `say.plural(...)`, `say.date(...)`."""

import datetime as dt
import functools
import gettext
import os
from collections.abc import Iterable, Sequence
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from toolkit.language.catalogue import printed_in, sentences
from toolkit.language.pseudo import PSEUDO, PseudoTranslations

LANGUAGES: tuple[str, ...] = ("en",)
"""Languages that the screens and the command line speak: whose catalogue of our own sentences is whole."""
PRINTED: tuple[str, ...] = ("en", *printed_in())
"""Languages that printed documents speak; what their catalogue lacks falls back to English sentence by sentence."""

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def N_(message: str) -> str:
    """Mark a message for the catalogue where it is only named, and said later."""
    return message


class Language:
    """What one language says and how it writes dates, times, numbers and lists."""

    def __init__(self, code: str, locale: Locale, translations: gettext.NullTranslations, reviewed: bool = True) -> None:
        self.code = code
        self.reviewed = reviewed
        """Whether somebody has read over what it says."""
        self.locale = locale
        self._translations = translations
        self._times: dict[int, str] = {}
        self.rtl = code.split("-")[0].lower() in _RIGHT_TO_LEFT

    def __repr__(self) -> str:
        return f"Language({self.code!r})"

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self.rtl else "ltr"

    @property
    def own_name(self) -> str:
        """What its readers call it; the country only where the code names one."""
        name = self.locale.get_display_name() if "-" in self.code else self.locale.get_language_name()
        return name or self.code

    def __call__(self, message: str, /, **values: object) -> str:
        """The message in this language, with `{named}` values put in."""
        said = self._translations.gettext(message) if message else ""  # the sentence of nothing is a catalogue's head
        return said.format(**values) if values else said

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form for `n`; `{n}` is the number as this language writes it."""
        return self._translations.ngettext(one, many, n).format(n=self.number(n), **values)

    def number(self, value: float) -> str:
        return format_decimal(value, locale=self.locale)

    def percent(self, share: float) -> str:
        """A share of one as whole per cent, with the language's own sign and its place."""
        return format_percent(share, format=None, locale=self.locale)

    def time(self, minutes: int) -> str:
        """A clock time from minutes after midnight; 24:45 is printed 0:45, for it is a time on the wall."""
        minutes %= 24 * 60
        if minutes not in self._times:
            self._times[minutes] = format_time(dt.time(minutes // 60, minutes % 60), format="short", locale=self.locale)
        return self._times[minutes]

    def span(self, start: int, end: int) -> str:
        """`9:00-9:30`, with the language's own dash and clock."""
        return f"{self.time(start)}–{self.time(end)}"

    def minutes(self, count: int) -> str:
        """A length as people read it: 45 min, 1 h 30."""
        hours, rest = divmod(count, 60)
        if not hours:
            return self("{n} min", n=self.number(rest))
        if not rest:
            return self("{n} h", n=self.number(hours))
        return self("{hours} h {minutes}", hours=self.number(hours), minutes=self.number(rest).zfill(2))

    def date(self, day: dt.date, form: Literal["short", "medium", "long", "full"] = "long") -> str:
        return format_date(day, format=form, locale=self.locale)

    def weekday(self, day: dt.date) -> str:
        return format_date(day, "EEEE", locale=self.locale)

    def month(self, day: dt.date, *, year: bool = False) -> str:
        """A month's short name, with its year on a line below where it is asked for."""
        name = format_date(day, "LLL", locale=self.locale)
        return f"{name}\n{format_date(day, 'y', locale=self.locale)}" if year else name

    def dates(self, days: Iterable[dt.date]) -> str:
        """The span that a title block prints: 11–12 March 2027, 30 March – 1 April 2027."""
        ordered = sorted(set(days))
        if not ordered:
            return ""
        first, last = ordered[0], ordered[-1]
        if first == last:
            return self.date(first)
        return _interval(first, last, self.locale)

    def list(self, parts: Sequence[str]) -> str:
        return format_list(list(parts), locale=self.locale) if parts else ""


def _interval(first: dt.date, last: dt.date, locale: Locale) -> str:
    """Babel's interval patterns for day, month name and year, written out per differing field (CLDR `yMMMMd` has none)."""
    whole = format_date(last, format="long", locale=locale)
    if first.year != last.year:
        return f"{format_date(first, format='long', locale=locale)} – {whole}"
    if first.month != last.month:
        return f"{format_skeleton('MMMMd', first, locale=locale)} – {whole}"
    numbers = (format_decimal(first.day, locale=locale), format_decimal(last.day, locale=locale))
    day = str(last.day)
    if whole.count(day) >= 1 and numbers[1] == day:
        at = whole.find(day) if not whole.startswith(str(last.year)) else whole.find(day, len(str(last.year)))
        return f"{whole[:at]}{first.day}–{day}{whole[at + len(day):]}"
    return f"{format_skeleton('MMMMd', first, locale=locale)} – {whole}"


@functools.lru_cache(maxsize=64)
def language(code: str) -> Language:
    """The Language for a BCP 47 code. A code Babel does not know is printed with English forms: documents must still come out."""
    if code in PSEUDO:
        return Language(code, Locale.parse(PSEUDO[code].locale), PseudoTranslations(PSEUDO[code]))
    try:
        locale = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        try:
            locale = Locale.parse(code.split("-")[0])
        except (UnknownLocaleError, ValueError):
            locale = Locale.parse("en_GB")
    if locale.language == "en" and locale.territory is None:
        locale = Locale.parse("en_GB")
    return Language(code, locale, *sentences(str(locale), locale.language))


def on_screen(code: str) -> Language:
    """The same for whoever sits before it: in a language that the screens do not speak, its dates and numbers with English sentences."""
    said = language(code)
    if said.locale.language in LANGUAGES or code in PSEUDO:
        return said
    return Language(code, said.locale, gettext.NullTranslations())


def system_language() -> str:
    """The language this computer is set to, as a BCP 47 code; English where it says nothing."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        set_to = os.environ.get(name, "").split(".")[0].replace("_", "-")
        if set_to and set_to not in ("C", "POSIX"):
            return set_to
    return "en"

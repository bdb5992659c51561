"""How the program speaks: gettext for words, Babel for dates, times, numbers and lists.

Every sentence that a person sees goes through a `Language`; nothing here knows what a convening is.
"""

from toolkit.language.speech import LANGUAGES, N_, PRINTED, Language, language, on_screen, system_language

__all__ = ["LANGUAGES", "N_", "PRINTED", "Language", "language", "on_screen", "system_language"]

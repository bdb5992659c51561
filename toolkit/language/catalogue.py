"""The catalogues of our own sentences: `catalogs/<language>.po`, read as they stand, so that nothing has to be compiled.

A catalogue holds what printed documents say; what it lacks stays English, sentence by sentence. The screens speak only languages that
`speech.LANGUAGES` names.
"""

import gettext
import io
import pathlib

CATALOGS = pathlib.Path(__file__).parent / "catalogs"
_REVIEWED = '"X-Reviewed: yes\\n"'


def printed_in() -> tuple[str, ...]:
    """The languages of which there is a catalogue, beside English."""
    return tuple(sorted(path.stem for path in CATALOGS.glob("*.po")))


def sentences(locale: str, language: str) -> tuple[gettext.NullTranslations, bool]:
    """The catalogue of a locale, else of its language, and whether somebody has read it over. Without one, English."""
    for name in (locale, language):
        path = CATALOGS / f"{name}.po"
        if path.is_file():
            return _read(path)
    return gettext.NullTranslations(), True


def _read(path: pathlib.Path) -> tuple[gettext.NullTranslations, bool]:
    from babel.messages import mofile, pofile

    text = path.read_text(encoding="utf-8")
    compiled = io.BytesIO()
    mofile.write_mo(compiled, pofile.read_po(io.StringIO(text)))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled), _REVIEWED in text

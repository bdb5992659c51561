"""`check` of a finished Word or PDF file: what a careful person would mend before handing it out."""

import argparse
import pathlib

from toolkit.cli_files import NO_AUDIENCE, UsageError, bytes_of, open_file
from toolkit.language import N_, Language, language

ENDINGS = frozenset({".docx", ".pdf", ".xlsx", ".html", ".htm", ".md", ".csv", ".ics"})
NO_CONVENING = N_(
    "Without its convening only comments, recorded changes and properties are looked for; name it as --for my.yaml to find names and drift."
)


def is_finished(path: pathlib.Path) -> bool:
    """A file that is handed out, and no convening."""
    return path.suffix.lower() in ENDINGS


def check_finished(given: argparse.Namespace, say: Language) -> int:
    """A line for each finding; 1 where one of them should stop it."""
    from toolkit.checking import finished
    from toolkit.convening.model import AUDIENCES

    audience = given.audience or "public"
    if audience not in AUDIENCES:
        raise UsageError(NO_AUDIENCE, name=audience, known=", ".join(AUDIENCES))
    convening = open_file(given.convening).convening if given.convening else None
    spoken = language(given.language or (convening.language if convening else say.code))
    found = finished.check(bytes_of(given.file), given.file.name, convening, audience, spoken)
    for each in found:
        print(f"{say('stops') if each.stops else say('look')}: {each.say(say)}")
    if not found:
        print(say("Nothing was found that it should not say."))
    if convening is None:
        print(say(NO_CONVENING))
    return int(any(each.stops for each in found))

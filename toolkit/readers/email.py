"""E-mails as they are saved (EML, MHTML): what the letter says, and which files hang on it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from typing import TYPE_CHECKING, Any

from toolkit.language import N_
from toolkit.readers import html, lines
from toolkit.readers.archive import DAMAGED, ReadError
from toolkit.readers.encoding import controls, raw
from toolkit.readers.signs import clean
from toolkit.readers.source import Source, Unread

ATTACHED = N_("The attached file “{name}” was not read; save it and bring it as a file of its own.")
TAKEN = N_("The letter itself says nothing; its attached file “{name}” was read.")
NOTHING = N_("This e-mail says nothing, and what is attached to it cannot be read; save the attached file and bring that.")

_MOST_PARTS = 200

if TYPE_CHECKING:
    Part = MIMEPart[Any, Any]


def read(data: bytes, name: str, inner: Callable[[bytes, str], Source]) -> Source:
    """The letter; where it is empty and one attached file can be read, that file. `inner` reads a file of any kind."""
    try:
        message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data.lstrip())
        title, language = _header(message, "subject"), _header(message, "content-language")
        body = message.get_body(("html", "plain"))
        attached = [(each.get_filename() or _called(each), _content(each)) for each in _attached(message, body)]
        text = None if body is None else _content(body)
        is_page = body is not None and body.get_content_type() == "text/html"
        charset = None if body is None else body.get_content_charset()
    except ReadError:
        raise
    except Exception as error:
        # The standard library's parser is made to forgive, and still raises whatever a damaged header leads to.
        raise ReadError(DAMAGED) from error
    decoded, removed = clean(_decoded(text or b"", charset))
    read_body = html.read if is_page else lines.read
    letter = read_body(decoded, name, controls(removed))
    if not letter.parts and attached:
        return _from_attached(attached, name, inner)
    said = (*letter.unread, *(Unread(ATTACHED, (("name", each),)) for each, _ in attached))
    return replace(letter, format="eml", title=title, language=language or letter.language, unread=said)


def _from_attached(attached: list[tuple[str, bytes]], name: str, inner: Callable[[bytes, str], Source]) -> Source:
    readable: list[tuple[str, Source]] = []
    for each, data in attached:
        try:
            readable.append((each, inner(data, each)))
        except ReadError as error:
            if len(attached) == 1:
                raise error
    if len(readable) != 1:
        raise ReadError(NOTHING)
    (taken, source), *_ = readable
    said = (Unread(TAKEN, (("name", taken),)), *source.unread)
    return replace(source, name=name, unread=(*said, *(Unread(ATTACHED, (("name", each),)) for each, _ in attached if each != taken)))


def _attached(message: EmailMessage, body: "Part | None") -> Iterator["Part"]:
    """Every part that is neither the letter nor the same letter once more, nor a picture in it."""
    parts = list(message.walk())
    if len(parts) > _MOST_PARTS:
        raise ReadError(DAMAGED)
    inside: set[int] = set()
    for part in parts:
        if id(part) in inside or part is body or not isinstance(part, MIMEPart):
            continue
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inside |= {id(each) for each in part.walk()} - {id(part)}
            yield part
        elif part.is_multipart() or (kind.startswith("image/") and part.get("content-id")):
            continue
        elif part.get_filename() or kind not in ("text/plain", "text/html"):
            yield part


def _called(part: "Part") -> str:
    return part.get_content_type().rpartition("/")[2]


def _content(part: "Part") -> bytes:
    if part.get_content_type() == "message/rfc822":
        held = part.get_payload()
        return held[0].as_bytes() if isinstance(held, list) and held and isinstance(held[0], MIMEPart) else b""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _decoded(data: bytes, charset: str | None) -> str:
    """In the encoding that the letter names, where it can be read in that."""
    if charset:
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return raw(data).text


def _header(message: EmailMessage, name: str) -> str:
    return clean(str(message.get(name) or ""))[0].strip()

"""A document as tagged PDF (PDF/UA-1), made by WeasyPrint from the very HTML that is shown as preview.

It decides how WeasyPrint is started, fed and watched. It fetches nothing but our own fonts, and takes every line of
WeasyPrint's log for a failure: a warning there is a hole on paper.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import gc
import importlib
import io
import logging
import platform
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from typing import TYPE_CHECKING, Any

from toolkit.document.blocks import Document
from toolkit.document.type_size import USUAL_PT
from toolkit.language import Language, language
from toolkit.writers import fonts, html, pdf_repairs, pdf_speed
from toolkit.writers.formats import CannotWriteError

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

_BASE = "static:/"
_FONTS = "static:/fonts"
"""The one address that is served, and what our fonts are asked for by."""

_RENDERING = threading.Lock()
"""One render at a time in a process: two threads take longer than one after the other, and share WeasyPrint's log."""


def write(document: Document) -> bytes:
    """The whole file; the same bytes each time on one machine."""
    return print_page(html.render(document), document.language, document.type_pt)


def print_page(page: str, code: str, body: float = USUAL_PT) -> bytes:
    """One HTML page as PDF. The fonts are chosen by every letter in it, alt texts and page furniture included."""
    found = fonts.needed(page, code)
    say = language(code)
    weasyprint = _engine()
    if weasyprint is None:
        raise CannotWriteError(_missing(say))
    with _RENDERING, _watched() as log, _without_collector():
        look, configuration = _look(found, body)
        try:
            made: bytes = weasyprint.HTML(string=page, base_url=_BASE, url_fetcher=_fetch).write_pdf(
                stylesheets=look, font_config=configuration, pdf_variant="pdf/ua-1", finisher=pdf_repairs.finish,
            )
        except weasyprint.urls.FatalURLFetchingError as refused:
            raise CannotWriteError(str(refused)) from None
    if log:
        raise CannotWriteError(say("The PDF was not made, because it would not be whole: {log}", log="; ".join(log)))
    return made


def get_ready() -> None:
    """Load what every document needs, by printing a page of nothing; on a machine without Pango there is nothing to load."""
    if _engine() is not None:
        print_page('<!DOCTYPE html><html lang="en"><title>.</title><p>.</p></html>', "en")


def available(say: Language | None = None) -> str | None:
    """Nothing where PDFs can be made here, else the sentence that says what to install. Asks the loader, and imports nothing on Linux."""
    if sys.platform.startswith("linux") and _loads("libpangoft2-1.0.so.0"):
        return None
    return None if _engine() is not None else _missing(say or language("en"))


def peek(data: bytes, page: int = 1, dpi: int = 60) -> bytes:
    """One page of a finished PDF as PNG, for a picture beside its name."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(data)
    try:
        picture = opened[page - 1].render(scale=dpi / 72).to_pil()
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=True)
        return out.getvalue()
    finally:
        opened.close()


# Finding WeasyPrint, and Pango below it


@functools.cache
def _engine() -> Any:
    """WeasyPrint, imported when it is first needed; nothing where Pango is missing (it prints a page of advice then, which is not ours)."""
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        for quickly in (True, False):
            try:
                with _quick_libraries() if quickly else nullcontext():
                    found = importlib.import_module("weasyprint")
                pdf_repairs.repair_engine()
                pdf_speed.quicken_engine()
                return found
            except OSError:
                continue
    return None


@contextmanager
def _quick_libraries() -> Iterator[None]:
    """Let `find_library` find nothing while WeasyPrint is imported.

    cffi asks it for each of the names that one library may have, and on Linux it starts gcc and ldconfig for each name: 38
    processes, half of the import. WeasyPrint's lists hold the file name too, which the loader finds by itself.
    """
    asked = ctypes.util.find_library
    if sys.platform.startswith("linux"):
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = asked


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _missing(say: Language) -> str:
    return say(
        "PDF needs the Pango library, which is not on this computer; install it with {command} and start the toolkit again.",
        command=f'"{_command()}"',
    )


def _command() -> str:
    """The command for this system (doc.courtbouillon.org/weasyprint, first steps). On Debian two packages are enough, measured."""
    if sys.platform == "darwin":
        return "brew install pango"
    if sys.platform == "win32":
        return "winget install MSYS2.MSYS2; C:\\msys64\\usr\\bin\\pacman -S --noconfirm mingw-w64-ucrt-x86_64-pango"
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        system = {}
    kin = {system.get("ID", ""), *system.get("ID_LIKE", "").split()}
    if kin & {"fedora", "rhel", "centos"}:
        return "sudo dnf install pango harfbuzz"
    if "arch" in kin:
        return "sudo pacman -S pango"
    if kin & {"suse", "opensuse"}:
        return "sudo zypper install libpango-1_0-0 libharfbuzz-subset0"
    if "alpine" in kin:
        return "apk add pango"
    return "sudo apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0"


# Feeding and watching it


@contextmanager
def _watched() -> Iterator[list[str]]:
    """What WeasyPrint warns of meanwhile."""
    log: list[str] = []
    ear = _Ear(log)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(ear)
    try:
        yield log
    finally:
        logger.removeHandler(ear)


class _Ear(logging.Handler):
    def __init__(self, log: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        self._log.append(record.getMessage())


_left = 0
"""What the last documents left behind, in objects."""

_MOST_LEFT = 300_000
"""About what three reports leave, 100 MB."""


@contextmanager
def _without_collector() -> Iterator[None]:
    """A tree of boxes is all cycles and no garbage: looking for some takes up to a quarter of the time.

    It is garbage once the file is there. Collecting it at once would keep the file waiting (7 % of a report), so it is passed to the
    collector's oldest generation (what is frozen thaws there) and swept up before a later document, when enough has come together.
    """
    global _left
    if not gc.isenabled():
        yield
        return
    if _left > _MOST_LEFT:
        gc.collect()
        _left = 0
    gc.disable()
    try:
        yield
    finally:
        _left += gc.get_count()[0]
        gc.freeze()
        gc.unfreeze()
        gc.enable()


@functools.lru_cache(maxsize=16)
def _look(found: fonts.Found, body: float) -> tuple[list[CSS], FontConfiguration]:
    """Sheet and fonts, read once for each set of fonts: 43 ms instead of 1,123 for each document."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()
    rules = fonts.faces(found, _FONTS) + f"html:root, :root .footnote{{font-family:{fonts.families(found)}}}"
    face = CSS(string=rules, base_url=_BASE, url_fetcher=_fetch, font_config=configuration)
    return [_sheet(body), face], configuration


@functools.cache
def _sheet(body: float) -> CSS:
    from weasyprint import CSS

    return CSS(string=html.sheet(body), base_url=_BASE, url_fetcher=_fetch)


def _fetch(url: str) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    if url.startswith("data:"):
        return URLFetcher(allowed_protocols={"data"}).fetch(url)
    folder, _, name = url.rpartition("/")
    if folder == _FONTS and (fonts.FOLDER / name).is_file():
        return URLFetcherResponse(url, (fonts.FOLDER / name).read_bytes(), {"Content-Type": "font/ttf"})
    raise FatalURLFetchingError(f"This document asks for {url}, but a document fetches nothing from outside.")

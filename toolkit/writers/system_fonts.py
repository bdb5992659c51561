"""Asks fontconfig, the library that WeasyPrint itself finds fonts with, which installed font holds certain letters.

`fc-match` would say the same, but is often not installed where the library is. Without the library there is no answer.
"""

from __future__ import annotations

import ctypes
import functools
import os
import pathlib
from typing import Any

_NAMES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll", "fontconfig-1")
_FILE_CHARSET = (b"file", b"charset")


def match(letters: frozenset[str], code: str) -> tuple[str, pathlib.Path, frozenset[str]] | None:
    """The family and file that hold most of these letters, with those it holds; None where no font holds any."""
    library = _library()
    if library is None:
        return None
    config = _configuration(library)
    wanted = library.FcPatternCreate()
    charset = library.FcCharSetCreate()
    for letter in letters:
        library.FcCharSetAddChar(charset, ord(letter))
    library.FcPatternAddCharSet(wanted, b"charset", charset)
    library.FcPatternAddString(wanted, b"lang", code.encode())
    library.FcPatternAddString(wanted, b"family", b"sans-serif")
    library.FcConfigSubstitute(config, wanted, 0)
    library.FcDefaultSubstitute(wanted)
    result = ctypes.c_int()
    found = library.FcFontMatch(config, wanted, ctypes.byref(result))
    library.FcCharSetDestroy(charset)
    library.FcPatternDestroy(wanted)
    if not found:
        return None
    try:
        return _read(library, found, letters)
    finally:
        library.FcPatternDestroy(found)


def _read(library: Any, found: int, letters: frozenset[str]) -> tuple[str, pathlib.Path, frozenset[str]] | None:
    family, file, charset = ctypes.c_char_p(), ctypes.c_char_p(), ctypes.c_void_p()
    library.FcPatternGetString(found, b"family", 0, ctypes.byref(family))
    library.FcPatternGetString(found, b"file", 0, ctypes.byref(file))
    library.FcPatternGetCharSet(found, b"charset", 0, ctypes.byref(charset))
    if not (family.value and file.value and charset.value):
        return None
    held = frozenset(letter for letter in letters if library.FcCharSetHasChar(charset, ord(letter)))
    if not held:
        return None
    return family.value.decode(), pathlib.Path(os.fsdecode(file.value)), held


@functools.cache
def _library() -> Any:
    for name in _NAMES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        return _declared(library)
    return None


def _declared(library: Any) -> Any:
    """Pointers are 64 bits wide; ctypes takes everything for a 32-bit number until it is told."""
    pointer, number, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
    for name, result, arguments in (
        ("FcInitLoadConfigAndFonts", pointer, []),
        ("FcPatternCreate", pointer, []),
        ("FcPatternDestroy", None, [pointer]),
        ("FcCharSetCreate", pointer, []),
        ("FcCharSetDestroy", None, [pointer]),
        ("FcCharSetAddChar", number, [pointer, ctypes.c_uint32]),
        ("FcCharSetHasChar", number, [pointer, ctypes.c_uint32]),
        ("FcPatternAddCharSet", number, [pointer, text, pointer]),
        ("FcPatternAddString", number, [pointer, text, text]),
        ("FcPatternGetString", number, [pointer, text, number, ctypes.POINTER(text)]),
        ("FcPatternGetCharSet", number, [pointer, text, number, ctypes.POINTER(pointer)]),
        ("FcConfigSubstitute", number, [pointer, pointer, number]),
        ("FcDefaultSubstitute", None, [pointer]),
        ("FcFontMatch", pointer, [pointer, pointer, ctypes.POINTER(number)]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


@functools.cache
def _configuration(library: Any) -> int | None:
    """The system's fonts, read once for each process."""
    loaded: int | None = library.FcInitLoadConfigAndFonts()
    return loaded

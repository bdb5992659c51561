"""Signs that no page can show: which mean a line break, which mean nothing, and how many were taken out."""

import re

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_NOTHING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SILENT = str.maketrans("", "", "\u00ad\ufeff")
_ANY = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def clean(text: str) -> tuple[str, int]:
    """The text as a page can show it, and how many signs were taken out that should not have been there.

    The line breaks of Word (U+000B), of old printers and of Unicode become plain ones. Soft hyphens and byte-order marks only say how
    a text may be divided or stored; they go without a word. Everything else that is a control character (XML 1.0, 2.2) is counted.
    """
    if _ANY.search(text) is None:
        return text, 0
    text, count = _NOTHING.subn("", _BREAKS.sub("\n", text))
    return text.translate(_SILENT), count

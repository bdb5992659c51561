"""Where a long word may be parted when it stands in a narrow place: soft hyphens, which nobody sees before a line ends there.

Browsers have no rules of their own for that without a network (Chromium fetches them), so the rules are those that the PDF engine has.
"""

import functools
import re
from typing import Any

_LONG_WORD = re.compile(r"[^\W\d_]{9,}")


def breakable(text: str, code: str) -> str:
    """The text with soft hyphens in its long words, as its language parts them; as it is where no rule is known."""
    return _LONG_WORD.sub(lambda found: _parted(found[0], code), text)


@functools.lru_cache(maxsize=4096)
def _parted(word: str, code: str) -> str:
    rules = _rules(code)
    return word if rules is None else str(rules.inserted(word, "\u00ad"))


@functools.lru_cache(maxsize=16)
def _rules(code: str) -> Any:
    from pyphen import Pyphen, language_fallback  # type: ignore[import-untyped]

    known = language_fallback(code.replace("-", "_"))
    return Pyphen(lang=known, left=3, right=3) if known else None

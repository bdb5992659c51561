"""Plain data -> YAML that a person likes to read: keys in their order, short things on one line, long texts as they were typed.

An emitter of our own, because libyaml escapes every emoji and PyYAML's own takes seconds for 400 people; what it writes is
YAML 1.2 that YAML 1.1 readers read alike (`NO`, `10:30`, `007` are quoted).
"""

import json
import re
from typing import Any

WIDTH = 100
_BLOCKS = frozenset({
    "days", "sessions", "parked", "tracks", "participants", "notes", "report", "sections", "boxes", "figures", "objectives",
    "groups", "rounds", "phases", "template", "more", "fill",
})  # fmt: skip
"""Keys whose lists and dictionaries stand on lines of their own however short they are."""

_PLAIN = re.compile(r"[^\W_][^\n\t\"\\]*")
_LOOKS_TYPED = re.compile(r"(?i:null|true|false|yes|no|on|off|y|n|nan|inf)|[0-9][0-9_.,:eExXoOa-fA-F+-]*|[+-].*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LONG_KEY = 200


def yaml_text(data: dict[str, Any]) -> str:
    """The whole text; blank lines set off what stands on several lines at the top."""
    lines: list[str] = []
    set_off = False
    for key, value in data.items():
        made = _entry(key, value, "")
        several = len(made) > 1 and not isinstance(value, str)
        if lines and (several or set_off):
            lines.append("")
        lines.extend(made)
        set_off = several
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Any, indent: str) -> list[str]:
    """`key: value`, on as many lines as it takes."""
    head = _inline_text(key, in_flow=False)
    if len(head) > _LONG_KEY:
        return [f"{indent}? {head}", *_under(f"{indent}:", key, value, indent)]
    return _under(f"{indent}{head}:", key, value, indent)


def _under(head: str, key: str, value: Any, indent: str) -> list[str]:
    if isinstance(value, str):
        return _text(head, value, indent)
    if not isinstance(value, (dict, list)):
        return [f"{head} {_scalar(value)}"]
    if flow := _flow(key, value, WIDTH - len(head) - 1):
        return [f"{head} {flow}"]
    inner = indent + "  "
    if isinstance(value, dict):
        return [head, *(line for k, v in value.items() for line in _entry(k, v, inner))]
    return [head, *(line for item in value for line in _item(key, item, inner))]


def _item(key: str, item: Any, indent: str) -> list[str]:
    """`- item`, its first line beside the dash."""
    if isinstance(item, str):
        return _text(f"{indent}-", item, indent)
    if not isinstance(item, (dict, list)):
        return [f"{indent}- {_scalar(item)}"]
    if flow := _flow(key, item, WIDTH - len(indent) - 2):
        return [f"{indent}- {flow}"]
    inner = indent + "  "
    if isinstance(item, dict):
        lines = [line for k, v in item.items() for line in _entry(k, v, inner)]
    else:
        lines = [line for each in item for line in _item("", each, inner)]
    return [f"{indent}- {lines[0][len(inner) :]}", *lines[1:]]


def _text(head: str, text: str, indent: str) -> list[str]:
    if not _literal(text):
        return [f"{head} {_inline_text(text, in_flow=False)}"]
    ends, body = ("|", text[:-1]) if text.endswith("\n") else ("|-", text)
    return [f"{head} {ends}", *(f"{indent}  {line}" if line else "" for line in body.split("\n"))]


def _literal(text: str) -> bool:
    """Whether a text may stand as it was typed: several lines, none of which begins or ends in a way that an editor would spoil."""
    if "\n" not in text or text[0] in " \t\n" or text.endswith("\n\n") or _UNPRINTABLE.search(text):
        return False
    return not any(line != line.rstrip() for line in text.split("\n"))


def _flow(key: str, value: Any, room: int) -> str:
    """The value on one line, or nothing where it is too long or of a kind that stands on its own lines."""
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    if key in _BLOCKS and (key == "objectives" or isinstance(value, dict) or any(isinstance(each, (dict, list)) for each in value)):
        return ""
    made = _on_one_line(value, room)
    return made if len(made) <= room else ""


def _on_one_line(value: Any, room: int) -> str:
    if isinstance(value, str):
        return _inline_text(value, in_flow=True) if len(value) <= room else "x" * (room + 1)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_inline_text(k, in_flow=True)}: {_on_one_line(v, room)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_on_one_line(each, room) for each in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(int(value)) if isinstance(value, float) and value.is_integer() else repr(value)


def _inline_text(text: str, *, in_flow: bool) -> str:
    """The text on one line: as it is where nobody could take it for anything else, else between double quotes."""
    return text if _is_plain(text, in_flow) else _quoted(text)


def _is_plain(text: str, in_flow: bool) -> bool:
    if not _PLAIN.fullmatch(text) or text[-1].isspace() or ": " in text or " #" in text or text.endswith(":") or _UNPRINTABLE.search(text):
        return False
    if in_flow and any(char in ",[]{}:?" for char in text):
        return False
    return _DATE.fullmatch(text) is not None or _LOOKS_TYPED.fullmatch(text) is None


def _quoted(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))

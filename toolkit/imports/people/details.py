"""What a text says of somebody beside the name: what she does, for whom, where, how to reach her."""

import re
from collections.abc import Sequence
from typing import Any

from toolkit.imports.people import affiliations, shapes, values
from toolkit.imports.people.cells import affiliation

_MAIL_LABEL = r"(?:\b(?:e-?mail|mail|courriel|correo)\s*:?\s*)?"
_PHONE = re.compile(r"(?:\b(?:tel|phone|mobile|cell|tél|telefon)\w*\.?\s*:?\s*)?(\+\d[\d\s().-]{6,}\d|\(?0\d[\d\s()./-]{6,}\d)", re.I)
_LABELLED = re.compile(r"^(?P<label>[^\W\d][^:]{1,30}):\s+(?P<text>\S.*)$")


def of_text(text: str) -> dict[str, Any]:
    """`Coordinator, Example Network, Kenya`; what stands in brackets after a name."""
    raw, rest = _reach(text)
    parts = [part for part in _commas(rest) if re.search(r"\w", part)]
    if len(parts) > 1 and (code := values.country(parts[-1])):
        raw["country"] = code
        parts = parts[:-1]
    elif len(parts) == 1 and values.country(parts[0]) and len(parts[0]) > 3:
        return {**raw, "country": values.country(parts[0])}
    title, body = _apart(parts)
    if title or body:
        raw["affiliations"] = [affiliation(*pair) for pair in affiliations.read([title] if title else [], [body] if body else []).pairs]
    return raw


def of_section(text: str) -> dict[str, Any]:
    """What a line above people says of all of them: a country, an organisation, that they do not come, else their side."""
    said = text.strip(" :")
    if not said or shapes.heads_a_list(said):
        return {}
    if shapes.heads_apologies(said):
        return {"status": "declined"}
    if code := values.country(said):
        return {"country": code}
    return (
        {"affiliations": [{"organisation": said}]} if shapes.is_organisation(said) and not said.casefold().endswith("s") else {"side": said}
    )


def of_lines(lines: Sequence[str]) -> dict[str, Any]:
    """Lines below a name: what she does stands above for whom; a country, an address and a number are told by themselves."""
    raw: dict[str, Any] = {}
    said: list[str] = []
    for line in lines:
        more, rest = _reach(line)
        raw.update(more)
        if not re.search(r"\w", rest):
            continue
        label = _LABELLED.match(rest)
        field = shapes.field_of(label["label"]) if label else None
        if label and field in ("title", "organisation", "country"):
            rest = label["text"]
        code = values.country(rest) if (field == "country" or (said and len(rest) > 3)) else None
        if code:
            raw["country"] = code
        else:
            said.append(rest)
    if len(said) == 1:
        title, body = _one(said[0])
    elif said:
        title, body = said[0], ", ".join(said[1:])
        if shapes.is_role(said[-1]) and not shapes.is_role(said[0]) and not shapes.is_organisation(said[-1]):
            title, body = said[-1], ", ".join(said[:-1])
    else:
        return raw
    raw["affiliations"] = [affiliation(*pair) for pair in affiliations.read([title] if title else [], [body] if body else []).pairs]
    return raw


def _reach(text: str) -> tuple[dict[str, Any], str]:
    """E-mail and phone, and the text without them."""
    raw: dict[str, Any] = {}
    if found := shapes.emails(text):
        raw["email"] = found[0]
        text = re.sub(rf"{_MAIL_LABEL}[<(]?(?:mailto:)?{re.escape(found[0])}[>)]?", " ", text, flags=re.I)
    if phone := _PHONE.search(text):
        raw["phone"] = " ".join(phone[1].split())
        text = text[: phone.start()] + " " + text[phone.end() :]
    return raw, re.sub(r"^[\s,;|–-]+|[\s,;|–-]+$", "", " ".join(text.split()))


def _commas(text: str) -> list[str]:
    """Apart by commas outside brackets."""
    parts, deep = [""], 0
    for sign in text:
        deep += (sign in "([") - (sign in ")]")
        if sign in ",;" and deep <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def _one(text: str) -> tuple[str, str]:
    """Title and organisation of a line that may hold both; a comma parts them only before what is surely an organisation."""
    parts = _commas(text)
    role = shapes.is_role(parts[0])
    if len(parts) > 1 and role and not shapes.is_organisation(parts[0]) and shapes.is_organisation(parts[-1]):
        return _apart(parts)
    return (text, "") if shapes.is_role(text) and (role or not shapes.is_organisation(text)) else ("", text)


def _apart(parts: Sequence[str]) -> tuple[str, str]:
    """The parts that say what she does, and those that say for whom."""
    if not parts:
        return "", ""
    if len(parts) == 1:
        return _of(parts[0])
    roles = [shapes.is_role(part) and not re.match(r"[A-Z][\w.&-]*\s+(?:University|Foundation|Institute)", part) for part in parts]
    if roles[0]:
        cut = next((at for at in range(1, len(parts)) if shapes.is_organisation(parts[at]) and not roles[at]), len(parts) - 1)
        return ", ".join(parts[:cut]), ", ".join(parts[cut:])
    if any(roles[1:]):
        cut = roles.index(True)
        return ", ".join(parts[cut:]), ", ".join(parts[:cut])
    return "", ", ".join(parts)


def _of(text: str) -> tuple[str, str]:
    """`Director of the Example Network` is one title; `Coordinator at Example` is two things."""
    if (found := re.match(r"(.+?)\s+(?:at|@|chez|bei|presso)\s+(?:the\s+)?(\S.+)$", text)) and shapes.is_role(found[1]):
        return found[1], found[2]
    return (text, "") if shapes.is_role(text) and not re.fullmatch(r"[A-Z]{2,10}", text) else ("", text)

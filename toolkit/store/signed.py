"""Who made a change, as the store keeps it: a made-up word for the browser, then the nickname that was typed there, if any.

The word tells two windows apart that have the same nickname or none, so that undo takes back one's own. It says nothing of anybody.
A nickname is typed text, and may be somebody's name: forgetting takes it out (toolkit/store/forgetting.py).
"""

import re
import secrets

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LONGEST_NICKNAME = 40
_HAND = re.compile(rf"[{LETTERS}]{{12}}")


def new_hand() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(12))


def is_hand(text: str) -> bool:
    return _HAND.fullmatch(text) is not None


def signed(hand: str, nickname: str = "") -> str:
    return f"{hand} {nickname}".rstrip()


def hand_of(who: str) -> str:
    """The browser: the same before and after a nickname was changed."""
    return who.partition(" ")[0]


def nickname_of(who: str) -> str:
    return who.partition(" ")[2]


def unnamed(who: str) -> str:
    """What may stay after a forgetting: the made-up word, if it is one."""
    hand = hand_of(who)
    return hand if is_hand(hand) else ""


def hidden(who: str) -> dict[str, str | None]:
    """The same for a database that is closed with a passphrase: a made-up word stays open, whatever else signed may be somebody's name."""
    hand = hand_of(who)
    return {"who": hand, "nickname": nickname_of(who) or None} if is_hand(hand) else {"who": "", "nickname": who or None}


def tidy_nickname(typed: str) -> str:
    """One line of printable text, and not a long one."""
    printable = "".join(char for char in " ".join(typed.split()) if char.isprintable())
    return printable[:LONGEST_NICKNAME].strip()

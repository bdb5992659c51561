"""Closing what may not be read with a passphrase, and opening it again: Argon2id makes the key, ChaCha20-Poly1305 closes.

A key of its own, drawn at random, closes the data; the passphrase closes only that key (the `Lock`). So a passphrase can be changed
without closing everything anew, and whoever lost it has nothing: there is no second way in.
"""

import base64
import binascii
import json
import os
import unicodedata
from dataclasses import dataclass

from toolkit.language import N_
from toolkit.language.said import SaidError

SHORTEST = 12
"""Characters. Shorter ones are tried out in days on one rented machine, however slow each try is made."""

_SALT, _NONCE, _KEY = 16, 12, 32
_FILE = b"convening sealed 1\n"
_ABOUT_KEY, _ABOUT_FILE = b"key", b"file"


class SealedError(SaidError):
    """What cannot be opened, in one sentence."""


WRONG = N_("This passphrase does not open it. Capitals and spaces count; a lost passphrase cannot be replaced by anybody.")
CHANGED = N_("It was changed or damaged since it was closed, and is not opened: take another copy.")
NOT_OURS = N_("This is not a file that was closed with a passphrase here, or its beginning is damaged.")
TOO_SHORT = N_("A passphrase needs at least {least} characters: four or five words that do not belong together are easy to keep.")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs: memory in KiB, passes over it, and how many cores share the work (RFC 9106, section 4)."""

    memory: int
    passes: int
    lanes: int


USUAL = Cost(memory=256 * 1024, passes=3, lanes=4)
"""Four times the memory of RFC 9106's second recommended option; about half a second on a laptop."""

_MOST = Cost(memory=1024 * 1024, passes=16, lanes=16)
_LEAST = Cost(memory=64, passes=1, lanes=1)


class Key:
    """Opens and closes data. It is never printed, pickled or compared: it lives in memory, and is gone with it."""

    __slots__ = ("_cipher", "_secret")

    def __init__(self, secret: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        self._secret = secret
        self._cipher = ChaCha20Poly1305(secret)

    def __repr__(self) -> str:
        return "Key(...)"

    def __reduce__(self) -> str:
        raise TypeError("a key stays in the process that was given it")

    def close(self, plain: bytes, about: bytes = b"") -> bytes:
        """`about` says what the data is (which row of which table); closed data opens only where it is said to be the same thing."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, plain, about)

    def open(self, closed: bytes, about: bytes = b"") -> bytes:
        """:raises SealedError: another key closed it, it is about something else, or a bit of it is changed."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(closed[:_NONCE], closed[_NONCE:], about)
        except (InvalidTag, ValueError):
            raise SealedError(CHANGED) from None


@dataclass(frozen=True, slots=True)
class Lock:
    """What must be kept beside closed data: how the passphrase becomes a key, and the data's own key closed with that. No secret."""

    cost: Cost
    salt: bytes
    wrapped: bytes

    def text(self) -> str:
        """As one line of JSON, which `read` takes."""
        cost = [self.cost.memory, self.cost.passes, self.cost.lanes]
        return json.dumps({"argon2id": cost, "salt": _base64(self.salt), "key": _base64(self.wrapped)})

    @staticmethod
    def read(text: str) -> "Lock":
        """:raises SealedError: it is no such line, or asks for more memory or time than any of ours does (a stranger's file may)."""
        try:
            found = json.loads(text)
            memory, passes, lanes = (int(number) for number in found["argon2id"])
            cost = Cost(memory, passes, lanes)
            lock = Lock(cost, base64.b64decode(found["salt"], validate=True), base64.b64decode(found["key"], validate=True))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error):
            raise SealedError(NOT_OURS) from None
        pairs = zip((cost.memory, cost.passes, cost.lanes), (_LEAST.memory, _LEAST.passes, _LEAST.lanes), strict=True)
        small = any(asked < least for asked, least in pairs)
        if small or cost.memory > _MOST.memory or cost.passes > _MOST.passes or cost.lanes > _MOST.lanes or len(lock.salt) != _SALT:
            raise SealedError(NOT_OURS)
        return lock


def check(passphrase: str) -> None:
    """:raises SealedError: it is too short to protect anything."""
    if len(_plain(passphrase)) < SHORTEST:
        raise SealedError(TOO_SHORT, least=SHORTEST)


def make(passphrase: str, cost: Cost = USUAL) -> tuple[Lock, Key]:
    """A new key, and the lock that the passphrase opens."""
    secret = os.urandom(_KEY)
    return _lock(secret, passphrase, cost), Key(secret)


def unlock(lock: Lock, passphrase: str) -> Key:
    """The key behind a lock. A wrong passphrase takes as long as the right one: the time is Argon2's.

    :raises SealedError: the passphrase is another one.
    """
    try:
        return Key(_from(passphrase, lock.salt, lock.cost).open(lock.wrapped, _ABOUT_KEY))
    except SealedError:
        raise SealedError(WRONG) from None


def change(key: Key, passphrase: str, cost: Cost = USUAL) -> Lock:
    """A lock with another passphrase for the same key: what the key closed stays as it is."""
    return _lock(key._secret, passphrase, cost)


def close_file(plain: bytes, passphrase: str, cost: Cost = USUAL) -> bytes:
    """A whole file closed with a passphrase: a line that says what it is, the lock, the closed bytes."""
    lock, key = make(passphrase, cost)
    head = _FILE + lock.text().encode() + b"\n"
    return head + key.close(plain, _ABOUT_FILE + head)


def open_file(data: bytes, passphrase: str) -> bytes:
    """:raises SealedError: no such file, a wrong passphrase, or a changed file."""
    if not is_closed(data):
        raise SealedError(NOT_OURS)
    line, end, closed = data[len(_FILE) :].partition(b"\n")
    if not end:
        raise SealedError(NOT_OURS)
    try:
        lock = Lock.read(line.decode("ascii"))
    except UnicodeDecodeError:
        raise SealedError(NOT_OURS) from None
    return unlock(lock, passphrase).open(closed, _ABOUT_FILE + _FILE + line + b"\n")


def is_closed(data: bytes) -> bool:
    """Whether a file says of itself that it was closed with a passphrase."""
    return data.startswith(_FILE)


def _lock(secret: bytes, passphrase: str, cost: Cost) -> Lock:
    salt = os.urandom(_SALT)
    return Lock(cost, salt, _from(passphrase, salt, cost).close(secret, _ABOUT_KEY))


def _from(passphrase: str, salt: bytes, cost: Cost) -> Key:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(salt=salt, length=_KEY, iterations=cost.passes, lanes=cost.lanes, memory_cost=max(cost.memory, 8 * cost.lanes))
    return Key(kdf.derive(_plain(passphrase).encode()))


def _plain(passphrase: str) -> str:
    """The same on every keyboard: an accent typed as one sign or as two, and a space too many at the end, make no difference."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")

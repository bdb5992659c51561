"""Who may ask this server for what. One table names every route; what is not in it is refused.

The server listens on loopback, which everyone on the computer shares, and which every page in the browser can reach:

- Another user of the computer could ask it. So each page needs a cookie, and only the link that the start of the program
  opens sets one. A link works once; it is made with a secret that lies in a file closed to others, or only in memory.
- A page from elsewhere could let its own name point to 127.0.0.1 (DNS rebinding). So only our own host names are answered.
- A page from elsewhere could send a form here, with our cookie if it is another port of the same host, for to a cookie all
  ports are one site. So a change needs `Sec-Fetch-Site: same-origin`, which no page can forge, and an `Origin` that is ours
  where the browser sends one; a browser too old for the first must send the second. No tokens in forms: nothing to leak.
- A name on a page could hold script. Jinja escapes it, and the content policy runs no script that is not one of our files.
"""

import base64
import hashlib
import hmac
import re
import secrets
import threading
from dataclasses import dataclass

from flask import Response, request

HOSTS = ("127.0.0.1", "localhost")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

FRAMED = "printing.preview"
"""What our own pages show in a frame: a preview, and the page that says why there is none."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""Sent with every answer. The referrer stays within the server: with `no-referrer` a browser sends our own forms with
`Origin: null` (Fetch standard, 3.2), and the check of the origin would be worth nothing."""


@dataclass(frozen=True, slots=True)
class Access:
    """What one route asks for, and whether it changes something."""

    cookie: bool = True
    changes: bool = False


_READS = Access()
_CHANGES = Access(changes=True)

ROUTES: dict[tuple[str, str], Access] = {
    ("static", "GET"): Access(cookie=False),
    ("door.enter", "GET"): Access(cookie=False),
    ("door.running", "GET"): Access(cookie=False),
    ("door.leave", "POST"): _CHANGES,
    ("home.show", "GET"): _READS,
    ("home.about", "GET"): _READS,
    ("home.sample", "POST"): _CHANGES,
    ("begin.questions", "GET"): _READS,
    ("begin.answer", "POST"): _CHANGES,
    ("bringing.ask", "GET"): _READS,
    ("bringing.bring", "POST"): _CHANGES,
    ("bringing.look", "GET"): _READS,
    ("bringing.answer", "POST"): _CHANGES,
    ("bringing.take", "POST"): _CHANGES,
    ("bringing.drop", "POST"): _CHANGES,
    ("who.sign", "POST"): _CHANGES,
    ("undo.undo", "POST"): _CHANGES,
    ("undo.redo", "POST"): _CHANGES,
    ("settings.show", "GET"): _READS,
    ("settings.save", "POST"): _CHANGES,
    ("settings.logo", "GET"): _READS,
    ("history.show", "GET"): _READS,
    ("history.look", "GET"): _READS,
    ("history.back", "POST"): _CHANGES,
    ("plan.show", "GET"): _READS,
    ("plan.board", "GET"): _READS,
    ("plan.printed", "GET"): _READS,
    ("plan.export", "GET"): _READS,
    ("session.show", "GET"): _READS,
    ("session.fill", "POST"): _CHANGES,
    ("session.fill_track", "POST"): _CHANGES,
    ("session.add", "POST"): _CHANGES,
    ("session.move", "POST"): _CHANGES,
    ("session.do", "POST"): _CHANGES,
    ("session.remove_track", "POST"): _CHANGES,
    ("session.lead", "POST"): _CHANGES,
    ("session.lead_track", "POST"): _CHANGES,
    ("day.show", "GET"): _READS,
    ("day.fill", "POST"): _CHANGES,
    ("day.add", "POST"): _CHANGES,
    ("day.remove", "POST"): _CHANGES,
    ("mend.apply", "POST"): _CHANGES,
    ("mend.aside", "POST"): _CHANGES,
    ("mend.again", "POST"): _CHANGES,
    ("printing.show", "GET"): _READS,
    ("printing.one", "GET"): _READS,
    ("printing.preview", "GET"): _READS,
    ("printing.file", "GET"): _READS,
    ("printing.start", "POST"): _CHANGES,
    ("printing.progress", "GET"): _READS,
    ("printing.archive", "GET"): _READS,
    ("keeping.ask_forget", "GET"): _READS,
    ("keeping.forget", "POST"): _CHANGES,
    ("keeping.ask_remove", "GET"): _READS,
    ("keeping.remove", "POST"): _CHANGES,
}
"""Every route and method. A test holds it against the routes that there are."""


class Door:
    """Makes and knows the one-time links and the cookies of one run of the server. All of them come from one secret."""

    def __init__(self, secret: str | None = None) -> None:
        self._secret = (secret or secrets.token_urlsafe(32)).encode()
        self._used: set[str] = set()
        self._lock = threading.Lock()

    def link(self) -> str:
        """A path that lets one browser in, once. Whoever holds the secret may make one, so a second start needs no request for it."""
        return f"/enter/{self._sealed('enter')}"

    def opens(self, token: str) -> bool:
        """Whether this link was made with our secret and is used for the first time."""
        if not self._is_sealed("enter", token):
            return False
        with self._lock:
            fresh = token not in self._used
            self._used.add(token)
        return fresh

    def cookie(self) -> str:
        return self._sealed("cookie")

    def knows(self, cookie: str) -> bool:
        return self._is_sealed("cookie", cookie)

    def proof(self, challenge: str) -> str:
        """Shows to another process of this user that we hold the secret too, without saying it."""
        return self._seal("running", challenge)

    def _sealed(self, purpose: str) -> str:
        nonce = secrets.token_urlsafe(16)
        return f"{nonce}.{self._seal(purpose, nonce)}"

    def _is_sealed(self, purpose: str, value: str) -> bool:
        nonce, dot, seal = value.partition(".")
        return bool(dot) and hmac.compare_digest(seal.encode(), self._seal(purpose, nonce).encode())

    def _seal(self, purpose: str, nonce: str) -> str:
        made = hmac.digest(self._secret, f"{purpose}:{nonce}".encode(), "sha256")
        return base64.urlsafe_b64encode(made).decode().rstrip("=")


def cookie_name() -> str:
    """Cookies do not know ports, so two planners side by side need two names."""
    return f"convening-{request.host.rpartition(':')[2] if ':' in request.host.rpartition(']')[2] else '80'}"


def is_ours(access: Access) -> bool:
    """Whether a page of ours, or the person at the address bar, sent this request."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if origin is not None and origin != request.host_url.rstrip("/"):
        return False
    if access.changes:
        return site == "same-origin" or (site is None and origin is not None)
    return site in (None, "same-origin", "none")


def protect(response: Response) -> Response:
    """The headers of every answer. What may be framed by our own pages, and files that never change, have set their own."""
    if request.endpoint == FRAMED:
        response.headers.setdefault("Content-Security-Policy", POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'"))
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "max-age=86400" if request.path.endswith(".ttf") else "no-cache"
    return response


_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def preview_policy(page: str) -> str:
    """The policy of a document's preview: no script at all, our style sheets, and the rules in its own head by their hashes."""
    digests = [base64.b64encode(hashlib.sha256(rules.encode()).digest()).decode() for rules in _STYLE.findall(page)]
    styles = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in digests)])
    return (
        f"default-src 'none'; style-src {styles}; img-src data:; font-src 'self'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'self'; sandbox allow-same-origin"
    )

"""Who may ask this server for what. One table (`routes.py`) names every route; what is not in it is refused.

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

from flask import Response, request

from toolkit.web.routes import Route

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


def is_ours(route: Route) -> bool:
    """Whether a page of ours, or the person at the address bar, sent this request."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if origin is not None and origin != request.host_url.rstrip("/"):
        return False
    if route.changes:
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

"""Starts the planner on this computer, or opens the one that runs already; stops it when its page or Ctrl+C says so.

Listens on 127.0.0.1 and nowhere else. `running.json`, closed to others, tells a second start where the first is, and lets it
make a link of its own; each side proves to the other that it holds the secret without saying it.
"""

import contextlib
import errno
import gc
import hmac
import http.client
import json
import logging
import os
import pathlib
import secrets
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.language import N_, Language, language
from toolkit.store import Store, places
from toolkit.web.security import Door

HOST = "127.0.0.1"
THREADS = 8
RUNNING = "running.json"

TAKEN = N_("Port {port} is used by another program. Close that program, or choose another port, as in: python3 run.py --port {other}")
NOT_ALLOWED = N_("Port {port} may not be used here. Choose one above 1023, as in: python3 run.py --port 5000")
OPEN_AT = N_("The planner is at {link}")
KEEP_OPEN = N_("Keep this window open while you work; the planner stops when it closes.")
LINK_AGAIN = N_("The link works once. For another window, start the planner again: it opens the one that runs.")
ALREADY = N_("The planner is running already; this opens it: {link}")


class ServeError(Exception):
    """Why the planner cannot start: one sentence with what to do."""


@dataclass(frozen=True, slots=True)
class Running:
    """A planner that answers."""

    port: int
    secret: str

    def link(self) -> str:
        return f"http://{HOST}:{self.port}{Door(self.secret).link()}"


def serve(
    port: int = 5000,
    data_dir: pathlib.Path | None = None,
    open_browser: bool = True,
    on_ready: Callable[[str], None] | None = None,
    say: Language | None = None,
) -> None:
    """Serve until somebody quits. `on_ready` is given the link that lets a browser in.

    :raises ServeError: the port is taken by another program, or is not allowed.
    :raises StoreError: the data cannot be opened.
    """
    speech = say or language("en")
    folder = places.make_private(data_dir or places.data_folder())
    if (other := find_running(folder)) is not None:
        _hand_over(other, open_browser, on_ready, speech)
        return
    store = Store(folder / places.DATABASE, daily=True)
    if not store.new:
        _back_up(store, speech)
    listener = listen(port, speech)
    running = Running(listener.getsockname()[1], secrets.token_urlsafe(32))
    with _announced(folder, running):
        server, close = _server(store, listener, running)
        if store.new:
            from toolkit.web.home import add_sample

            add_sample(store)
        _tell(OPEN_AT, speech, link=running.link())
        _tell(KEEP_OPEN, speech)
        if not open_browser:
            _tell(LINK_AGAIN, speech)
        if (warning := places.sync_warning(folder)) is not None:
            _tell(warning[0], speech, **warning[1])
        if on_ready is not None:
            on_ready(running.link())
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(running.link(),), daemon=True).start()
        gc.freeze()  # what was loaded is never rubbish: it is not looked through again
        gc.enable()
        with _ended_politely():
            server.run()
        listener.close()
        close()


def _back_up(store: Store, say: Language) -> None:
    """Where none can be made that is said, and the planner opens all the same: what is there can be read."""
    from toolkit.store.backups import BackupError

    try:
        store.backups.at_start()
    except BackupError as problem:
        _tell(problem.message, say, **problem.values)


def find_running(folder: pathlib.Path) -> Running | None:
    """The planner that already serves this folder, if it answers and proves that it holds the secret of the file."""
    try:
        written = json.loads((folder / RUNNING).read_bytes())
        found = Running(int(written["port"]), str(written["secret"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    challenge = secrets.token_urlsafe(24)
    connection = http.client.HTTPConnection(HOST, found.port, timeout=2)
    try:
        connection.request("GET", f"/running?challenge={challenge}")
        answer = connection.getresponse()
        proof = answer.read(200).decode("ascii", "replace")
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return found if answer.status == 200 and hmac.compare_digest(proof.encode(), Door(found.secret).proof(challenge).encode()) else None


def listen(port: int, say: Language) -> socket.socket:
    """The socket, bound before anything else is started. On Windows another program could otherwise share the port."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HOST, port))
        made.listen(128)
    except (OSError, OverflowError) as error:
        made.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise ServeError(say(TAKEN, port=port, other=port + 1)) from error
        raise ServeError(say(NOT_ALLOWED, port=port)) from error
    return made


def _hand_over(other: Running, open_browser: bool, on_ready: Callable[[str], None] | None, say: Language) -> None:
    link = other.link()
    _tell(ALREADY, say, link=link)
    if on_ready is not None:
        on_ready(link)
    if open_browser:
        webbrowser.open(link)


def _server(store: Store, listener: socket.socket, running: Running) -> tuple[Any, Callable[[], None]]:
    """The server, and what ends the workers that it has started. Quitting ends its loop, which runs while it has a connection.

    What is sent stays in memory, however long (`inbuf_overflow`): an upload may hold names, and belongs on no disk.
    """
    from waitress import create_server  # type: ignore[import-untyped]
    from waitress.wasyncore import close_all  # type: ignore[import-untyped]

    from toolkit.web.app import LARGEST_UPLOAD, create_app
    from toolkit.web.receiving import receive

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a page with nine previews asks ten things at once, and that is well
    sockets: dict[int, Any] = {}
    made: list[Any] = []

    def stop() -> None:
        made[0].trigger.pull_trigger(lambda: close_all(sockets, ignore_all=True))

    app = create_app(store, token=running.secret, on_quit=stop)
    largest = LARGEST_UPLOAD + 1024 * 1024
    server = create_server(
        app, map=sockets, sockets=[listener], threads=THREADS, ident=None, max_request_body_size=largest, inbuf_overflow=largest
    )
    receive(server)
    made.append(server)
    return server, app.extensions["planner"].close


@contextlib.contextmanager
def _ended_politely() -> Iterator[None]:
    """A closed window or a shutdown ends the planner as Ctrl+C does, so that its workers end with it."""

    def end(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    names = ("SIGTERM", "SIGHUP", "SIGBREAK") if threading.current_thread() is threading.main_thread() else ()
    before = {number: signal.signal(number, end) for name in names if (number := getattr(signal, name, None)) is not None}
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _announced(folder: pathlib.Path, running: Running) -> Iterator[None]:
    path = folder / RUNNING
    places.write_private(path, json.dumps({"port": running.port, "secret": running.secret, "pid": os.getpid()}).encode())
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError, KeyError):
            if json.loads(path.read_bytes())["secret"] == running.secret:
                path.unlink()


def _tell(message: str, say: Language, **values: object) -> None:
    sys.stdout.write(say(message, **values) + "\n")
    sys.stdout.flush()

"""How the server takes what is sent: in memory, and what is too large is read to its end and thrown away.

Cut off in the middle, a browser shows an error of its own and no sentence of ours (RFC 9112, 9.3 and 9.6: it goes on sending). Read to its
end, a request comes to the application without its body, which refuses it by its length, in words.
"""

from io import BytesIO
from typing import Any

from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.parser import HTTPRequestParser  # type: ignore[import-untyped]

MOST_THROWN_AWAY = 2_000_000_000
"""Bytes. What is longer is cut off after all."""


class _Nowhere:
    """A body that is counted and not kept."""

    error = None

    def __init__(self, length: int) -> None:
        self._left = length

    @property
    def completed(self) -> bool:
        return self._left < 1

    def __len__(self) -> int:
        return 0

    def received(self, data: bytes) -> int:
        taken = min(len(data), self._left)
        self._left -= taken
        return taken

    def getfile(self) -> BytesIO:
        return BytesIO()

    def getbuf(self) -> "_Nowhere":
        return self

    def close(self) -> None:
        pass


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    content_length: int
    thrown_away = False

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.adj.max_request_body_size <= self.content_length <= MOST_THROWN_AWAY:
            self.body_rcv = _Nowhere(self.content_length)
            self.content_length = 0
            self.thrown_away = True

    def received(self, data: bytes) -> int:
        taken: int = super().received(data)
        if self.thrown_away:
            self.body_bytes_received = 0
        return taken


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _Parser


def receive(server: Any) -> None:
    """Let this server take its requests so."""
    server.channel_class = _Channel

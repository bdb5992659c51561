"""On the path of every process that the tests start: nothing may reach beyond this computer."""

import sys

LOOPBACK = ("127.", "localhost", "::1", "0.0.0.0", "")


def _only_loopback(event: str, arguments: tuple) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else ""
    elif event == "socket.getaddrinfo":
        host = arguments[0] or ""
    else:
        return
    host = host.decode() if isinstance(host, bytes) else str(host)
    if not any(host == known or (known and host.startswith(known)) for known in LOOPBACK):
        raise RuntimeError(f"a test reached for the network: {event} {host}")


sys.addaudithook(_only_loopback)

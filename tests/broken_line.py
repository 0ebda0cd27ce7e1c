"""A line to the site that can be cut: what is sent goes through, arrives without an answer, or is lost.

It stands on the loopback address, between a browser and a site that is being tested, and stops by itself.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import urlsplit

PATIENCE = 20
"""Seconds after which anything that hangs is given up."""


class Cut(Enum):
    """Where the line is cut."""

    NOWHERE = "everything goes through"
    ANSWER = "a form arrives, its answer does not"
    LINE = "nothing arrives"


@dataclass
class Line:
    """Open ``site`` instead of the site itself. ``forms`` counts the forms that arrived."""

    site: str
    cut: Cut = Cut.NOWHERE
    forms: list[str] = field(default_factory=list)


@contextmanager
def line_to(site: str) -> Iterator[Line]:
    """A line that is whole to begin with."""
    where = urlsplit(site)
    line = Line("")

    class Handler(StreamRequestHandler):
        timeout = PATIENCE

        def handle(self) -> None:
            with suppress(OSError):  # either side may hang up
                _carry(self, line, (where.hostname or "", where.port or 80))

    with _Server((where.hostname or "", 0), Handler) as server:
        line.site = f"http://{where.hostname}:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield line
        server.shutdown()
        thread.join(PATIENCE)


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True


def _carry(client: StreamRequestHandler, line: Line, site: tuple[str, int]) -> None:
    """One request and its answer; a next one comes over a new connection."""
    asked, body = _read(client)
    if not asked or line.cut is Cut.LINE:
        return _hang_up(client.connection)
    with socket.create_connection(site, timeout=PATIENCE) as behind:
        behind.sendall(asked + body)
        answer = b"".join(iter(lambda: behind.recv(65536), b""))
    is_form = asked.startswith(b"POST ")
    if is_form:
        line.forms.append(asked.split()[1].decode())
    if is_form and line.cut is Cut.ANSWER:
        return _hang_up(client.connection)
    client.wfile.write(answer)
    return None


def _read(client: StreamRequestHandler) -> tuple[bytes, bytes]:
    """The head of a request, which now asks to close the connection afterwards, and its body."""
    lines = []
    while (line := client.rfile.readline()) != b"\r\n":
        if not line:
            return b"", b""
        lines.append(line)
    kept = [one for one in lines if not one.lower().startswith((b"connection:", b"keep-alive:"))]
    length = next((int(one.split(b":")[1]) for one in lines if one.lower().startswith(b"content-length:")), 0)
    return b"".join([*kept, b"Connection: close\r\n\r\n"]), client.rfile.read(length)


def _hang_up(connection: socket.socket) -> None:
    """At once and without a goodbye, as a phone in a tunnel."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()

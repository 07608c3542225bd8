"""The server: waitress on a loopback address, with the address that opens the pages."""

from __future__ import annotations

import errno
import ipaddress
import secrets
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waitress import create_server

from ontoman.errors import BadInput, Refused
from ontoman_web.access import LOOPBACK
from ontoman_web.app import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from waitress.server import BaseWSGIServer

_THREADS = 8  # a page waits for a query's worker; others must not wait with it
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A server that listens, and the address that opens its pages once."""

    server: BaseWSGIServer
    url: str

    def run(self) -> None:
        """Serve until Ctrl-C."""
        self.server.run()

    def close(self) -> None:
        """End the server; `run` returns."""
        self.server.close()


def open_server(workspace_root: Path, host: str = "127.0.0.1", port: int = 8000) -> Opened:
    """Listen on a loopback address; OM830 beyond it, OM831 where the port is taken, OM832 where there is none."""
    check_loopback(host)
    token = secrets.token_urlsafe(24)
    app = create_app(workspace_root, token=token, hosts=tuple(dict.fromkeys((*LOOPBACK, host))))
    listener = _listen(host, port)
    server = create_server(app, sockets=[listener], threads=_THREADS, ident=None, clear_untrusted_proxy_headers=True)
    return Opened(server, f"http://{host}:{listener.getsockname()[1]}/?token={token}")


def check_loopback(host: str) -> None:
    """Refuse every address that another machine could reach: users don't exist yet."""
    try:
        loopback = host == "localhost" or ipaddress.IPv4Address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise Refused(
            "OM830",
            f"--host {host} could be reached from other machines, and there are no users yet who could log in.",
            fix="Leave --host out: the pages are then at 127.0.0.1. From elsewhere, use `ssh -L 8000:127.0.0.1:8000`.",
        )


def _listen(host: str, port: int) -> socket.socket:
    try:
        return _bound(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise _taken(host, port) from error
        raise BadInput(
            "OM832", f"{host}:{port} cannot be listened on: {error.strerror}.", fix="Name another --host or --port."
        ) from error


def _bound(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def _taken(host: str, port: int) -> BadInput:
    free = next((n for n in range(port + 1, min(port + _TRIES, 65536)) if _is_free(host, n)), 0)
    return BadInput(
        "OM831",
        f"Port {port} is taken: another program, or another `ontoman serve`, listens there.",
        fix=f"Use --port {free}{', which is free' if free else ': any free one'}.",
        details={"port": port, "free": free},
    )


def _is_free(host: str, port: int) -> bool:
    try:
        _bound(host, port).close()
    except OSError:
        return False
    return True

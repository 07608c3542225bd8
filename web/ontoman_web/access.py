"""Who may come in: host, origin, token, and what a browser may do with what it gets."""

from __future__ import annotations

import secrets
import threading
from typing import TYPE_CHECKING, TypeVar

from flask import current_app, g, make_response, redirect, request, url_for
from werkzeug.exceptions import SecurityError

from ontoman.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from flask import Flask
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    View = TypeVar("View", bound=Callable[..., Any])

LOOPBACK = ("127.0.0.1", "localhost")
SELF_ONLY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: with it a browser sends `Origin: null` from our own forms (Fetch, "append an Origin header").
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_EXTENSION = "ontoman.door"


class Door:
    """Turns the start-up token into a session, once; the session lives as long as this process."""

    def __init__(self, token: str) -> None:
        self._token: str | None = token
        self._session = secrets.token_urlsafe(32)
        self._lock = threading.Lock()

    def redeem(self, offered: str) -> str | None:
        """Return the session for the right token; None for a wrong one and for one that was used."""
        with self._lock:
            if self._token is None or not secrets.compare_digest(self._token.encode(), offered.encode()):
                return None
            self._token = None
            return self._session

    def admits(self, cookie: str | None) -> bool:
        """Tell whether a cookie is that of the session."""
        return cookie is not None and secrets.compare_digest(self._session.encode(), cookie.encode())


class NotAdmitted(Refused):
    """No session came with the request (OM801)."""

    def __init__(self) -> None:
        super().__init__(
            "OM801",
            "This page opens only with the address that `ontoman serve` printed when it started.",
            fix="Copy that address from the terminal, token included. It works once, in one browser; "
            "for another one, stop the server and start it again.",
        )


def install(app: Flask, door: Door) -> None:
    """Put the door in front of every route of *app*."""
    app.extensions[_EXTENSION] = door
    app.before_request(_guard)
    app.after_request(_harden)


def open_to_all(view: View) -> View:
    """Declare a view that answers without a session."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def require_session() -> None:
    """Refuse a request without the session's cookie (OM801)."""
    door: Door = current_app.extensions[_EXTENSION]
    if not door.admits(request.cookies.get(_cookie_name())):
        raise NotAdmitted
    g.admitted = True


def policy(**more: str) -> str:
    """Write the content security policy, with the directives in *more* instead of ours (`style_src=…`)."""
    directives = SELF_ONLY | {name.replace("_", "-"): value for name, value in more.items()}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _guard() -> ResponseReturnValue | None:
    if isinstance(request.routing_exception, SecurityError):
        raise request.routing_exception
    _check_origin()
    if request.method == "GET" and request.path == "/" and "token" in request.args:
        return _enter(request.args["token"])
    view = current_app.view_functions.get(request.endpoint or "")
    if request.endpoint != "static" and not getattr(view, "open_to_all", False):
        require_session()
    return None


def _check_origin() -> None:
    """Refuse what another site's page sends: any write, and a read that is no navigation."""
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "none")
    foreign = site not in {"none", "same-origin"} and request.headers.get("Sec-Fetch-Mode") != "navigate"
    if foreign or (request.method not in _READS and origin not in {None, request.host_url.rstrip("/")}):
        raise Refused(
            "OM802",
            f"This request comes from {origin or 'another site'}, and only this site's own pages may send it.",
            fix="Open the page here and try again.",
        )


def _enter(token: str) -> ResponseReturnValue:
    door: Door = current_app.extensions[_EXTENSION]
    response: Response = make_response(redirect(url_for("tree.index"), 303))
    if door.admits(request.cookies.get(_cookie_name())):
        return response
    session = door.redeem(token)
    if session is None:
        raise NotAdmitted
    response.set_cookie(_cookie_name(), session, httponly=True, samesite="Strict", path="/")
    return response


def _cookie_name() -> str:
    """Name the cookie for the port: browsers share cookies between the ports of a host."""
    port = request.host.rpartition(":")[2]
    return f"ontoman_{port}" if port.isdigit() else "ontoman"


def _harden(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", policy())
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "private, no-cache")
    response.vary.update(("Accept", "Cookie"))
    return response

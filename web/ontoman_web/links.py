"""Addresses: keys percent-encoded, and the state that a reader chose carried from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import g, request, url_for
from werkzeug.routing import BaseConverter

from ontoman.model import Attribute, Category, EdgeCaseRule, Entity, Value

if TYPE_CHECKING:
    from flask import Flask

# Pages that show no state of their own choosing keep `?release=` out of their address.
_STATELESS = ("static", "releases.", "diffs.", "vocabulary.", "guidelines.")
_UNSAFE_AS_PATH = frozenset({".", ".."})  # a browser resolves them, percent-encoded or not


class KeyConverter(BaseConverter):
    """Any key at all, as one percent-encoded part of an address: `a/b` is `a%2Fb`."""

    regex = ".+"
    part_isolating = False

    def to_url(self, value: object) -> str:
        """Encode a key."""
        return quote(str(value), safe="")


def install(app: Flask) -> None:
    """Give the templates their links."""
    app.url_default_functions.setdefault(None, []).append(_carry)
    app.jinja_env.globals.update(href=href, resource=resource, here=here)


def href(entity: Entity, **state: Any) -> str:  # noqa: ANN401 - as url_for
    """Return the address of an entity's page, in the state that the reader looks at or another one."""
    match entity:
        case _ if entity.key in _UNSAFE_AS_PATH:
            return resource(entity.iri, **state)
        case Category():
            return url_for("categories.show", key=entity.key, **state)
        case Attribute():
            return url_for("attributes.show", key=entity.key, **state)
        case EdgeCaseRule():
            return url_for("rules.show", key=entity.key, **state)
        case Value(attribute=attribute) if attribute in g.scene.ontology.attributes:
            return f"{href(g.scene.ontology.attributes[attribute], **state)}#{quote(entity.key, safe='')}"
        case _:
            return resource(entity.iri, **state)


def resource(iri: str, **state: Any) -> str:  # noqa: ANN401 - as url_for
    """Return the address of what is said of an IRI."""
    return url_for("resources.show", iri=iri, **state)


def here(**changes: str | int | None) -> str:
    """Return the address of this page with some of its parameters changed; None takes one away."""
    assert request.endpoint is not None
    values: dict[str, Any] = {**request.args.to_dict(), **(request.view_args or {}), **changes}
    return url_for(request.endpoint, **values)


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    chosen = g.get("carried", {})
    if chosen and not endpoint.startswith(_STATELESS):
        for name, value in chosen.items():
            values.setdefault(name, value)

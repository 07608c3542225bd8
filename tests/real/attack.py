"""ATT&CK Mobile as a concept scheme: the techniques of a STIX bundle, with what was revoked and by what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ontoman.model import names as n
from ontoman.model.terms import XSD, iri_node, join, literal_node
from ontoman.rdf import canonical

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE = "https://example.org/attack/"
SCHEME = iri_node(NAMESPACE + "mobile")
TRUE = literal_node("true", datatype=XSD + "boolean")
LINKS = {"subtechnique-of": n.BROADER, "revoked-by": n.IS_REPLACED_BY}


def attack(path: Path) -> tuple[str, ...]:
    """Read a bundle as canonical statements."""
    objects = json.loads(path.read_text("utf-8"))["objects"]
    techniques = {found["id"]: found for found in objects if found["type"] == "attack-pattern"}
    lines = [join(SCHEME, iri_node(n.TYPE), iri_node(n.CONCEPT_SCHEME))]
    for technique in techniques.values():
        lines += _technique(technique)
    for link in objects:
        if link["type"] == "relationship" and link["source_ref"] in techniques and link["target_ref"] in techniques:
            predicate = LINKS.get(link["relationship_type"])
            if predicate and not link.get("revoked"):
                lines.append(join(_node(link["source_ref"]), iri_node(predicate), _node(link["target_ref"])))
    return canonical(lines)


def _node(identity: str) -> str:
    return iri_node(NAMESPACE + identity.removeprefix("attack-pattern--"))


def _technique(found: dict) -> list[str]:
    me = _node(found["id"])
    key = next(ref["external_id"] for ref in found["external_references"] if ref["source_name"].startswith("mitre"))
    facts = [
        (n.TYPE, iri_node(n.CONCEPT)),
        (n.IN_SCHEME, SCHEME),
        (n.NOTATION, literal_node(key)),
        (n.PREF_LABEL, literal_node(found["name"], "en")),
        (n.DEFINITION, literal_node(found.get("description", ""), "en")),
    ]
    if found.get("revoked") or found.get("x_mitre_deprecated"):
        facts.append((n.DEPRECATED, TRUE))
    return [join(me, iri_node(predicate), node) for predicate, node in facts]

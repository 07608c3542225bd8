"""ATT&CK's mobile techniques, from STIX to SKOS: techniques and sub-techniques under their tactics."""

from __future__ import annotations

import json

from ontoman.model import names
from ontoman.model.terms import iri_node, join, literal_node

NAMESPACE = "https://example.org/attack/"


def read(path, *, replacements=True):
    """Return a bundle's techniques and tactics as sorted canonical lines; without *replacements* none names its heir."""
    objects = [o for o in json.loads(path.read_text(encoding="utf-8"))["objects"] if o["type"] in _TYPES]
    tactics = {o["x_mitre_shortname"]: o["id"] for o in objects if o["type"] == "x-mitre-tactic"}
    lines = {line for o in objects if o["type"] in _CATEGORIES for line in _category(o)}
    below = {o["source_ref"] for o in objects if o.get("relationship_type") == "subtechnique-of"}
    for o in objects:
        if o["type"] == "attack-pattern" and o["id"] not in below:
            lines |= {_edge(o["id"], names.BROADER, tactics[phase]) for phase in _phases(o) if phase in tactics}
        if o.get("relationship_type") == "subtechnique-of":
            lines.add(_edge(o["source_ref"], names.BROADER, o["target_ref"]))
        if o.get("relationship_type") == "revoked-by" and replacements and o["source_ref"].startswith("attack-pattern"):
            lines.add(_edge(o["source_ref"], names.IS_REPLACED_BY, o["target_ref"]))
    return tuple(sorted(lines))


_CATEGORIES = {"attack-pattern", "x-mitre-tactic"}
_TYPES = {*_CATEGORIES, "relationship"}


def _category(o):
    subject = iri_node(NAMESPACE + o["id"])
    yield join(subject, iri_node(names.TYPE), iri_node(names.CONCEPT))
    yield join(subject, iri_node(names.NOTATION), literal_node(_code(o)))
    yield join(subject, iri_node(names.PREF_LABEL), literal_node(o["name"], "en"))
    if o.get("description"):
        yield join(subject, iri_node(names.DEFINITION), literal_node(o["description"], "en"))
    if o.get("revoked") or o.get("x_mitre_deprecated"):
        yield join(subject, iri_node(names.DEPRECATED), literal_node("true", "", names.XSD_BOOLEAN))


def _code(o):
    return next(r["external_id"] for r in o["external_references"] if r["source_name"].startswith("mitre"))


def _phases(o):
    return [phase["phase_name"] for phase in o.get("kill_chain_phases", ())]


def _edge(source, predicate, target):
    return join(iri_node(NAMESPACE + source), iri_node(predicate), iri_node(NAMESPACE + target))

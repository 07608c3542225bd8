"""What an ontology is: values and questions, nothing that reads or writes."""

from __future__ import annotations

from ontoman.model.entities import (
    Attribute,
    Category,
    Disposition,
    EdgeCaseRule,
    Entity,
    Example,
    Facet,
    Header,
    Lineage,
    Meaning,
    Redefinition,
    Role,
    SplitPart,
    Value,
    ValueKind,
    Verdict,
    value_place,
)
from ontoman.model.ontology import KeyNotFound, Ontology, menu_order
from ontoman.model.terms import Iri, LangString, Line, Literal, Node, Triple
from ontoman.model.version import Bump, Version, version_iri

__all__ = [
    "Attribute",
    "Bump",
    "Category",
    "Disposition",
    "EdgeCaseRule",
    "Entity",
    "Example",
    "Facet",
    "Header",
    "Iri",
    "KeyNotFound",
    "LangString",
    "Line",
    "Lineage",
    "Literal",
    "Meaning",
    "Node",
    "Ontology",
    "Redefinition",
    "Role",
    "SplitPart",
    "Triple",
    "Value",
    "ValueKind",
    "Verdict",
    "Version",
    "menu_order",
    "value_place",
    "version_iri",
]

"""What a single value must be: cheap where a value is plain, and as rdflib and pySHACL read it where it is not."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, cast

from ontoman.model.terms import XSD, Node, iri_of, is_blank, is_iri, is_literal, literal_of

if TYPE_CHECKING:
    from rdflib import Literal

    from ontoman.validation.shacl.shape import Bound

_PLAIN_INTEGER = re.compile(rf'"(-?\d{{1,15}})"\^\^<{re.escape(XSD)}integer>', re.ASCII)
_PLAIN = re.compile(
    rf'"(?:-?\d{{1,15}}"\^\^<{re.escape(XSD)}integer|-?\d{{1,15}}\.\d{{1,9}}"\^\^<{re.escape(XSD)}decimal'
    rf'|(?:true|false)"\^\^<{re.escape(XSD)}boolean)>',
    re.ASCII,
)
"""Literals that are well-typed at a glance: most of those that an ontology has."""
_MANY_TYPES = frozenset(
    {"<http://www.w3.org/2000/01/rdf-schema#Literal>", "<http://www.w3.org/2000/01/rdf-schema#Datatype>"}
)
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def text_of(node: str) -> str | None:
    """Return what `sh:pattern` looks at: the text of a literal, an IRI; None for a blank node, which never matches."""
    if is_blank(node):
        return None
    if is_iri(node):
        return iri_of(node)
    if node[-1] == '"' and "\\" not in node:
        return node[1:-1]
    return literal_of(node).text


def language_of(node: str) -> str:
    """Return the language of a literal in small letters, or an empty text."""
    if not is_literal(node) or node[-1] in '">':
        return ""
    return node[node.rfind('"') + 2 :].lower()


@lru_cache(maxsize=50_000)
def is_of(node: str, datatype: str) -> bool:
    """Tell whether *node* is a well-typed literal of *datatype* (the rules of pySHACL's `sh:datatype`)."""
    if not is_literal(node):
        return False
    if node[-1] == ">" and datatype not in _MANY_TYPES:
        if not node.endswith(f'"^^{datatype}'):
            return False
        if _PLAIN.fullmatch(node):
            return True
    return _conforms(node, datatype)


def _conforms(node: str, datatype: str) -> bool:
    """Ask pySHACL itself: what it takes for a literal of a datatype follows from rdflib's tables."""
    from pyshacl.constraints.core.value_constraints import DatatypeConstraintComponent  # noqa: PLC0415 - heavy
    from rdflib import RDF, RDFS, XSD as RDFLIB_XSD, URIRef  # noqa: PLC0415 - heavy

    from ontoman.rdf.graphs import quiet, term_of  # noqa: PLC0415 - only odd values pay for it

    with quiet():
        literal, rule = cast("Literal", term_of(Node(node))), URIRef(iri_of(datatype))
    check: Any = DatatypeConstraintComponent  # no instance is needed for what follows
    actual = partial(check._assert_actual_datatype, None)  # noqa: SLF001
    if literal.datatype == rule:
        return literal.ill_typed is not True and bool(actual(literal, rule))
    if rule == RDFS.Literal or (rule == RDFS.Datatype and literal.datatype):
        return True
    plain = literal.datatype is None and literal.language is None and rule == RDFLIB_XSD.string
    return bool((plain or (rule == RDF.langString and literal.language)) and actual(literal, rule))


def is_within(node: str, bound: Bound) -> bool:
    """Tell whether *node* compares with the literal of *bound* as it allows."""
    if not is_literal(node):
        return False
    one, other = _PLAIN_INTEGER.fullmatch(node), _PLAIN_INTEGER.fullmatch(bound.literal)
    if one and other:
        left, right = int(one[1]), int(other[1])
        return (left > right) - (left < right) in bound.allowed
    return _compares(node, bound)


def _compares(node: str, bound: Bound) -> bool:
    from pyshacl.rdfutil.compare import compare_literal  # noqa: PLC0415 - heavy

    from ontoman.rdf.graphs import quiet, term_of  # noqa: PLC0415 - only odd values pay for it

    with quiet():
        value, limit = cast("Literal", term_of(Node(node))), cast("Literal", term_of(Node(bound.literal)))
        if isinstance(value.value, str) != isinstance(limit.value, str):
            return False
        try:
            return compare_literal(value, limit) in bound.allowed  # type: ignore[no-untyped-call]
        except (TypeError, NotImplementedError, ArithmeticError):  # a decimal and NaN, at which pySHACL 0.40.1 stops
            return False

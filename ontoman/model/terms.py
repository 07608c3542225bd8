"""RDF terms as they stand in a canonical N-Triples line: pure text, lexical forms untouched.

A **line** is one statement without its line feed: `<s> <p> <o> .` A **node** is one term of it as written:
`<iri>`, `_:label` or a literal. Lines compare by their UTF-8 bytes, which for N-Triples is code point order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, NewType

Iri = NewType("Iri", str)
"""An absolute IRI without its angle brackets."""

Node = NewType("Node", str)
"""A term as N-Triples writes it: `<iri>`, `_:label`, `"text"@en` or `"1"^^<datatype>`."""

Line = NewType("Line", str)
"""One canonical N-Triples statement, without its line feed."""

XSD = "http://www.w3.org/2001/XMLSchema#"
STRING = Iri(XSD + "string")
LANG_STRING = Iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_UNESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_ESCAPED = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
# RDF 1.2 canonical N-Triples: the two-letter forms above, \uXXXX for the other controls, nothing else.
_TO_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\\ufffe\uffff]')
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)


class Triple(NamedTuple):
    """One statement, taken apart."""

    subject: Node
    predicate: Node
    object: Node


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A literal value with the lexical form that its author wrote."""

    text: str
    lang: str = ""
    datatype: Iri = STRING


@dataclass(frozen=True, slots=True, order=True)
class LangString:
    """A text in a language; `lang` is empty where the author gave none."""

    text: str
    lang: str = ""


def split(line: Line) -> Triple:
    """Take a canonical line apart: `<s> <p> "o" .` gives its three nodes."""
    subject, predicate, rest = line.split(" ", 2)
    return Triple(Node(subject), Node(predicate), Node(rest[:-2]))


def join(subject: Node, predicate: Node, obj: Node) -> Line:
    """Write a statement as a canonical line; the inverse of `split`."""
    return Line(f"{subject} {predicate} {obj} .")


def iri_node(iri: str) -> Node:
    """Write an IRI as a node."""
    return Node(f"<{iri}>")


def is_iri(node: str) -> bool:
    """Tell whether *node* is an IRI."""
    return node.startswith("<")


def is_blank(node: str) -> bool:
    """Tell whether *node* is a blank node."""
    return node.startswith("_:")


def is_literal(node: str) -> bool:
    """Tell whether *node* is a literal."""
    return node.startswith('"')


def iri_of(node: str) -> Iri:
    """Read an IRI node: `<x>` gives `x`."""
    return Iri(node[1:-1])


def escape(text: str) -> str:
    """Escape *text* for a canonical literal (RDF 1.2 N-Triples, section 4)."""
    return _TO_ESCAPE.sub(lambda match: _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", text)


def unescape(text: str) -> str:
    """Undo `escape`, and every other escape that N-Triples knows."""
    return _ESCAPED.sub(_unescape_one, text) if "\\" in text else text


def _unescape_one(match: re.Match[str]) -> str:
    code = match[1]
    return chr(int(code[1:], 16)) if code[0] in "uU" and len(code) > 1 else _UNESCAPES.get(code, code)


def literal_node(text: str, lang: str = "", datatype: str = STRING) -> Node:
    """Write a literal as a node; `xsd:string` stays unwritten, a language is in small letters (canonical N-Triples)."""
    body = f'"{escape(text)}"'
    if lang:
        return Node(f"{body}@{lang.lower()}")
    return Node(body if datatype == STRING else f"{body}^^<{datatype}>")


def literal_of(node: str) -> Literal:
    """Read a literal node: `"a"@en` gives text `a`, lang `en`."""
    match = _LITERAL.fullmatch(node)
    if match is None:
        raise ValueError(node)
    text, lang, datatype = match.groups()
    if lang:
        return Literal(unescape(text), lang, LANG_STRING)
    return Literal(unescape(text), "", Iri(datatype) if datatype else STRING)


def local_name(iri: str) -> str:
    """Return what follows the last `#`, `/` or `:` of an IRI, still percent-encoded."""
    trimmed = iri.rstrip("#/")
    return re.split(r"[#/:]", trimmed)[-1]

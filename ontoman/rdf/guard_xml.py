"""What XML must not declare: anything outside the file, entities within entities, entities that explode."""

from __future__ import annotations

import re
from collections import Counter
from xml.parsers import expat  # reads the prolog only, with handlers that refuse; it fetches nothing

from ontoman.errors import BadInput

EXPANSION_LIMIT = 1_000_000
"""How many characters the entities of a file may add up to."""

_PREDEFINED = r"#|amp;|lt;|gt;|quot;|apos;"
_WITHIN = re.compile(rf"&(?!{_PREDEFINED})|%")
_REFERENCE = re.compile(rf"&(?!{_PREDEFINED})([^\s;&<]+);")


def check_xml(data: bytes) -> None:
    """Refuse XML that declares SYSTEM, PUBLIC or parameter entities, nests entities, or explodes (OM214).

    Small flat entities pass: Protégé writes them.
    """
    if b"<!DOCTYPE" not in data:
        return
    entities = _declared(data)
    used = Counter(_REFERENCE.findall(data.decode()))
    size = sum(len(entities.get(name, "")) * times for name, times in used.items())
    if size > EXPANSION_LIMIT:
        raise _refused(f"uses entities that expand to {size:,} characters; {EXPANSION_LIMIT:,} are allowed", None)


class _Content(Exception):
    """The prolog is over."""


def _declared(data: bytes) -> dict[str, str]:
    entities: dict[str, str] = {}
    parser = expat.ParserCreate()

    def doctype(_name: str, system: str | None, public: str | None, _internal: object) -> None:
        if system is not None or public is not None:
            raise _refused("names a document type outside the file", parser.CurrentLineNumber)

    def entity(
        name: str, parameter: object, value: str | None, _base: object, _system: object, _public: object, _kind: object
    ) -> None:
        if parameter:
            raise _refused(f"declares the parameter entity {name!r}", parser.CurrentLineNumber)
        if value is None:
            raise _refused(f"declares the entity {name!r} outside the file", parser.CurrentLineNumber)
        if _WITHIN.search(value):
            raise _refused(f"declares the entity {name!r} by way of another", parser.CurrentLineNumber)
        entities.setdefault(name, value)

    def content(_name: str, _attributes: object) -> None:
        raise _Content

    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = entity
    parser.StartElementHandler = content
    try:
        parser.Parse(data, True)
    except _Content:
        pass
    except expat.ExpatError as error:
        raise _refused(f"has a prolog that cannot be read ({expat.ErrorString(error.code)})", error.lineno) from error
    return entities


def _refused(what: str, line: int | None) -> BadInput:
    place = f"Line {line}: the" if line else "The"
    return BadInput(
        "OM214",
        f"{place} XML {what}.",
        fix="Save it as Turtle with the tool that it comes from, or write the entities out.",
        details={"line": line},
    )

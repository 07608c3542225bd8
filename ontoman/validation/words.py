"""A finding in the authors' words: labels and keys for IRIs, slots of the message filled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ontoman.model import names
from ontoman.validation.results import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.model import Ontology
    from ontoman.validation.library import Check
    from ontoman.validation.results import Found, Severity

_SLOT = re.compile(r"\{\$(\w+)\}")
_IRI = re.compile(r"(?:https?|urn|file|tag|ark|doi):[^\s<>\"]+")
_LONG = 120


def result_of(found: Found, check: Check, severity: Severity, ontology: Ontology) -> Result:
    """Put what a check found in words."""
    slots = {
        "this": name_of(found.focus, ontology),
        "path": curie(found.path or ""),
        "value": "none" if found.value is None else shown(found.value, ontology),
        **found.words,
    }
    return Result(
        code=check.code,
        severity=severity,
        focus=found.focus,
        path=found.path,
        value=found.value,
        message=_filled(check.message, slots),
        fix=_filled(check.fix, slots),
    )


def _filled(template: str, slots: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: slots.get(slot[1], slot[0]), template)


def name_of(focus: str, ontology: Ontology) -> str:
    """Name an entity as its authors do: its label, and its key where that says more.

    >>> from ontoman.model import Ontology
    >>> name_of("http://www.w3.org/2004/02/skos/core#broader", Ontology())
    'skos:broader'
    """
    entity = ontology.entities.get(focus)  # type: ignore[call-overload]
    if entity is not None:
        label = entity.label("en")
        return entity.key if label == entity.key else f"{label} ({entity.key})"
    if focus == ontology.header.iri:
        return "The ontology"
    if focus.startswith("_:"):
        return "a nameless node"
    return curie(focus) if focus else "This ontology"


def shown(value: str, ontology: Ontology) -> str:
    """Show a value: an entity by name, an IRI as such, a text in quotation marks."""
    if value in ontology.entities or _IRI.fullmatch(value) or value.startswith("_:"):
        return name_of(value, ontology)
    return f'"{value if len(value) <= _LONG else value[: _LONG - 1] + "…"}"'


def curie(iri: str) -> str:
    """Shorten an IRI by the prefixes that everybody here uses."""
    for prefix, namespace in names.PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"

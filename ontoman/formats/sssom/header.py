"""The header of a map file: YAML in lines that start with `#`."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import yaml

from ontoman.errors import BadInput
from ontoman.formats.sssom.columns import term_of
from ontoman.migration.curies import expand, known_prefixes, shorten
from ontoman.migration.values import DEFAULT_LICENSE, MapHeader
from ontoman.model.names import PREFIXES
from ontoman.model.version import version_iri

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ontoman.migration.values import MigrationMap

ROW_COUNT: Final = "om_row_count"
_SET_SLOTS = ("om_from_graph_sha256", "om_to_graph_sha256", "om_predecessor_sha256", "om_completeness", ROW_COUNT)
_OPEN = "urn:ontoman:map"


def header_lines(migration_map: MigrationMap, columns: Sequence[str]) -> list[str]:
    """Return the header as lines of YAML, in SSSOM's order."""
    header = migration_map.header
    source, target = header.from_version_iri, header.to_version_iri
    document: dict[str, object] = {
        "sssom_version": "1.1",
        "curie_map": dict(sorted(_declared(header, migration_map).items())),
        "mapping_set_id": header.mapping_set_id,
        "mapping_set_version": str(header.revision),
        "license": header.license,
        "subject_source": source,
        "subject_source_version": _version_of(source),
        "object_source": target,
        "object_source_version": _version_of(target),
        "mapping_tool": "ontoman",
        "mapping_tool_version": header.tool_version,
        "om_from_graph_sha256": header.from_graph_sha256,
        "om_to_graph_sha256": header.to_graph_sha256,
        "om_predecessor_sha256": header.predecessor_sha256,
        "om_completeness": "total" if header.complete else "partial",
        ROW_COUNT: len(migration_map.rows),
    }
    document = {slot: value for slot, value in document.items() if value is not None}
    ours = [slot for slot in (*_SET_SLOTS, *columns) if slot.startswith("om_") and slot in {*document, *columns}]
    document["extension_definitions"] = [_definition(slot) for slot in ours]
    text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=1000)
    return text.rstrip("\n").split("\n")


def _definition(slot: str) -> dict[str, str]:
    hint = "xsd:integer" if slot in {"om_order", ROW_COUNT} else "xsd:string"
    return {"slot_name": slot, "property": shorten(term_of(slot), PREFIXES), "type_hint": hint}


def _declared(header: MapHeader, migration_map: MigrationMap) -> dict[str, str]:
    """Return the map's own prefixes with those of ours that files use."""
    ours = {prefix: PREFIXES[prefix] for prefix in ("obo", "oio", "om", "semapv", "skos", "sssom", "xsd")}
    own_rows = any(row.record_id.startswith("row:") for row in migration_map.rows)
    return {**ours, **({"row": _row_space(header)} if own_rows else {}), **header.curie_map}


def _row_space(header: MapHeader) -> str:
    return f"{header.mapping_set_id}#"


def _version_of(iri: str | None) -> str | None:
    return None if iri is None else iri.rsplit("/", 1)[-1] or iri


def header_of(comments: Sequence[str], name: str) -> tuple[MapHeader, frozenset[str], int | None]:
    """Read the header from its lines without their `#`, which extension slots it declares, and how many rows it counts.

    Every slot may be absent; OM501 where the lines are no YAML.
    """
    document = _document(comments, name)
    prefixes = document.get("curie_map")
    curie_map = {str(k): str(v) for k, v in prefixes.items()} if isinstance(prefixes, dict) else {}
    texts = {str(slot): str(value) for slot, value in document.items() if value and not isinstance(value, dict | list)}
    header = MapHeader(
        mapping_set_id=texts.get("mapping_set_id", _OPEN),
        license=texts.get("license", DEFAULT_LICENSE),
        revision=_whole(texts.get("mapping_set_version", "1")),
        predecessor_sha256=texts.get("om_predecessor_sha256"),
        from_version_iri=_release(texts, "subject_source", curie_map),
        to_version_iri=_release(texts, "object_source", curie_map),
        from_graph_sha256=texts.get("om_from_graph_sha256"),
        to_graph_sha256=texts.get("om_to_graph_sha256"),
        complete=texts.get("om_completeness", "total") != "partial",
        tool_version=texts.get("mapping_tool_version"),
    )
    usual = {**PREFIXES, "row": _row_space(header)}
    own = {prefix: space for prefix, space in curie_map.items() if usual.get(prefix) != space}
    counted = texts.get(ROW_COUNT, "")
    return replace(header, curie_map=own), _declared_slots(document), int(counted) if counted.isdecimal() else None


def _declared_slots(document: Mapping[object, object]) -> frozenset[str]:
    definitions = document.get("extension_definitions")
    entries = definitions if isinstance(definitions, list) else []
    return frozenset(str(entry.get("slot_name")) for entry in entries if isinstance(entry, dict))


def _document(comments: Sequence[str], name: str) -> Mapping[object, object]:
    try:
        document = yaml.safe_load(textwrap.dedent("\n".join(comments)))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInput(
            "OM501",
            f"The header of {name} is not YAML: {' '.join(str(error).split())[:200]}.",
            fix="The lines that start with # hold SSSOM's metadata, such as `# curie_map:`.",
        ) from error
    return document if isinstance(document, dict) else {}


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 1


def _release(texts: Mapping[str, str], slot: str, curie_map: Mapping[str, str]) -> str | None:
    """Return the versionIRI that the source and its version name; None where the map leaves the release open.

    A source without a version is an ontology and no release of it.
    """
    source, version = texts.get(slot), texts.get(f"{slot}_version")
    if source is None or version is None:
        return None
    iri = expand(source, known_prefixes(curie_map))
    named = iri == version or iri.endswith(f"/{version}") or version == iri.rsplit("/", 1)[-1]
    return iri if named else version_iri(iri, version)

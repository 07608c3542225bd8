"""The diff as commands of KGCL's language; what its grammar has no words for stands as a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ontoman.formats.diff_story import sides
from ontoman.model import names
from ontoman.model.terms import Literal, iri_node, is_blank, is_iri, is_literal, literal_of, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ontoman.formats.diff_story import Entry
    from ontoman.model import Triple

_LABELS: Final = frozenset(map(iri_node, (names.PREF_LABEL, names.RDFS_LABEL)))
_SYNONYMS: Final = frozenset({iri_node(names.ALT_LABEL)})
_DEFINITION: Final = iri_node(names.DEFINITION)
_TYPE: Final = iri_node(names.TYPE)
_CLASSES: Final = frozenset(map(iri_node, (names.CONCEPT, names.CLASS)))
_MEMBER: Final = iri_node(names.SKOS_NS + "member")
_REPLACED: Final = frozenset(map(iri_node, (names.IS_REPLACED_BY, names.TERM_REPLACED_BY)))

_Command = str | None
"""A command, or None where the grammar cannot say it."""


def kgcl(document: Mapping[str, Any]) -> str:
    """Write a diff as KGCL, one command a line: what comes first, then what changes, then what goes."""
    entries = sorted(document["changes"], key=_stage)
    lines = [line for entry in entries for line in _told(entry)]
    head = f"# {_flat(document['from'])} to {_flat(document['to'])}: {document['bump']}"
    return "\n".join([head, *lines]) + "\n"


def _stage(entry: Entry) -> int:
    if entry["kind"].endswith(("Removed", "Deleted")) and entry["kind"] in _WRITERS:
        return 2
    return 0 if _WRITERS.get(entry["kind"]) is _create else 1


def _told(entry: Entry) -> Iterator[str]:
    writer = _WRITERS.get(entry["kind"])
    found = list(writer(entry)) if writer else [None]
    yield from (command for command in found if command is not None)
    if None in found or not found:
        yield f"# {_flat(' '.join(filter(None, (entry['kind'], entry['key'] or entry['about'], sides(entry)))))}"


# -- how each kind is said --------------------------------------------------------------------------------------------


def _create(entry: Entry) -> Iterator[_Command]:
    """Create a node and say what KGCL has words for; the rest of its statements is counted in a comment."""
    about, triples = iri_node(entry["about"] or ""), _triples(entry["added"])
    own = [triple for triple in triples if triple.subject == about]
    label = next((t for t in _english_first(own) if t.predicate in _LABELS and _said(t) is not None), None)
    yield f"create node {about} {_said(label)}" if label else f"create {about}"
    unsaid = len(triples) - len(own)
    for triple in own:
        if triple is label or (triple.predicate == _TYPE and triple.object in _CLASSES):
            continue
        command = _fact(triple)
        unsaid += command is None
        if command is not None:
            yield command
    if unsaid:
        yield f"# {entry['kind']} {_flat(entry['key'] or entry['about'])}: {unsaid} more statements"


def _fact(triple: Triple) -> _Command:
    if triple.predicate in _SYNONYMS:
        return _with(_said(triple), "create synonym {} for " + triple.subject)
    if triple.predicate == _DEFINITION:
        return _with(_quoted(triple), "add definition {} to " + triple.subject)
    return _edge("create", triple)


def _delete(entry: Entry) -> Iterator[_Command]:
    yield f"delete {iri_node(entry['about'])}"


def _obsolete(entry: Entry) -> Iterator[_Command]:
    targets = {t.object for t in _triples(entry["added"]) if t.predicate in _REPLACED and is_iri(t.object)}
    replacement = f" with replacement {min(targets)}" if len(targets) == 1 else ""
    yield f"obsolete {iri_node(entry['about'])}{replacement}"
    if entry["kind"] == "DeprecatedConsider" or len(targets) > 1:
        yield f"# {_flat(entry['key'] or entry['about'])}: consider {_flat(sides(entry).removeprefix('+ '))}"


def _unobsolete(entry: Entry) -> Iterator[_Command]:
    yield f"unobsolete {iri_node(entry['about'])}"


def _rename(entry: Entry) -> Iterator[_Command]:
    for old, new in _pairs(entry):
        texts = _said(old), _said(new)
        yield None if None in texts else f"rename {old.subject} from {texts[0]} to {texts[1]}"


def _new_synonym(entry: Entry) -> Iterator[_Command]:
    for triple in _triples(entry["added"]):
        yield _with(_said(triple), "create synonym {} for " + triple.subject)


def _remove_synonym(entry: Entry) -> Iterator[_Command]:
    for triple in _triples(entry["removed"]):
        yield _with(_said(triple), "remove synonym {} for " + triple.subject)


def _replace_synonym(entry: Entry) -> Iterator[_Command]:
    for old, new in _pairs(entry):
        texts = _said(old), _quoted(new)
        yield None if None in texts else f"change synonym {texts[0]} for {old.subject} to {texts[1]}"


def _new_definition(entry: Entry) -> Iterator[_Command]:
    for triple in _triples(entry["added"]):
        yield _with(_quoted(triple), "add definition {} to " + triple.subject)


def _remove_definition(entry: Entry) -> Iterator[_Command]:
    yield f"remove definition for {iri_node(entry['about'])}"


def _replace_definition(entry: Entry) -> Iterator[_Command]:
    for old, new in _pairs(entry):
        texts = _quoted(old), _quoted(new)
        yield None if None in texts else f"change definition of {old.subject} from {texts[0]} to {texts[1]}"


def _edges(entry: Entry) -> Iterator[_Command]:
    """Delete the edges that went and create those that came."""
    yield from (_edge("delete", triple) for triple in _triples(entry["removed"]))
    yield from (_edge("create", triple) for triple in _triples(entry["added"]))


def _move(entry: Entry) -> Iterator[_Command]:
    """Move along each predicate; where an edge is written in another way on one side, edges say it."""
    old, new = ({t.predicate: t for t in _triples(entry[side])} for side in ("removed", "added"))
    if old.keys() != new.keys() or any(old[p].subject != new[p].subject for p in old):
        yield from _edges(entry)
        return
    for predicate, was in old.items():
        yield f"move {was.subject} {predicate} {was.object} from {was.object} to {new[predicate].object}"


def _predicate(entry: Entry) -> Iterator[_Command]:
    for old, new in _pairs(entry):
        if is_iri(old.object) and old.object == new.object:
            yield f"change relationship between {old.subject} and {old.object} from {old.predicate} to {new.predicate}"
        else:
            yield None


def _subset(entry: Entry) -> Iterator[_Command]:
    for word, side, way in (("remove", "removed", "from"), ("add", "added", "to")):
        for triple in _triples(entry[side]):
            member = triple.predicate == _MEMBER and is_iri(triple.object)
            yield f"{word} {triple.object} {way} subset {triple.subject}" if member else None


_WRITERS: Final[Mapping[str, Callable[[Entry], Iterator[_Command]]]] = {
    **dict.fromkeys(("EntityAdded", "AttributeAdded", "ValueAdded", "RuleAdded", "ExampleAdded"), _create),
    **dict.fromkeys(("EntityDeleted", "AttributeRemoved", "ValueRemoved", "RuleRemoved", "ExampleRemoved"), _delete),
    **dict.fromkeys(("Deprecated", "DeprecatedReplaced", "DeprecatedConsider"), _obsolete),
    "Undeprecated": _unobsolete,
    "PrefLabelChanged": _rename,
    "AltLabelAdded": _new_synonym,
    "AltLabelRemoved": _remove_synonym,
    "AltLabelReplaced": _replace_synonym,
    "DefinitionAdded": _new_definition,
    "DefinitionRemoved": _remove_definition,
    "DefinitionReplaced": _replace_definition,
    **dict.fromkeys(("Moved", "Promoted", "Demoted"), _move),
    **dict.fromkeys(("ParentAdded", "ParentRemoved", "MultiMove", "BecameTop", "LeftTop"), _edges),
    **dict.fromkeys(("RelatedAdded", "RelatedRemoved", "ConfusableAdded", "ConfusableRemoved"), _edges),
    **dict.fromkeys(("MappingAdded", "MappingRemoved", "MappingReplaced"), _edges),
    **dict.fromkeys(("AddedToScheme", "RemovedFromScheme", "EquivalentAdded", "EquivalentRemoved"), _edges),
    **dict.fromkeys(("DisjointAdded", "DisjointRemoved"), _edges),
    "MappingPredicateChanged": _predicate,
    "AddedToCollection": _subset,
    "RemovedFromCollection": _subset,
}


# -- terms ------------------------------------------------------------------------------------------------------------


def _triples(lines: Sequence[Any]) -> list[Triple]:
    return [split(line) for line in lines]


def _pairs(entry: Entry) -> list[tuple[Triple, Triple]]:
    """Pair what went with what came; a change of one value has one of each, on each predicate that writes it."""
    old, new = (sorted(_triples(entry[side])) for side in ("removed", "added"))
    return list(zip(old, new, strict=True)) if len(old) == len(new) else []


def _english_first(triples: list[Triple]) -> list[Triple]:
    return sorted(triples, key=lambda triple: not triple.object.endswith('"@en'))


def _edge(word: str, triple: Triple) -> _Command:
    if not is_iri(triple.object) or is_blank(triple.subject):
        return None
    return f"{word} edge {triple.subject} {triple.predicate} {triple.object}"


def _literal(triple: Triple) -> Literal | None:
    return literal_of(triple.object) if is_literal(triple.object) else None


def _quoted(triple: Triple) -> _Command:
    """Quote a text; KGCL has no escape for a quote or a line break."""
    found = _literal(triple)
    return f"'{found.text}'" if found and not set("'\n\r") & set(found.text) else None


def _said(triple: Triple) -> _Command:
    """Quote a text with its language."""
    text, found = _quoted(triple), _literal(triple)
    return f"{text}@{found.lang}" if text and found and found.lang else text


def _with(text: _Command, pattern: str) -> _Command:
    return None if text is None else pattern.replace("{}", text, 1)


def _flat(text: str) -> str:
    return " ".join(text.split())

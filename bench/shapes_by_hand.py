"""The shape checks of the labeling profile, written out by hand: dicts, sets and a handful of helpers.

It is the floor of `bench/validate.py`: no shapes are read, and nothing is kept but how many results each check has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SKOS = "<http://www.w3.org/2004/02/skos/core#"
OM = "<https://w3id.org/ontoman/ns#"
OWL = "<http://www.w3.org/2002/07/owl#"
RDFS = "<http://www.w3.org/2000/01/rdf-schema#"
DCT = "<http://purl.org/dc/terms/"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
IAO = "<http://purl.obolibrary.org/obo/IAO_0100001>"
CONSIDER = "<http://www.geneontology.org/formats/oboInOwl#consider>"
ORDER = "<http://www.w3.org/ns/shacl#order>"
XSD = "<http://www.w3.org/2001/XMLSchema#"
TRUE, FALSE = f'"true"^^{XSD}boolean>', f'"false"^^{XSD}boolean>'
BOOLEAN = frozenset(f'"{text}"^^{XSD}boolean>' for text in ("true", "false", "1", "0"))
INTEGER = re.compile(rf'"[-+]?\d+"\^\^{XSD}integer>')
NUMBER = re.compile(rf'"([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)"\^\^{XSD}(?:integer|decimal|double)>')
TEXT = re.compile(r'"(.*)"(?:@[\w-]+|\^\^<.*>)?')
RELATIONS = (
    *("broader", "narrower", "related", "broaderTransitive", "narrowerTransitive", "semanticRelation"),
    *("broadMatch", "narrowMatch", "relatedMatch", "exactMatch", "closeMatch", "mappingRelation"),
)
STATUS = ("Draft", "Candidate", "Stable", "Frozen")
ROLES = ("Ordinary", "Residual", "CannotTell", "Ignore", "NotApplicable")
GEOMETRIES = ("Box", "Polygon", "Polyline", "Point", "Mask", "Cuboid", "Keypoints", "Ellipse")
SCOPES = ("Item", "Region", "Track", "Frame", "Span", "Relation")
DISPOSITIONS = ("KeepFrozen", "IgnoreLabels", "DropLabels", "ToResidual")
VERDICTS = ("UseCategory", "SetAttribute", "IgnoreItem", "Escalate")


def om(*names: str) -> frozenset[str]:
    """Return terms of our namespace."""
    return frozenset(f"{OM}{name}>" for name in names)


class Check:
    """The statements by predicate, and the number of results of each check."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.out: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            self.out[predicate][subject].append(rest[:-2])
        self.back: dict[str, dict[str, list[str]]] = {}
        self.known: dict[str, set[str]] = {}
        self.categories = self.of(f"{SKOS}Concept>") | self.of(f"{OWL}Class>")

    def into(self, predicate: str) -> dict[str, list[str]]:
        """Return the subjects of each object."""
        if predicate not in self.back:
            self.back[predicate] = found = defaultdict(list)
            for subject, nodes in self.out[predicate].items():
                for node in nodes:
                    found[node].append(subject)
        return self.back[predicate]

    def of(self, kind: str) -> set[str]:
        """Return the instances of a class and of those below it."""
        if kind not in self.known:
            below, typed = self.into(f"{RDFS}subClassOf>"), self.into(TYPE)
            kinds = walk(kind, lambda one: below.get(one, ())) | {kind}
            self.known[kind] = set(chain.from_iterable(typed.get(one, ()) for one in kinds))
        return self.known[kind]

    def get(self, predicate: str, subject: str) -> list[str]:
        """Return what *subject* has as *predicate*."""
        return self.out[predicate].get(subject, [])

    def values(self, predicate: str) -> Iterator[str]:
        """Return every object of a predicate, as often as it is said."""
        return chain.from_iterable(self.out[predicate].values())

    def many(self, predicate: str) -> int:
        """Count the subjects that have more than one."""
        return sum(len(nodes) > 1 for nodes in self.out[predicate].values())

    def outside(self, predicate: str, allowed: set[str] | frozenset[str]) -> int:
        """Count the values that are not allowed."""
        return sum(node not in allowed for node in self.values(predicate))

    def closed(self, predicate: str, allowed: frozenset[str]) -> int:
        """Count the values that are not allowed, and the subjects that have more than one."""
        return self.outside(predicate, allowed) + self.many(predicate)

    def more(self, predicate: str, subjects: Iterable[str]) -> int:
        """Count those of *subjects* that have more than one."""
        return sum(len(self.get(predicate, one)) > 1 for one in subjects)

    def not_one(self, subjects: Iterable[str], *predicates: str) -> int:
        """Count what has none, or more than one, of each predicate."""
        return sum(len(self.get(predicate, one)) != 1 for one in subjects for predicate in predicates)

    def bare(self, subjects: Iterable[str], *predicates: str) -> int:
        """Count what has none of the predicates."""
        return len(set(subjects).difference(*(self.out[predicate].keys() for predicate in predicates)))

    def one_of(self, kind: str, predicate: str, allowed: frozenset[str] | set[str]) -> int:
        """Count the instances without one value, and the values that are not allowed."""
        wrong = sum(node not in allowed for one in self.of(kind) for node in self.get(predicate, one))
        return self.not_one(self.of(kind), predicate) + wrong

    def twice(self, predicate: str) -> int:
        """Count the languages that a subject has more than once."""
        found = 0
        for nodes in self.out[predicate].values():
            if len(nodes) > 1:
                spoken = [node.rpartition('"')[2].lower() for node in nodes if node[0] == '"' and node[-1] not in '">']
                found += sum(spoken.count(one) > 1 for one in set(spoken))
        return found

    def unlike(self, predicate: str, pattern: str) -> int:
        """Count the values whose text does not match."""
        search = re.compile(pattern).search
        return sum(node[0] == "_" or not search(text(node)) for node in self.values(predicate))

    def shared(self, one: str, other: str) -> int:
        """Count the values that a subject has in both roles."""
        others = self.out[other]
        return sum(len(set(nodes).intersection(others[s])) for s, nodes in self.out[one].items() if s in others)

    def unusable(self, predicate: str) -> int:
        """Count what keeps the values from being labels."""
        dead, group = f"{OWL}deprecated>", f"{OM}selectable>"
        return sum(
            (node not in self.categories) + (TRUE in self.get(dead, node)) + (FALSE in self.get(group, node))
            for node in self.values(predicate)
        )

    def related(self, relation: str) -> int:
        """Count what is related to what is above or below it."""
        up = [self.out[f"{SKOS}{name}>"] for name in ("broader", "broaderTransitive", "broadMatch")]
        up += [self.into(f"{SKOS}{name}>") for name in ("narrower", "narrowerTransitive", "narrowMatch")]
        down = [self.out[f"{SKOS}{name}>"] for name in ("narrower", "narrowerTransitive", "narrowMatch")]
        down += [self.into(f"{SKOS}{name}>") for name in ("broader", "broaderTransitive", "broadMatch")]
        return sum(
            len(walk(one, steps(way)).intersection(nodes))
            for one, nodes in self.out[relation].items()
            for way in (up, down)
        )


def walk(start: str, step: object) -> set[str]:
    """Return what one or more steps lead to."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = set(step(waiting.pop())) - found  # type: ignore[operator]
        found |= new
        waiting.extend(new)
    return found


def steps(ways: list[dict[str, list[str]]]) -> object:
    """Return a step over any of the dicts."""
    return lambda one: chain.from_iterable(way.get(one, ()) for way in ways)


def text(node: str) -> str:
    """Return the text of a node."""
    if node[0] == "<":
        return node[1:-1]
    found = TEXT.fullmatch(node)
    return found[1].replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\") if found else node


def counts(lines: Iterable[str]) -> dict[str, int]:
    """Return how many results each check has."""
    it = Check(lines)
    return {**skos(it), **tokens(it), **succession(it), **attributes(it), **rules(it)}


def skos(it: Check) -> dict[str, int]:
    """Count what breaks SKOS."""
    concept, scheme = it.of(f"{SKOS}Concept>"), it.of(f"{SKOS}ConceptScheme>")
    plain, ordered = it.of(f"{SKOS}Collection>"), it.of(f"{SKOS}OrderedCollection>")
    pref, alt, hidden = (f"{SKOS}{name}Label>" for name in ("pref", "alt", "hidden"))
    used = {*it.values(f"{SKOS}inScheme>"), *it.values(f"{SKOS}topConceptOf>")}
    top = {*it.out[f"{SKOS}topConceptOf>"], *it.values(f"{SKOS}hasTopConcept>")}
    ties = [side(f"{SKOS}{name}>") for name in RELATIONS for side in (it.out.__getitem__, it.into)]
    exact = steps([it.out[f"{SKOS}exactMatch>"], it.into(f"{SKOS}exactMatch>")])
    others = [it.out[f"{SKOS}{name}Match>"] for name in ("broad", "narrow", "related")]
    return {
        "concept-is-scheme": len(scheme & concept),
        "collection-is-concept": len((plain | ordered) & concept) + len((plain | ordered) & scheme),
        "scheme-is-concept": len(used & concept) + len(used & plain) + len(used & ordered),
        "relation-to-collection": sum(len(set(steps(ties)(one))) for one in plain | ordered | scheme),  # type: ignore[operator]
        "label-in-two-roles": it.shared(alt, pref) + it.shared(hidden, pref) + it.shared(hidden, alt),
        "two-preferred-labels": it.twice(pref),
        "related-and-broader": it.related(f"{SKOS}related>") + it.related(f"{SKOS}relatedMatch>"),
        "exact-match-and-other": sum(
            len(found.intersection(other.get(one, ())))
            for one in set().union(*others)
            for found in (walk(one, exact),)
            for other in others
        ),
        "label-not-text": sum(node[0] != '"' for label in (pref, alt, hidden) for node in it.values(label)),
        "empty-label": it.unlike(pref, r"\S"),
        "missing-label": it.bare(concept, pref, f"{RDFS}label>"),
        "two-definitions": it.twice(f"{SKOS}definition>"),
        "top-with-broader": sum(len(it.get(f"{SKOS}broader>", one)) for one in top),
    }


def tokens(it: Check) -> dict[str, int]:
    """Count keys, numbers, flags and words of closed lists that cannot be read."""
    key, index, colour = f"{SKOS}notation>", f"{OM}classIndex>", f"{OM}colour>"
    version, flags = f"{OWL}versionInfo>", (*om("selectable", "required", "perFrame"), f"{OWL}deprecated>")
    return {
        "two-keys": it.many(key),
        "key-malformed": it.unlike(key, r"^\S(.{0,198}\S)?$"),
        "unknown-status": it.closed(f"{OM}status>", om(*STATUS)),
        "unknown-role": it.closed(f"{OM}role>", om(*ROLES)),
        "unknown-geometry": it.outside(f"{OM}geometry>", om(*(f"{name}Geometry" for name in GEOMETRIES))),
        "unknown-scope": it.outside(f"{OM}scope>", om(*(f"{name}Scope" for name in SCOPES))),
        "flag-not-boolean": sum(it.closed(flag, BOOLEAN) for flag in flags),
        "colour-malformed": it.unlike(colour, "^#[0-9a-fA-F]{6}$") + it.many(colour),
        "class-index-malformed": sum(
            (found is None) + (found is None or found[0][1] == "-")
            for found in map(INTEGER.fullmatch, it.values(index))
        )
        + it.many(index),
        "external-id-malformed": it.unlike(f"{OM}externalId>", r"^[^:\s]+:\S"),
        "order-malformed": sum(
            found is None or float(found[1]) < -1e9 for found in map(NUMBER.fullmatch, it.values(ORDER))
        )
        + it.many(ORDER),
        "ontology-without-title": it.bare(
            it.of(f"{OWL}Ontology>"), f"{DCT}title>", f"{RDFS}label>", f"{SKOS}prefLabel>"
        ),
        "version-malformed": it.unlike(version, "^(0|[1-9][0-9]*)([.](0|[1-9][0-9]*)){0,2}$") + it.many(version),
        "prior-version-is-itself": it.shared(f"{OWL}priorVersion>", f"{OWL}versionIRI>"),
    }


def succession(it: Check) -> dict[str, int]:
    """Count what nobody knows the successor of, and what was said of splits by halves."""
    dead, disposition = it.out[f"{OWL}deprecated>"], f"{OM}disposition>"
    next_, residual = f"{DCT}isReplacedBy>", f"{OM}residual>"
    told = set().union(
        *(it.out[one] for one in (next_, IAO, CONSIDER, disposition)),
        it.values(f"{DCT}replaces>"),
        it.values(f"{OM}partOf>"),
    )
    lost = (one for one, nodes in dead.items() if one in it.categories and FALSE not in nodes and one not in told)
    followed = {*it.out[next_], *it.out[IAO]}
    rest = [it.get(residual, one) for one, nodes in it.out[disposition].items() if f"{OM}ToResidual>" in nodes]
    split = {name: it.of(f"{OM}{name}>") for name in ("SplitPart", "SplitOff", "FacetOut", "FacetIn", "Redefinition")}
    ends = (f"{OM}partOf>", f"{OM}part>")
    meaning = it.one_of(f"{OM}Redefinition>", f"{OM}meaning>", om("Stays", "Narrows", "Widens", "Shifts"))
    return {
        "deprecated-without-successor": sum(1 for _ in lost),
        "live-with-successor": sum(TRUE not in dead.get(one, ()) for one in followed),
        "unknown-disposition": it.closed(disposition, om(*DISPOSITIONS)),
        "residual-missing": sum(len(nodes) != 1 or not it.categories.issuperset(nodes) for nodes in rest),
        "split-part-incomplete": it.not_one(split["SplitPart"], *ends) + it.more(f"{OM}when>", split["SplitPart"]),
        "split-off-incomplete": it.not_one(split["SplitOff"], *ends) + it.more(f"{OM}when>", split["SplitOff"]),
        "facet-incomplete": it.not_one(split["FacetOut"] | split["FacetIn"], *ends, f"{OM}facet>", f"{OM}facetValue>"),
        "redefinition-incomplete": it.not_one(split["Redefinition"], f"{OM}redefines>") + meaning,
        "confusable-unknown": it.outside(f"{OM}confusableWith>", it.categories),
    }


def attributes(it: Check) -> dict[str, int]:
    """Count what is wrong with attributes and values."""
    kind, listed = f"{OM}valueKind>", om("Single", "Multi", "Ordinal")
    free, attribute = om("Boolean", "Integer", "Decimal", "Text", "Date"), it.of(f"{OM}Attribute>")
    owned = it.into(f"{OM}valueOf>")
    limits = (f"{OM}minimum>", f"{OM}maximum>")
    return {
        "attribute-kind": it.one_of(f"{OM}Attribute>", kind, listed | free),
        "applies-to-unknown": it.outside(f"{OM}appliesTo>", it.categories),
        "value-without-attribute": it.one_of(f"{OM}Value>", f"{OM}valueOf>", attribute),
        "attribute-without-values": sum(not listed.isdisjoint(it.get(kind, one)) for one in attribute - owned.keys()),
        "values-not-used": sum(not free.isdisjoint(it.get(kind, one)) for one in attribute & owned.keys()),
        "limit-malformed": sum(not NUMBER.fullmatch(node) for limit in limits for node in it.values(limit)),
        "said-twice": sum(map(it.many, om("default", "unit", "minimum", "maximum", "condition"))),
    }


def rules(it: Check) -> dict[str, int]:
    """Count what is wrong with rules and examples."""
    rule, example = it.of(f"{OM}EdgeCaseRule>"), it.of(f"{OM}Example>")
    known = it.of(f"{OM}Attribute>")
    verdict, priority = f"{OM}verdict>", f"{OM}priority>"
    shown = it.categories.union(*(it.of(f"{OM}{name}>") for name in ("Attribute", "Value", "EdgeCaseRule")))
    illustrated = [it.get(f"{OM}illustrates>", one) for one in example]
    use, attribute, value = (f"{OM}{name}>" for name in ("useCategory", "setAttribute", "setValue"))
    setting = [one for one in rule if f"{OM}SetAttribute>" in it.get(verdict, one)]
    using = [one for one in rule if f"{OM}UseCategory>" in it.get(verdict, one)]
    return {
        "rule-verdict": it.one_of(f"{OM}EdgeCaseRule>", verdict, om(*VERDICTS)),
        "rule-without-case": it.bare(rule, f"{OM}condition>", f"{OM}situation>"),
        "use-category-missing": it.not_one(using, use),
        "set-attribute-missing": sum(
            len(named := it.get(attribute, one)) != 1 or named[0] not in known or len(it.get(value, one)) != 1
            for one in setting
        ),
        "rule-category-not-usable": it.unusable(use),
        "exception-unknown": it.outside(f"{OM}exceptionTo>", rule),
        "priority-malformed": sum(not INTEGER.fullmatch(node) for node in it.values(priority)) + it.many(priority),
        "example-empty": it.bare(example, f"{OM}text>", f"{OM}media>"),
        "unknown-polarity": it.one_of(f"{OM}Example>", f"{OM}polarity>", om("Positive", "Negative", "Borderline")),
        "example-of-nothing": sum(sum(node not in shown for node in nodes) if nodes else 1 for nodes in illustrated),
        "example-expects-unusable": it.unusable(f"{OM}expects>"),
    }

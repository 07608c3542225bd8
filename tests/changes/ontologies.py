"""Pairs of states for the laws: what a labeling ontology holds, what other vocabularies add, and what is plain wrong."""

from __future__ import annotations

from hypothesis import strategies as st

from ontoman.changes import predicates as p
from ontoman.model import names as n
from ontoman.model.terms import iri_node, join, literal_node
from ontoman.rdf import canonical

NS = "https://example.org/t#"


def node(name):
    return iri_node(NS + name)


CATEGORIES = tuple(node(f"cat{number}") for number in range(5))
ATTRIBUTES = tuple(node(f"att{number}") for number in range(2))
VALUES = tuple(node(f"val{number}") for number in range(3))
OTHERS = (
    node("rule"),
    node("example"),
    node("scheme"),
    node("collection"),
    node("cat0/split/1"),
    node("cat0/redefinition/1"),
    node("shape"),
)
HEADER = iri_node("https://example.org/t")
SUBJECTS = (*CATEGORIES, *ATTRIBUTES, *VALUES, *OTHERS, HEADER)
TYPES = tuple(
    iri_node(iri)
    for iri in (
        n.CONCEPT,
        n.CLASS,
        n.ATTRIBUTE,
        n.VALUE,
        n.RULE,
        n.EXAMPLE,
        n.CONCEPT_SCHEME,
        n.COLLECTION,
        n.ONTOLOGY,
        n.SPLIT_PART,
        n.REDEFINITION,
        n.OBJECT_PROPERTY,
    )
)
PREDICATES = tuple(
    sorted(
        {
            *(
                value
                for value in vars(p).values()
                if isinstance(value, str) and value.startswith("<") and value.endswith(">")
            ),
            *(
                found
                for value in vars(p).values()
                if isinstance(value, tuple | frozenset)
                for found in value
                if found.endswith(">")
            ),
            iri_node("https://example.org/other#says"),
        }
    )
)
TEXTS = ("cat", "Cat.", "a small cat", "a  small cat", "wheels > 2", 'quote " and \\ slash', "Ä\u2028ö\n", "")
BOOLEAN, INTEGER = (f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("boolean", "integer"))
LITERALS = (
    *(literal_node(text, lang) for text in TEXTS for lang in ("", "en", "de")),
    *(literal_node(text, datatype=BOOLEAN) for text in ("true", "false", "1", "0", "maybe")),
    *(literal_node(text, datatype=INTEGER) for text in ("1", "01", "2", "NaN")),
)
TOKENS = tuple(
    iri_node(n.OM_NS + name) for name in ("Ordinal", "Multi", "Integer", "Narrows", "Stays", "KeepFrozen", "Stable")
)
BLANKS = ("_:x", "_:y", "_:z")

TYPED = st.builds(lambda subject, kind: join(subject, p.TYPE, kind), st.sampled_from(SUBJECTS), st.sampled_from(TYPES))
ANYTHING = st.builds(
    join,
    st.sampled_from((*SUBJECTS, *BLANKS)),
    st.sampled_from(PREDICATES),
    st.one_of(st.sampled_from(LITERALS), st.sampled_from((*SUBJECTS, *BLANKS, *TOKENS, *TYPES))),
)
LINKS = (*p.TO_PARENT, *p.FROM_ABOVE, p.RELATED, *p.SUCCESSORS, p.CONSIDER, p.MERGED_FROM, *p.MAPPINGS)
LIKELY = (
    (CATEGORIES, LINKS, CATEGORIES),
    (CATEGORIES, (*p.LABELS, *p.DEFINITIONS, *p.SCOPE_NOTES, p.NOTATION), LITERALS),
    (CATEGORIES, (p.DEPRECATED, p.SELECTABLE), LITERALS[-9:]),
    (VALUES, (p.VALUE_OF, *p.SUCCESSORS, p.MERGED_FROM), (*ATTRIBUTES, *VALUES)),
    (ATTRIBUTES, (p.APPLIES_TO, p.VALUE_KIND), (*CATEGORIES, *TOKENS)),
)
SENSIBLE = st.one_of(
    [
        st.builds(join, st.sampled_from(subjects), st.sampled_from(sorted(predicates)), st.sampled_from(objects))
        for subjects, predicates, objects in LIKELY
    ]
)
RESTRICTION = [
    join(CATEGORIES[0], p.SUBCLASS_OF, "_:r"),
    join("_:r", p.TYPE, p.RESTRICTION),
    join("_:r", iri_node(n.OWL_NS + "onProperty"), ATTRIBUTES[0]),
]
AXIOM = [
    join("_:a", p.TYPE, iri_node(n.OWL_NS + "Axiom")),
    join("_:a", p.ANNOTATED_SOURCE, CATEGORIES[1]),
    join("_:a", iri_node(n.RDFS_COMMENT), literal_node("why")),
]
ALL_DISJOINT = [
    join("_:d", p.TYPE, iri_node(n.OWL_NS + "AllDisjointClasses")),
    join("_:d", iri_node(n.OWL_NS + "members"), "_:e"),
]
SPLIT = [
    join(node("cat0/split/1"), p.TYPE, p.SPLIT_PART),
    join(node("cat0/split/1"), p.PART_OF, CATEGORIES[0]),
    join(node("cat0/split/1"), p.PART, CATEGORIES[1]),
    join(node("cat0/split/1"), p.WHEN, literal_node("wheels > 2")),
]
NIL = iri_node(n.RDF_NS + "nil")
REST = iri_node(n.RDF_NS + "rest")


def listed(first, *members):
    """Write a list whose first cell is *first*."""
    cells = [first, *(f"{first}{number}" for number in range(1, len(members))), NIL]
    return [
        line
        for cell, member, rest in zip(cells, members, cells[1:], strict=False)
        for line in (join(cell, p.FIRST, member), join(cell, REST, rest))
    ]


COMPLEMENT = [
    join(CATEGORIES[2], p.EQUIVALENT_CLASS, "_:c"),
    join("_:c", p.TYPE, p.CLASS),
    join("_:c", p.COMPLEMENT_OF, CATEGORIES[3]),
]
CHAIN = [join(ATTRIBUTES[0], p.CHAIN, "_:p"), *listed("_:p", ATTRIBUTES[1], ATTRIBUTES[0])]
MEMBERS = [join(node("collection"), p.MEMBER_LIST, "_:l"), *listed("_:l", CATEGORIES[0], CATEGORIES[1])]
OTHER_MEMBERS = [join(node("collection"), p.MEMBER_LIST, "_:l"), *listed("_:l", CATEGORIES[1], CATEGORIES[0])]
SHAPE = [
    join(node("shape"), p.TYPE, iri_node(n.SH_NS + "NodeShape")),
    join(node("shape"), iri_node(n.SH_NS + "targetClass"), CATEGORIES[0]),
    join(node("shape"), iri_node(n.SH_NS + "property"), "_:s"),
    join("_:s", p.PATH, p.PREF_LABEL),
]
STRICTER = [*SHAPE, join("_:s", iri_node(n.SH_NS + "minCount"), literal_node("1", datatype=INTEGER))]
RULE = [
    join(node("rule"), p.TYPE, iri_node(n.RULE)),
    join(ATTRIBUTES[0], p.VALUE_KIND, TOKENS[2]),
    join(ATTRIBUTES[0], p.TYPE, iri_node(n.ATTRIBUTE)),
]
CONDITIONS = [
    [*RULE, join(node("rule"), p.CONDITION, literal_node(text))] for text in ("att0 > 2", "att0 >= 3", "att0 > 1", "no")
]
FOREIGN = [
    join(CATEGORIES[4], iri_node("http://www.w3.org/2002/07/owl#versionInfo"), literal_node("7")),
    join(CATEGORIES[4], iri_node("https://schema.org/supersededBy"), CATEGORIES[0]),
    join(CATEGORIES[4], p.TYPE, iri_node(n.OWL_NS + "DeprecatedClass")),
    join(CATEGORIES[4], iri_node("https://example.org/other#part"), "_:f"),
    join("_:f", iri_node("https://example.org/other#says"), literal_node("much")),
]
CIRCLE = [
    join(one, p.BROADER, other) for one, other in zip(CATEGORIES[:3], (*CATEGORIES[1:3], CATEGORIES[0]), strict=True)
]
MORE = (COMPLEMENT, CHAIN, MEMBERS, OTHER_MEMBERS, SHAPE, STRICTER, *CONDITIONS, FOREIGN, CIRCLE)
GROUPS = st.sampled_from(
    (*MORE, RESTRICTION, AXIOM, ALL_DISJOINT, SPLIT, [*RESTRICTION, join("_:r", p.SUBCLASS_OF, "_:r")])
)


@st.composite
def pairs(draw):
    """Two states that share most of their statements, as canonical lines."""
    shared = draw(st.lists(st.one_of(TYPED, SENSIBLE, ANYTHING), max_size=25))
    states = []
    for _ in range(2):
        own = draw(st.lists(st.one_of(TYPED, SENSIBLE, ANYTHING), max_size=8))
        groups = draw(st.lists(GROUPS, max_size=3))
        states.append(canonical([*shared, *own, *(line for group in groups for line in group)]))
    return tuple(states)

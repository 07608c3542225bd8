"""Shapes, and graphs drawn for them: every term that ours name, odd values, and shapes of other forms."""

from __future__ import annotations

from hypothesis import strategies as st

from ontoman.model import names
from ontoman.model.terms import split
from ontoman.system import resource_dir
from ontoman.validation import library_of
from ontoman.validation.shacl import compiled
from ontoman.validation.shacl.compiling import asked_by

SHAPES = resource_dir("shapes")
LIBRARY = library_of(SHAPES)
SHAPE_LINES = tuple(line for line in LIBRARY.lines if split(line).subject in LIBRARY.shapes)
XSD = "http://www.w3.org/2001/XMLSchema#"
PREFIXES = """
@prefix : <urn:x:> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

PREDICATES = sorted(
    node for node in asked_by(SHAPE_LINES) if node.startswith(("<http://www.w3.org/2004/02/skos", "<https://w3id.org/ontoman/ns#", "<http://www.w3.org/2002/07/owl", "<http://purl.org/dc", "<https://w3id.org/sssom/"))
)  # fmt: skip
RELATIONS = [f"<{names.SKOS_NS}{name}>" for name in ("related", "broader", "narrower", "exactMatch", "broadMatch", "relatedMatch", "broaderTransitive", "narrowMatch")]  # fmt: skip
SUBJECTS = ["<urn:x:a>", "<urn:x:b>", "<urn:x:c>", "_:b1", "_:b2"]
TYPED = [("integer", text) for text in ("3", "-3", "03", "+3", " 3", "x", "", "3.0", "12345678901234567890")] + [
    ("boolean", text) for text in ("true", "false", "1", "0", "yes", "TRUE")
] + [("decimal", text) for text in ("1.50", "x", "1", ".5", "1e3")] + [("double", text) for text in ("NaN", "INF", "1e3", "-1", "x")] + [
    ("float", "1.5"), ("date", "2024-01-01"), ("date", "2024-13-45"), ("dateTime", "2024-01-01T00:00:00.000Z"), ("dateTime", "x"),
    ("int", "5"), ("nonNegativeInteger", "-5"), ("time", "12:00:00"), ("anyURI", "urn:x:a"),
]  # fmt: skip
LITERALS = ['""', '"\\t"', '"a"', '" a"', '"a\\nb"', '"\\"a\\\\"', '"#00ff00"', '"keep"', '"1.0"', '"a"@en', '"a"@de-at', '"b"@en', '"a"@de', '"b"@en-gb', '""@en', '"x"^^<urn:x:type>', *(f'"{text}"^^<{XSD}{name}>' for name, text in TYPED)]  # fmt: skip
TYPE = f"<{names.TYPE}>"
SUBCLASS = f"<{names.SUBCLASS_OF}>"
CLASSES = sorted({node for shape in compiled(SHAPE_LINES).shapes for node in shape.target_classes})
NODES = [
    *SUBJECTS,
    *LITERALS,
    *(node for node in asked_by(SHAPE_LINES) if node.startswith("<https://w3id.org/ontoman/ns#")),
]
NODES.sort()
statements = st.one_of(
    st.builds("{} {} {} .".format, st.sampled_from(SUBJECTS), st.sampled_from(PREDICATES), st.sampled_from(NODES)),
    st.builds("{} {} {} .".format, st.sampled_from(SUBJECTS), st.sampled_from(RELATIONS), st.sampled_from(SUBJECTS)),
    st.builds("{} {} {} .".format, st.sampled_from(SUBJECTS), st.just(TYPE), st.sampled_from([*CLASSES, *SUBJECTS[:3]])),
    st.builds("{} {} {} .".format, st.sampled_from([*CLASSES, *SUBJECTS]), st.just(SUBCLASS), st.sampled_from([*CLASSES, *SUBJECTS])),
)  # fmt: skip

OTHERS = {
    "a shape by name": ":s a sh:NodeShape ; sh:targetClass :A ; sh:node :t . :t a sh:NodeShape ; sh:property [ sh:path :p ; sh:minCount 1 ; sh:node :u ] . :u sh:property [ sh:path :q ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .",
    "not, of a named shape with a target": ":s a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:not :t . :t a sh:PropertyShape ; sh:targetClass :A ; sh:path :q ; sh:minCount 1 .",
    "one of several, as a value": ":s sh:targetSubjectsOf :p ; sh:path :p ; sh:or ( [ sh:class :A ] [ sh:datatype xsd:integer ; sh:minInclusive 2 ] [ sh:nodeKind sh:BlankNode ; sh:property [ sh:path :q ; sh:hasValue 3 ] ] ) .",
    "all of several, and one of them": ":s sh:targetObjectsOf :p ; sh:and ( [ sh:nodeKind sh:BlankNodeOrIRI ] [ sh:path :q ; sh:maxCount 1 ] ) ; sh:xone ( [ sh:class :A ] [ sh:class :B ] ) .",
    "qualified counts": ":s a sh:NodeShape ; sh:targetClass :A ; sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :B ] ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 2 ] , [ sh:path :q ; sh:qualifiedValueShape [ sh:nodeKind sh:Literal ; sh:not [ sh:datatype xsd:integer ] ] ; sh:qualifiedMaxCount 0 ] .",
    "properties of properties": ':s sh:targetClass :A , :B ; sh:path :p ; sh:property [ sh:path :q ; sh:minCount 1 ; sh:in ( :a 3 "a"@en ) ] .',
    "paths": ':s sh:targetNode :a , :nowhere , "a" ; sh:property [ sh:path ( :p [ sh:inversePath :q ] ) ; sh:maxCount 1 ; sh:class :A ] , [ sh:path [ sh:zeroOrMorePath :p ] ; sh:not [ sh:class :B ] ; sh:disjoint :q ] , [ sh:path [ sh:zeroOrOnePath [ sh:alternativePath ( :p :q ) ] ] ; sh:nodeKind sh:IRI ; sh:minCount 3 ] , [ sh:path [ sh:oneOrMorePath ( :p :q ) ] ; sh:maxCount 0 ] .',
    "limits": ':s sh:targetSubjectsOf :p , :q ; sh:property [ sh:path :p ; sh:minExclusive 1 ; sh:maxExclusive 4 ; sh:maxInclusive "2024-06-01"^^xsd:date ] , [ sh:path :q ; sh:minInclusive 2 ; sh:maxInclusive "b" ] .',
    "patterns and languages": ':s sh:targetSubjectsOf :p , :q ; sh:property [ sh:path :p ; sh:pattern "^A" , "x" ; sh:flags "im" ; sh:uniqueLang true ] , [ sh:path :q ; sh:datatype xsd:string ] , [ sh:path :q ; sh:datatype <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> ] , [ sh:path :q ; sh:datatype rdfs:Literal ] .',
}  # fmt: skip
SMALL = ["<urn:x:a>", "<urn:x:b>", "<urn:x:c>", "_:b1"]
small = st.one_of(
    st.builds("{} <urn:x:{}> {} .".format, st.sampled_from(SMALL), st.sampled_from("pq"), st.sampled_from([*SMALL, *LITERALS])),
    st.builds("{} <urn:x:{}> {} .".format, st.sampled_from(SMALL), st.sampled_from("pq"), st.sampled_from(SMALL)),
    st.builds(f"{{}} {TYPE} <urn:x:{{}}> .".format, st.sampled_from(SMALL), st.sampled_from("ABC")),
    st.builds(f"<urn:x:{{}}> {SUBCLASS} <urn:x:{{}}> .".format, st.sampled_from("ABC"), st.sampled_from("ABC")),
)  # fmt: skip

"""Each kind of conflict, and what only looks like one: a base, two sides, what the merge says."""

from __future__ import annotations

import pytest
from changes.test_threeway_laws import KINDS, merged

from ontoman.rdf import parse_text

PREFIXES = """
@prefix : <https://example.org/t#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix om: <https://w3id.org/ontoman/ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
TREE = """
:a a skos:Concept ; skos:prefLabel "a"@en . :b a skos:Concept ; skos:prefLabel "b"@en .
:x a skos:Concept ; skos:prefLabel "x"@en ; skos:broader :a . :y a skos:Concept ; skos:prefLabel "y"@en ; skos:broader :b .
"""
DEFINED = ':x skos:definition "A thing."@en ; skos:scopeNote "One."@en .'
RETIRED = ":x owl:deprecated true ; om:disposition om:KeepFrozen ."
PARTS = """:x owl:deprecated true ; oio:consider :a, :{0} .
<https://example.org/t#x/split/1> a om:SplitPart ; om:partOf :x ; om:part :a ; om:when "{1}" ; sh:order 1 .
<https://example.org/t#x/split/2> a om:SplitPart ; om:partOf :x ; om:part :{0} ; sh:order 2 ."""
WITHOUT_X = TREE.replace(':x a skos:Concept ; skos:prefLabel "x"@en ; skos:broader :a .', "")


def told(ttl):
    return parse_text(PREFIXES + ttl, "turtle")


CLASHES = [
    ("CycleTogether", TREE, TREE + ":x skos:broader :y .", TREE + ":y skos:broader :x ."),
    ("DeletedAndChanged", TREE, WITHOUT_X, TREE.replace('"x"@en', '"ex"@en')),
    ("DeletedAndUsed", TREE, WITHOUT_X, TREE + ":z a skos:Concept ; skos:broader :x ."),
    ("TwoSplits", TREE, TREE + PARTS.format("b", "wheels > 2"), TREE + PARTS.format("y", "wheels > 2")),
    ("TwoSplits", TREE, TREE + PARTS.format("b", "wheels > 2"), TREE + PARTS.format("b", "wheels > 3")),
    ("TwoFates", TREE, TREE + RETIRED, TREE + ":x owl:deprecated true ; dcterms:isReplacedBy :y ."),
    ("TwoFates", TREE, TREE + ":a om:mergedFrom :x .", TREE + ":b om:mergedFrom :x ."),
    (
        "SameKey",
        TREE,
        TREE + ':m a skos:Concept ; skos:notation "k" .',
        TREE + ':n a skos:Concept ; skos:notation "k" .',
    ),
    ("SameKey", TREE, TREE + ':x skos:notation "k" .', TREE + ':y skos:notation "k" .'),
    ("DifferentKeys", TREE, TREE + ':x skos:notation "k" .', TREE + ':x skos:notation "l" .'),
    ("MovedAndRetired", TREE, TREE.replace("broader :a", "broader :b"), TREE + RETIRED),
    ("RedefinedAndRetired", TREE + DEFINED, TREE + DEFINED.replace("A thing", "A car"), TREE + DEFINED + RETIRED),
    ("RetiredAndUsed", TREE, TREE + RETIRED, TREE + ":y owl:deprecated true ; dcterms:isReplacedBy :x ."),
    ("RetiredAndUsed", TREE, TREE + RETIRED, TREE + ":z a skos:Concept ; skos:broader :x ."),
    ("TwoParents", TREE, TREE.replace("broader :a", "broader :b"), TREE.replace("broader :a", "broader :y")),
    ("TwoDefinitions", TREE + DEFINED, TREE + DEFINED.replace("thing", "car"), TREE + DEFINED.replace("thing", "van")),
    ("DifferentLabels", TREE, TREE.replace('"x"@en', '"ex"@en'), TREE.replace('"x"@en', '"iks"@en')),
    ("DifferentLabels", TREE, TREE.replace('"x"@en', '"ex"@en'), TREE.replace('skos:prefLabel "x"@en ; ', "")),
    ("DifferentValues", TREE, TREE + ':x om:colour "#000000" .', TREE + ':x om:colour "#ffffff" .'),
    ("ReplacedTwice", TREE + DEFINED, TREE + DEFINED.replace("One", "Two"), TREE + DEFINED.replace("One", "Three")),
]
COMMUTING = [
    ("other languages", TREE, TREE + ':x skos:prefLabel "x"@de .', TREE + ':x skos:prefLabel "x"@fr .'),
    ("other subjects", TREE, TREE.replace('"x"@en', '"ex"@en'), TREE.replace('"y"@en', '"wai"@en')),
    ("the same edit", TREE, TREE.replace('"x"@en', '"ex"@en'), TREE.replace('"x"@en', '"ex"@en')),
    ("label and move", TREE, TREE.replace('"x"@en', '"ex"@en'), TREE.replace("broader :a", "broader :b")),
    ("label and retirement", TREE, TREE.replace('"x"@en', '"ex"@en'), TREE + RETIRED),
    ("two more parents", TREE, TREE + ":x skos:broader :b .", TREE + ":x skos:broader :y ."),
    ("moves to two places", TREE, TREE.replace("broader :a", "broader :b"), TREE.replace("broader :b", "broader :a")),
    ("two sources of a merge", TREE, TREE + ":b om:mergedFrom :x .", TREE + ":b om:mergedFrom :y ."),
    ("two alternative labels", TREE, TREE + ':x skos:altLabel "k"@en .', TREE + ':x skos:altLabel "l"@en .'),
    (
        "one key for two nouns",
        TREE,
        TREE + ':x skos:notation "k" .',
        TREE + ':r a om:EdgeCaseRule ; skos:notation "k" .',
    ),
]


@pytest.mark.parametrize(("kind", "base", "ours", "theirs"), CLASHES)
def test_what_clashes_is_named(kind, base, ours, theirs):
    found = merged(*map(told, (base, ours, theirs)))
    assert [conflict.kinds[0].name for conflict in found.conflicts] == [kind]
    conflict = found.conflicts[0]
    assert conflict.ours.changes
    assert conflict.theirs.changes
    assert "{" not in conflict.why
    for choice, state in (("ours", ours), ("theirs", theirs), ("base", base)):
        assert known(found.lines({conflict.id: choice}), base) == known(told(state), base)


def known(lines, base):
    """What is said of the subjects of the base: a new one stays, without what clashed."""
    subjects = {line.split(" ")[0] for line in told(base)}
    return [line for line in lines if line.split(" ")[0] in subjects]


@pytest.mark.parametrize(("what", "base", "ours", "theirs"), COMMUTING, ids=lambda x: x if len(x) < 40 else "")
def test_what_commutes_merges_by_itself(what, base, ours, theirs):
    assert merged(*map(told, (base, ours, theirs))).conflicts == ()


def test_every_kind_of_conflict_has_its_row():
    assert {kind for kind, *_ in CLASHES} == set(KINDS)
    assert len({kind.order for kind in KINDS.values()}) == len(KINDS)


def test_a_cycle_takes_in_every_move_that_could_close_it():
    base = TREE + ":q a skos:Concept ; skos:broader :a ."
    ours = base.replace("broader :a .", "broader :y .", 1)
    theirs = base.replace("broader :b .", "broader :x .", 1).replace(
        ":q a skos:Concept ; skos:broader :a", ":q a skos:Concept ; skos:broader :x"
    )
    found = merged(*map(told, (base, ours, theirs)))
    assert [conflict.kinds[0].name for conflict in found.conflicts] == ["CycleTogether"]
    assert found.conflicts[0].choices == ("ours", "theirs", "base")


def test_what_belongs_to_another_place_merges_beside_a_conflict():
    base = TREE
    ours = TREE.replace('"x"@en', '"ex"@en').replace('"y"@en', '"wai"@en')
    found = merged(told(base), told(ours), told(TREE.replace('"x"@en', '"iks"@en')))
    assert [conflict.key for conflict in found.conflicts] == ["x"]
    assert found.lines({}) == told(TREE.replace('"y"@en', '"wai"@en'))
    assert found.open({found.conflicts[0].id: "base"}) == ()


def test_an_axiom_that_two_categories_share_is_chosen_once():
    shared = (
        TREE + ":x owl:equivalentClass _:r . :y owl:equivalentClass _:r . _:r a owl:Restriction ; owl:onProperty :{} ."
    )
    found = merged(*(told(shared.format(name)) for name in ("p", "q", "r")))
    assert [conflict.kinds[0].name for conflict in found.conflicts] == ["ReplacedTwice"]
    assert found.lines({found.conflicts[0].id: "theirs"}) == told(shared.format("r"))

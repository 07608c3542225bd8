"""An edit checked on what it touches: the report is the one that a whole run gives."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings, strategies as st
from shapes_graphs import OTHERS, PREFIXES, SHAPE_LINES, small, statements
from shapes_samples import SHAPES, samples

from ontoman.model import names
from ontoman.model.terms import split
from ontoman.rdf import ontology_of, parse_text
from ontoman.system import resource_dir
from ontoman.validation import Checked, PriorKeys, validate
from ontoman.validation.shacl import Index, compiled, failures, rechecked
from ontoman.validation.shacl.compiling import asked_by
from ontoman.validation.shacl.evaluating import targets

STREETS = [
    tuple(parse_text(path.read_bytes(), "turtle"))
    for path in sorted((resource_dir("vocab") / "examples" / "streets").glob("*.ttl"))
]
WRONG = tuple(samples())
BASES = {"streets 1.0.0": STREETS[0], "streets 2.0.0": STREETS[1], "violations of every check": WRONG}
POOL = {
    "streets 1.0.0": sorted({*STREETS[0], *STREETS[1]}),
    "streets 2.0.0": sorted({*STREETS[0], *STREETS[1]}),
    "violations of every check": sorted({*WRONG, *samples("valid")}),
}
PRIOR = PriorKeys(categories={"car": "urn:x:other", "bus": "urn:x:bus"})
OPTIONS = {"shapes_dir": SHAPES, "prior_keys": PRIOR}


def whole(lines, **options):
    kept = tuple(sorted(lines))
    return validate(kept, ontology_of(kept), "guideline", **OPTIONS, **options)


def nodes_of(pool, place):
    return sorted({split(line)[place] for line in pool})


@st.composite
def edits(draw, name):
    """Statements to turn over: those that are there go, the others come; some are said of another thing."""
    pool = POOL[name]
    lines = draw(st.lists(st.sampled_from(pool), max_size=4))
    said = draw(st.lists(st.tuples(st.sampled_from(nodes_of(pool, 0)), st.sampled_from(pool)), max_size=3))
    tied = draw(
        st.lists(
            st.tuples(*(st.sampled_from(one) for one in (nodes_of(pool, 0), RELATIONS, nodes_of(pool, 0)))), max_size=2
        )
    )
    of_one = draw(st.one_of(st.none(), st.sampled_from(nodes_of(pool, 0))))
    return {
        *lines,
        *("{} {} {} .".format(subject, *split(line)[1:]) for subject, line in said),
        *("{} {} {} .".format(*tie) for tie in tied),
    } | {line for line in pool if of_one and split(line).subject == of_one}


RELATIONS = [
    f"<{iri}>"
    for iri in (names.BROADER, names.NARROWER, names.RELATED, names.IS_REPLACED_BY, names.REPLACES, names.CONSIDER, names.VALUE_OF, names.SUBCLASS_OF, names.PART_OF, names.PART, names.EXCEPTION_TO, names.ILLUSTRATES, names.EXPECTS, names.APPLIES_TO, names.USE_CATEGORY)
]  # fmt: skip


def follow(name, turns):
    lines = set(BASES[name])
    report = Checked(sorted(lines), "guideline", **OPTIONS)
    assert report.results == whole(lines)
    for turn in turns:
        before = report.results
        change = report.edit(removed=turn & lines, added=turn - lines)
        lines ^= turn
        after = whole(lines)
        assert report.results == after
        assert set(change.gone) == set(before) - set(after)
        assert set(change.come) == set(after) - set(before)


@pytest.mark.parametrize("name", BASES)
@given(st.data())
@settings(max_examples=25)
def test_after_any_edits_the_report_is_that_of_a_whole_run(name, data):
    follow(name, data.draw(st.lists(edits(name), min_size=1, max_size=4)))


@pytest.mark.parametrize("name", BASES)
def test_what_is_said_of_each_subject_goes_and_comes_back(name):
    by_subject: dict[str, set[str]] = {}
    for line in BASES[name]:
        by_subject.setdefault(split(line).subject, set()).add(line)
    chosen = sorted(by_subject)[:: max(1, len(by_subject) // 25)]
    follow(name, [turn for subject in chosen for turn in (by_subject[subject], by_subject[subject])])


@pytest.mark.parametrize("folder", sorted((SHAPES / "samples").iterdir()), ids=lambda folder: folder.name)
def test_each_seeded_violation_comes_goes_and_comes_back(folder):
    wrong, right = (set(parse_text((folder / f"{side}.ttl").read_bytes(), "turtle")) for side in ("invalid", "valid"))
    report = Checked(sorted(wrong), "guideline", **OPTIONS)
    for lines, before in ((right, wrong), (wrong, right), (right, wrong)):
        report.edit(removed=before - lines, added=lines - before)
        assert report.results == whole(lines)


@pytest.mark.parametrize("name", BASES)
@given(st.data())
@settings(max_examples=15)
def test_what_an_edit_causes_is_the_same_whether_everything_was_checked_or_not(name, data):
    turn, lines = data.draw(edits(name)), set(BASES[name])
    kept = tuple(sorted(lines))
    few = Checked(kept, "guideline", everything=False, **OPTIONS).caused(turn & lines, turn - lines)
    known = {result.place for result in whole(lines)}
    assert few == tuple(result for result in whole(lines ^ turn) if result.place not in known)


def test_what_was_wrong_goes_and_what_is_wrong_now_comes():
    ns = "https://example.org/x#"
    said = f"<{ns}a> <{names.NOTATION}> "
    report = Checked(
        parse_text(f'<{ns}a> a <{names.CONCEPT}> ; <{names.NOTATION}> "a", "b" .', "turtle"), "labeling", **OPTIONS
    )
    assert "two-keys" in {result.code for result in report.results}
    change = report.edit(removed=[f'{said}"a" .', f'{said}"b" .'], added=[f'{said}" c" .'])
    assert "two-keys" in {result.code for result in change.gone}
    assert {result.code for result in change.come} >= {"key-malformed"}
    assert change.reach == 1


def test_an_edit_of_one_category_looks_at_few():
    report = Checked(STREETS[1], "labeling", **OPTIONS)
    line = next(line for line in STREETS[1] if names.ALT_LABEL in line)
    assert 1 <= report.edit(removed=[line]).reach < 15


def test_what_goes_and_is_not_there_or_comes_and_is_changes_nothing():
    report = Checked(STREETS[1], "labeling", **OPTIONS)
    before = report.results
    change = report.edit(removed=["<urn:x:a> <urn:x:b> <urn:x:c> ."], added=STREETS[1][:2])
    assert (change.gone, change.come, change.reach, report.results) == ((), (), 0, before)


def test_a_condition_is_read_again_where_the_tree_changes_that_it_names():
    ns = "https://example.org/x#"
    text = f"""
        @prefix : <{ns}> . @prefix om: <{names.OM_NS}> . @prefix skos: <{names.SKOS_NS}> .
        :vehicle a skos:Concept . :car a skos:Concept ; skos:broader :vehicle . :animal a skos:Concept .
        :a a om:EdgeCaseRule ; om:condition "is_a('vehicle')" ; om:verdict om:Escalate .
        :b a om:EdgeCaseRule ; om:condition "category = 'car'" ; om:verdict om:IgnoreItem .
        :c a om:EdgeCaseRule ; om:condition "is_a('vehicl')" ; om:verdict om:IgnoreItem .
    """
    report = Checked(parse_text(text, "turtle"), "labeling", **OPTIONS)

    def codes(results):
        return [(one.code, one.focus.removeprefix(ns)) for one in results if "rule" in one.code or "cond" in one.code]

    moved = report.edit(
        removed=[f"<{ns}car> <{names.BROADER}> <{ns}vehicle> ."], added=[f"<{ns}car> <{names.BROADER}> <{ns}animal> ."]
    )
    assert (codes(moved.gone), codes(moved.come)) == ([("contradictory-rules", "a")], [])
    renamed = report.edit(added=[f'<{ns}car> <{names.NOTATION}> "auto" .'])
    assert codes(renamed.come) == [("condition-invalid", "b")]
    named = report.edit(added=[f'<{ns}animal> <{names.NOTATION}> "vehicl" .'])
    assert ("condition-invalid", "c") in codes(named.gone)


def test_what_is_found_at_a_value_stays_where_the_value_becomes_something_else_too():
    ns = "https://example.org/x#"
    text = f"""
        @prefix : <{ns}> . @prefix om: <{names.OM_NS}> . @prefix skos: <{names.SKOS_NS}> .
        :state a om:Attribute ; om:valueKind om:Single .
        :on a om:Value ; om:valueOf :state ; skos:prefLabel "on"@en .
    """
    report = Checked(parse_text(text, "turtle"), "labeling", languages=("en", "de"), **OPTIONS)
    change = report.edit(added=[f"<{ns}on> <{names.TYPE}> <{names.EXAMPLE}> ."])
    assert "missing-translation" in {one.code for one in report.results}
    assert "missing-translation" not in {one.code for one in change.gone}


WAYS = {**OTHERS, "our own": None}


@pytest.mark.parametrize("name", WAYS)
@given(st.data())
@settings(max_examples=60)
def test_after_any_edit_each_shape_finds_what_it_finds_in_the_whole_graph(name, data):
    shape_lines = parse_text(PREFIXES + WAYS[name], "turtle") if WAYS[name] else SHAPE_LINES
    some = small if WAYS[name] else statements
    ready, asked = compiled(shape_lines).shapes, asked_by(shape_lines)
    lines = data.draw(st.sets(some, max_size=20))
    index = Index(sorted(lines), asked)
    found = {shape.node: failures(shape, index, targets(shape, index)) for shape in ready}
    for turn in data.draw(st.lists(st.sets(some, max_size=4), max_size=3)):
        goes, comes = ([split(line) for line in sorted(part)] for part in (turn & lines, turn - lines))
        for shape, scope, failed in rechecked(ready, index, goes, comes, lambda *_: set()):
            kept = {node: old for node, old in found[shape.node].items() if node not in scope}
            found[shape.node] = {**kept, **failed}
        lines ^= turn
        anew = Index(sorted(lines), asked)
        for shape in ready:
            assert told(found[shape.node]) == told(failures(shape, anew, targets(shape, anew)))


def told(found):
    return Counter((one.focus, one.value, one.shape.node, one.component) for failed in found.values() for one in failed)

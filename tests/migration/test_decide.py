"""What a map decides for one label."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from ontoman import conditions
from ontoman.conditions import Field
from ontoman.errors import BadInput
from ontoman.migration import (
    NO_TERM_FOUND,
    UNDECIDED,
    Action,
    AmbiguousLabel,
    Decider,
    Fate,
    GroupOp,
    Item,
    MapDisposition,
    MapHeader,
    MapRow,
    MigrationMap,
    Outcome,
    Status,
)
from ontoman.model import ValueKind
from ontoman.model.names import BROAD_MATCH, CLOSE_MATCH, EXACT_MATCH, NARROW_MATCH, RELATED_MATCH, TERM_REPLACED_BY

OLD, NEW = "https://example.org/o#", "https://example.org/n#"
FIELDS = {
    "wheels": Field("wheels", ValueKind.INTEGER),
    "size": Field("size", ValueKind.ORDINAL, ("small", "middle", "large")),
    "parked": Field("parked", ValueKind.BOOLEAN),
}


def row(subject, target, action=Action.REPLACE, predicate=EXACT_MATCH, **fields):
    """`row("van", "lorry")`: van becomes lorry; its record is `van>lorry`."""
    special = target in {NO_TERM_FOUND, UNDECIDED}
    values = {
        "record_id": f"{subject}>{target}",
        "subject_id": OLD + subject,
        "subject_label": subject,
        "predicate_id": predicate,
        "object_id": target if special else NEW + target,
        "object_label": "" if special else target,
        "action": action,
        **fields,
    }
    return MapRow(**values)


def keep(subject, **fields):
    return row(subject, subject, Action.KEEP, object_id=OLD + subject, **fields)


def group(op, *rows):
    members = [replace(r, group="g", group_op=op, order=i) for i, r in enumerate(rows, 1)]
    return [r if op is GroupOp.FIRST_OF else replace(r, order=None) for r in members]


def when(condition, target, subject="van", **fields):
    return row(subject, target, Action.CONDITIONAL, NARROW_MATCH, when=condition, **fields)


def otherwise(target, subject="van"):
    return row(subject, target, Action.CONDITIONAL, NARROW_MATCH)


def decider(*rows, curies=None):
    header = MapHeader("https://example.org/map", curie_map=curies or {})
    return Decider(MigrationMap(header, rows), FIELDS)


def decided(rows, label="van", **attributes):
    return decider(*rows).decide(Item(label, attributes))


# -- one row ----------------------------------------------------------------------------------------------------------

ONE_ROW = [
    ("kept", keep("van"), Fate.UNCHANGED, ("van",)),
    ("kept under a new key: the category is the same", keep("van", object_label="Van"), Fate.UNCHANGED, ("Van",)),
    ("its key changed, its IRI did not", row("van", "lorry", object_id=OLD + "van"), Fate.UNCHANGED, ("lorry",)),
    ("kept, and an attribute is set", keep("van", set=(("a", "1"),)), Fate.RELABELED, ("van",)),
    ("kept, and an attribute is unset", keep("van", unset=("a",)), Fate.RELABELED, ("van",)),
    ("replaced", row("van", "lorry"), Fate.RELABELED, ("lorry",)),
    ("replaced by", row("van", "lorry", predicate=TERM_REPLACED_BY), Fate.RELABELED, ("lorry",)),
    ("a close match is for a person", row("van", "lorry", predicate=CLOSE_MATCH), Fate.REVIEW, ("van",)),
    ("a related match is for a person", row("van", "lorry", predicate=RELATED_MATCH), Fate.REVIEW, ("van",)),
    ("a broader one that was accepted", row("van", "lorry", Action.GENERALISE, BROAD_MATCH), Fate.RELABELED, ("lorry",)),
    ("a broader one that calls itself a replacement", row("van", "lorry", predicate=BROAD_MATCH), Fate.REVIEW, ("van",)),
    ("a narrower one without a condition", row("van", "lorry", Action.SPECIALISE, NARROW_MATCH), Fate.REVIEW, ("van",)),
    ("a narrower one that calls itself a replacement", row("van", "lorry", predicate=NARROW_MATCH), Fate.REVIEW, ("van",)),
    ("nobody decided", row("van", UNDECIDED), Fate.REVIEW, ("van",)),
    ("proposed", row("van", "lorry", status=Status.PROPOSED), Fate.REVIEW, ("van",)),
    ("draft", row("van", "lorry", status=Status.DRAFT), Fate.REVIEW, ("van",)),
    ("rejected rows do not count", row("van", "lorry", status=Status.REJECTED), Fate.UNKNOWN, ("van",)),
    ("superseded rows do not count", row("van", "lorry", status=Status.SUPERSEDED), Fate.UNKNOWN, ("van",)),
    ("a person looks at each", row("van", "lorry", need="human"), Fate.REVIEW, ("van",)),
    ("a sample is looked at later", row("van", "lorry", need="sample:50"), Fate.RELABELED, ("lorry",)),
    ("retired", row("van", NO_TERM_FOUND, Action.RETIRE), Fate.RETIRED, ("van",)),
    ("a retirement that was not accepted", row("van", NO_TERM_FOUND, Action.RETIRE, status=Status.PROPOSED), Fate.REVIEW, ("van",)),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "fate", "labels"), ONE_ROW, ids=[case[0] for case in ONE_ROW])
def test_one_row_decides(why, one, fate, labels):
    outcome = decided([one])
    assert (outcome.fate, outcome.labels) == (fate, labels)
    assert outcome.record_ids == (() if fate is Fate.UNKNOWN else (one.record_id,))


@pytest.mark.parametrize(
    ("disposition", "labels"),
    [
        (None, ("van",)),
        (MapDisposition.KEEP, ("van",)),
        (MapDisposition.IGNORE, ("van",)),
        (MapDisposition.DROP, ()),
        (MapDisposition.RESIDUAL, ("other",)),
    ],
)
def test_a_retired_label_goes_where_its_disposition_says(disposition, labels):
    retired = row(
        "van", NO_TERM_FOUND, Action.RETIRE, disposition=disposition, residual=NEW + "other", object_label="other"
    )
    outcome = decided([retired])
    assert (outcome.fate, outcome.labels) == (Fate.RETIRED, labels)
    assert outcome.disposition is (disposition or MapDisposition.KEEP)


def test_effects_on_attributes_come_with_the_label():
    outcome = decided([row("van", "car", set=(("body", "box"),), unset=("doors",))])
    assert (outcome.set, outcome.unset) == ((("body", "box"),), ("doors",))


# -- groups -----------------------------------------------------------------------------------------------------------

FIRST = group(GroupOp.FIRST_OF, when("wheels > 4", "lorry"), when("wheels > 2", "minivan"), otherwise("cart"))
OPEN = group(GroupOp.FIRST_OF, when("wheels > 4", "lorry"), when("wheels > 2", "minivan"), otherwise(UNDECIDED))
ALL = group(GroupOp.ALL_OF, when("wheels > 2", "vehicle"), when("parked", "obstacle"), when("wheels > 4", "vehicle"))
ONE = group(
    GroupOp.ONE_OF, row("van", "lorry", Action.SPECIALISE, NARROW_MATCH), row("van", "minivan", predicate=CLOSE_MATCH)
)

GROUPS = [
    ("the first condition that is TRUE", FIRST, {"wheels": 6}, Fate.RELABELED, ("lorry",)),
    ("the second, where the first is FALSE", FIRST, {"wheels": 4}, Fate.RELABELED, ("minivan",)),
    ("the otherwise, where none is TRUE", FIRST, {"wheels": 1}, Fate.RELABELED, ("cart",)),
    ("the otherwise, where the attribute is missing: NULL is not TRUE", FIRST, {}, Fate.RELABELED, ("cart",)),
    ("the place in the group counts, not the place in the file", FIRST[::-1], {"wheels": 6}, Fate.RELABELED, ("lorry",)),
    ("an otherwise that nobody decided", OPEN, {"wheels": 1}, Fate.REVIEW, ("van",)),
    ("every row that holds", ALL, {"wheels": 4, "parked": True}, Fate.RELABELED, ("vehicle", "obstacle")),
    ("each label once", ALL, {"wheels": 6}, Fate.RELABELED, ("vehicle",)),
    ("none holds", ALL, {"wheels": 1}, Fate.REVIEW, ("van",)),
    ("a person picks", ONE, {"wheels": 6}, Fate.REVIEW, ("van",)),
    ("a person picks, of one", group(GroupOp.ONE_OF, row("van", "lorry")), {}, Fate.REVIEW, ("van",)),
    ("several rows and no group", [row("van", "lorry"), row("van", "car")], {}, Fate.REVIEW, ("van",)),
    ("two groups", [*FIRST, *ALL], {"wheels": 6}, Fate.REVIEW, ("van",)),
    ("a condition alone, TRUE", [when("parked", "lorry")], {"parked": True}, Fate.RELABELED, ("lorry",)),
    ("a condition alone, FALSE", [when("parked", "lorry")], {"parked": False}, Fate.REVIEW, ("van",)),
    ("a split-off keeps the rest", group(GroupOp.FIRST_OF, when("parked", "lorry"), keep("van")), {}, Fate.UNCHANGED, ("van",)),
    ("a proposed row that would decide", group(GroupOp.FIRST_OF, when("parked", "lorry", status=Status.PROPOSED), otherwise("cart")), {"parked": True}, Fate.REVIEW, ("van",)),
    ("a proposed row that would not", group(GroupOp.FIRST_OF, when("parked", "lorry", status=Status.PROPOSED), otherwise("cart")), {}, Fate.RELABELED, ("cart",)),
    ("a rejected row is not there", group(GroupOp.FIRST_OF, when("parked", "lorry", status=Status.REJECTED), otherwise("cart")), {"parked": True}, Fate.RELABELED, ("cart",)),
    ("a group may retire", group(GroupOp.FIRST_OF, row("van", NO_TERM_FOUND, Action.RETIRE, when="parked"), otherwise("cart")), {"parked": True}, Fate.RETIRED, ("van",)),
    ("ordinals compare by rank", group(GroupOp.FIRST_OF, when("size > 'small'", "lorry"), otherwise("cart")), {"size": "large"}, Fate.RELABELED, ("lorry",)),
    ("all of several, one of which needs a person", group(GroupOp.ALL_OF, when("parked", "obstacle"), when("wheels > 2", "vehicle", need="human")), {"parked": True, "wheels": 4}, Fate.REVIEW, ("van",)),
]  # fmt: skip


@pytest.mark.parametrize(("why", "rows", "attributes", "fate", "labels"), GROUPS, ids=[case[0] for case in GROUPS])
def test_a_group_is_one_decision(why, rows, attributes, fate, labels):
    outcome = decided(rows, **attributes)
    assert (outcome.fate, outcome.labels) == (fate, labels)


@pytest.mark.parametrize("rows", [OPEN, ONE])
def test_a_person_chooses_among_the_objects_of_the_group(rows):
    assert decided(rows, wheels=1).candidates == ("lorry", "minivan")


def test_an_all_of_group_names_every_row_that_decided():
    assert decided(ALL, wheels=4, parked=True).record_ids == ("van>vehicle", "van>obstacle")


def test_a_condition_may_ask_for_the_category():
    rows = group(GroupOp.FIRST_OF, when("category = 'van'", "lorry"), otherwise("cart"))
    assert decided(rows).labels == ("lorry",)


def test_a_condition_that_cannot_be_read_names_its_row():
    with pytest.raises(BadInput) as caught:
        decider(when("wheels like 'x'", "lorry"))
    assert caught.value.code.startswith("OM30")
    assert "van>lorry" in caught.value.message


# -- how a string in data finds its row -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("van", "lorry"),
        (OLD + "van", NEW + "lorry"),
        ("old:van", "new:lorry"),
        ("V1", "L1"),
    ],
)
def test_what_is_asked_in_one_form_is_answered_in_it(asked, answer):
    found = decider(
        row("van", "lorry"),
        row("bus", "bus", subject_id=OLD + "V1", object_id=NEW + "L1"),
        curies={"old": OLD, "new": NEW},
    ).decide(Item(asked))
    assert found == Outcome(Fate.RELABELED, (answer,), found.record_ids)


def test_local_names_are_found_decoded_and_as_written():
    one = decider(row("%C3%A9t%C3%A9", "sommer", subject_label="x"))
    assert [one.decide(Item(text)).labels for text in ("été", "%C3%A9t%C3%A9")] == [("sommer",)] * 2


def test_a_candidate_and_a_residual_are_written_in_the_form_of_the_question():
    one = decider(*ONE, row("bus", NO_TERM_FOUND, Action.RETIRE, disposition=MapDisposition.RESIDUAL, residual=NEW + "other", object_label="Other"))  # fmt: skip
    assert one.decide(Item(OLD + "van")).candidates == (NEW + "lorry", NEW + "minivan")
    assert one.decide(Item(OLD + "bus")).labels == (NEW + "other",)


def test_a_string_that_two_subjects_answer_to_is_refused():
    one = decider(row("a", "x", subject_label="van"), row("van", "y", subject_label="b"))
    with pytest.raises(AmbiguousLabel) as caught:
        one.decide(Item("van"))
    assert caught.value.code == "OM510"
    assert caught.value.details["subjects"] == [OLD + "a", OLD + "van"]
    assert "van" not in one.subjects
    assert {"a", "b", OLD + "a", OLD + "van"} <= set(one.subjects)


def test_a_label_that_no_row_knows_is_unknown():
    assert decided([keep("van")], "tram") == Outcome(Fate.UNKNOWN, ("tram",))


# -- attribute values -------------------------------------------------------------------------------------------------


def value(old, new, **fields):
    return replace(row(old, new, **fields), of_value=True, object_label=new if "=" in new else "")


VALUES = [
    value("visibility=0-20", "visibility=0-40"),
    value("visibility=21-40", "visibility=0-40"),
    value("colour=teal", UNDECIDED),
    value("parts=wing", "parts=side"),
    value("doors=none", "doors=0", status=Status.REJECTED),
]


@pytest.mark.parametrize(
    ("attributes", "fate", "effects"),
    [
        ({"visibility": "0-20"}, Fate.RELABELED, (("visibility", "0-40"),)),
        ({"visibility": "81-100"}, Fate.UNCHANGED, ()),
        ({}, Fate.UNCHANGED, ()),
        ({"visibility": None}, Fate.UNCHANGED, ()),
        ({"colour": "teal"}, Fate.REVIEW, ()),
        ({"colour": "red"}, Fate.UNCHANGED, ()),
        ({"parts": ("door", "wing", "side")}, Fate.RELABELED, (("parts", ("door", "side")),)),
        ({"doors": "none"}, Fate.UNCHANGED, ()),
    ],
)
def test_a_value_that_changes_relabels_an_item_that_keeps_its_category(attributes, fate, effects):
    outcome = decided([keep("van"), *VALUES], **attributes)
    assert (outcome.fate, outcome.labels, outcome.set) == (fate, ("van",), effects)


def test_values_stay_with_labels_that_stay_at_the_old_release():
    rows = [row("van", NO_TERM_FOUND, Action.RETIRE), row("bus", UNDECIDED), *VALUES]
    assert decided(rows, "van", visibility="0-20").set == ()
    assert decided(rows, "bus", visibility="0-20").set == ()


def test_what_a_row_sets_wins_over_what_becomes_of_the_value():
    assert decided([keep("van", set=(("visibility", "41-60"),)), *VALUES], visibility="0-20").set == (
        ("visibility", "41-60"),
    )


def test_conditions_read_the_values_of_the_old_release():
    fields = {"visibility": Field("visibility", ValueKind.ORDINAL, ("0-20", "21-40", "41-60"))}
    rows = [*group(GroupOp.FIRST_OF, when("visibility = '21-40'", "lorry"), otherwise("cart")), *VALUES]
    one = Decider(MigrationMap(MapHeader("m"), tuple(rows)), fields)
    outcome = one.decide(Item("van", {"visibility": "21-40"}))
    assert (outcome.labels, outcome.set) == (("lorry",), (("visibility", "0-40"),))


def test_values_are_told_as_a_table_for_engines():
    one = decider(keep("van"), *VALUES)
    assert one.values == {
        "visibility": {"0-20": "0-40", "21-40": "0-40"},
        "colour": {"teal": None},
        "parts": {"wing": "side"},
    }
    assert (one.value("visibility", "0-20"), one.value("visibility", "9"), one.value("colour", "teal")) == (
        "0-40",
        "9",
        None,
    )


def test_the_map_says_which_columns_it_reads():
    assert decider(*FIRST, *VALUES).reads == {"wheels", "visibility", "colour", "parts"}


def test_a_subject_holds_its_whole_decision():
    subject = decider(*FIRST).subjects["van"]
    assert [(b.condition.text, b.outcome.labels) for b in subject.branches] == [
        ("wheels > 4", ("lorry",)),
        ("wheels > 2", ("minivan",)),
    ]
    assert (subject.otherwise.labels, subject.every, subject.key) == (("cart",), False, "van")


# -- laws -------------------------------------------------------------------------------------------------------------

PREDICATES = [EXACT_MATCH, TERM_REPLACED_BY, BROAD_MATCH, NARROW_MATCH, CLOSE_MATCH]
MEMBERS = st.builds(
    lambda target, action, predicate, condition, status, need: row(
        "van", target, action, predicate, when=condition, status=status, need=need
    ),
    st.sampled_from(["lorry", "car", UNDECIDED, NO_TERM_FOUND]),
    st.sampled_from(Action),
    st.sampled_from(PREDICATES),
    st.sampled_from([None, "wheels > 2", "parked", "wheels > 4 or parked"]),
    st.sampled_from(Status),
    st.sampled_from(["none", "human", "sample:9"]),
)
GENERATED = st.builds(
    lambda op, rows: [replace(r, record_id=f"r{i}", group_op=op, order=i) for i, r in enumerate(rows)],
    st.none() | st.sampled_from(GroupOp),
    st.lists(MEMBERS, min_size=1, max_size=4),
)
ATTRIBUTES = st.fixed_dictionaries({}, optional={"wheels": st.integers(1, 6), "parked": st.booleans()})


@given(GENERATED, ATTRIBUTES)
def test_what_runs_unattended_was_accepted_and_its_condition_is_true(rows, attributes):
    outcome = decided(rows, **attributes)
    by_id = {r.record_id: r for r in rows}
    if outcome.fate in {Fate.RELABELED, Fate.RETIRED}:
        for one in (by_id[record] for record in outcome.record_ids):
            assert one.status is Status.ACCEPTED
            assert one.need != "human"
            assert one.object_id != UNDECIDED
            assert one.group_op is not GroupOp.ONE_OF
            if one.when is not None:
                assert conditions.evaluate(conditions.parse(one.when, FIELDS), attributes) is True


@given(GENERATED, ATTRIBUTES)
def test_only_a_label_that_is_dropped_leaves_nothing(rows, attributes):
    outcome = decided(rows, **attributes)
    assert outcome.labels
    assert (outcome.fate is Fate.UNKNOWN) == (
        not any(r.status in {Status.ACCEPTED, Status.PROPOSED, Status.DRAFT} for r in rows)
    )
    assert outcome.fate is not Fate.REVIEW or outcome.labels == ("van",)


@given(GENERATED, ATTRIBUTES)
def test_the_order_of_rows_in_the_file_decides_nothing_in_a_first_of_group(rows, attributes):
    if rows[0].group_op is GroupOp.FIRST_OF:
        assert decided(rows[::-1], **attributes) == decided(rows, **attributes)

"""Maps as files: what is written is read again, and what was lost on the way is noticed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from ontoman.errors import BadInput
from ontoman.formats import sssom
from ontoman.formats.sssom.columns import row_hash
from ontoman.migration import (
    NO_TERM_FOUND,
    UNDECIDED,
    Action,
    GroupOp,
    MapDisposition,
    MapHeader,
    MapRow,
    MigrationMap,
    Status,
)
from ontoman.model.names import BROAD_MATCH, CLOSE_MATCH, EXACT_MATCH, NARROW_MATCH, SKOS_NS

EX = "https://example.org/o#"
TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)
SOME = TEXT.filter(bool)
IRIS = st.builds(lambda text: EX + text.replace(":", "_"), SOME)


def optional(strategy):
    return st.none() | strategy


ROWS = st.builds(
    MapRow,
    record_id=st.uuids().map(lambda number: f"row:{number.hex}"),
    subject_id=IRIS,
    subject_label=TEXT,
    predicate_id=st.sampled_from([EXACT_MATCH, BROAD_MATCH, NARROW_MATCH, CLOSE_MATCH]),
    object_id=IRIS | st.sampled_from([NO_TERM_FOUND, UNDECIDED]),
    object_label=TEXT,
    action=st.sampled_from(Action),
    justification=st.just("semapv:ManualMappingCuration") | st.just("semapv:LexicalMatching"),
    status=st.sampled_from(Status),
    group=optional(SOME),
    group_op=optional(st.sampled_from(GroupOp)),
    order=optional(st.integers(0, 99)),
    when=optional(SOME),
    set=st.lists(st.tuples(st.sampled_from(["a", "b_c"]), TEXT), max_size=3).map(tuple),
    unset=st.lists(SOME, max_size=3).map(tuple),
    disposition=optional(st.sampled_from(MapDisposition)),
    residual=optional(IRIS),
    need=st.sampled_from(["none", "sample:50", "human"]),
    loss=st.sampled_from(["none", "lossy_forward", "lossy_backward", "both"]),
    change=st.lists(SOME, max_size=2).map(tuple),
    decision=optional(SOME),
    confidence=optional(st.floats(0, 1)),
    author_id=optional(SOME),
    reviewer_id=optional(SOME),
    mapping_date=optional(st.just("2026-11-23")),
    comment=optional(SOME),
    of_value=st.booleans(),
)
RELEASES = st.sampled_from(
    ["https://example.org/o/1.0.0", "urn:x:o", "https://example.org/o/", "https://example.org/o#2"]
)
HEADERS = st.builds(
    MapHeader,
    mapping_set_id=st.sampled_from(["https://example.org/o/map/1/2", "urn:ontoman:map:1"]),
    license=st.just("https://w3id.org/sssom/license/unspecified"),
    revision=st.integers(1, 99),
    predecessor_sha256=optional(st.sampled_from(["0" * 64, "1e5" + "0" * 61])),
    from_version_iri=optional(RELEASES),
    to_version_iri=optional(RELEASES),
    from_graph_sha256=optional(st.just("a" * 64)),
    to_graph_sha256=optional(st.just("b" * 64)),
    complete=st.booleans(),
    tool_version=optional(st.just("0.1.0")),
    curie_map=st.dictionaries(
        st.sampled_from(["ex", "from", "to", "y"]), st.sampled_from([EX, "urn:ontoman:from:", "https://y/"])
    ),
)
MAPS = st.builds(
    MigrationMap, HEADERS, st.lists(ROWS, min_size=1, max_size=4, unique_by=lambda r: r.record_id).map(tuple)
)


@given(MAPS)
def test_what_is_written_is_read_again(made):
    read = sssom.read(sssom.write(made))
    assert read.map == made
    assert read.warnings == ()


@given(MAPS)
def test_the_same_map_has_the_same_bytes(made):
    data = sssom.write(made)
    assert sssom.write(sssom.read(data).map) == data


ROW = MapRow("row:1", EX + "van", "van", EXACT_MATCH, EX + "lorry", "lorry", Action.REPLACE)
SPLIT = [
    MapRow(f"row:{i}", EX + "car", "car", NARROW_MATCH, target, label, Action.CONDITIONAL, group="car", group_op=GroupOp.FIRST_OF, order=i, when=condition)
    for i, (target, label, condition) in enumerate(
        [(EX + "suv", "suv", "wheels > 2 and size = 'big'"), (EX + "sedan", "sedan", "wheels > 2"), (UNDECIDED, "", None)], 2
    )
]  # fmt: skip
MAP = MigrationMap(MapHeader("https://example.org/o/map/1/2", curie_map={"ex": EX}), (ROW, *SPLIT))


def test_a_map_is_sssom_that_others_can_read():
    text = sssom.write(MAP).decode()
    header = [line for line in text.split("\n") if line.startswith("#")]
    assert "# sssom_version: '1.1'" in header
    assert "#   ex: https://example.org/o#" in header
    assert f"#   skos: {SKOS_NS}" in header
    assert "# - slot_name: om_when" in header
    assert "row:1\tex:van\tvan\tskos:exactMatch\tex:lorry\tlorry\t" in text
    assert {f"ex:car\tcar\tskos:narrowMatch\t{target}" for target in ("ex:suv", "ex:sedan", "om:Undecided")} <= set(
        re.findall(r"ex:car\tcar\tskos:\w+\t[\w:]+", text)
    )


def test_every_extension_column_is_declared():
    text = sssom.write(MAP).decode()
    columns = next(line for line in text.split("\n") if not line.startswith("#")).split("\t")
    declared = re.findall(r"slot_name: (\w+)", text)
    assert {c for c in columns if c.startswith("om_")} <= set(declared)


def test_what_an_extension_column_means_stands_in_the_vocabulary(root):
    declared = set(re.findall(r"property: (om:\w+)", sssom.write(MAP).decode()))
    defined = set(re.findall(r"^(om:\w+) a ", (root / "vocab" / "om.ttl").read_text("utf-8"), re.MULTILINE))
    assert {"om:when", "om:groupOp", "om:rowSha256", "om:completeness"} <= declared <= defined


def test_cardinality_is_computed():
    rows = (
        ROW,
        replace(ROW, record_id="row:b", subject_id=EX + "truck", subject_label="truck"),
        *SPLIT,
        replace(ROW, record_id="row:c", subject_id=EX + "tram", object_id=NO_TERM_FOUND, action=Action.RETIRE),
        replace(ROW, record_id="row:d", subject_id=EX + "tram", object_id=EX + "suv", status=Status.REJECTED),
    )
    read = sssom.read(sssom.write(replace(MAP, rows=rows)))
    assert read.stored_cardinality == ("n:1", "n:1", "1:n", "1:n", "", "1:0", "")


def test_a_zero_is_not_nothing():
    assert (
        len({row_hash(replace(ROW, order=order, confidence=sure)) for order in (None, 0) for sure in (None, 0.0)}) == 4
    )


# -- what others do to our files --------------------------------------------------------------------------------------


def edited(old, new):
    text = sssom.write(MAP).decode()
    assert old in text
    return text.replace(old, new).encode()


def without_columns(data, *gone):
    lines = data.decode().split("\n")
    start = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    columns = lines[start].split("\t")
    kept = [i for i, name in enumerate(columns) if not any(name.startswith(prefix) for prefix in gone)]
    table = [
        "\t".join([cells[i] for i in kept]) if len(cells := line.split("\t")) > 1 else line for line in lines[start:]
    ]
    return "\n".join([*lines[:start], *table]).encode()


def refused(data):
    with pytest.raises(BadInput) as caught:
        sssom.read(data)
    return caught.value


def test_a_row_that_was_changed_is_refused_by_name():
    error = refused(edited("\tlorry\t", "\ttruck\t"))
    assert (error.code, error.details["record_ids"]) == ("OM503", ["row:1"])


def test_a_dropped_condition_is_refused():
    error = refused(without_columns(sssom.write(MAP), "om_when"))
    assert (error.code, error.details["record_ids"]) == ("OM503", ["row:2", "row:3"])


def test_a_map_that_lost_all_our_columns_is_refused():
    assert refused(without_columns(sssom.write(MAP), "om_")).code == "OM503"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: lines[:-2] + lines[-1:], "1 of them is gone"),
        (lambda lines: [*lines[:-1], lines[-2].replace("row:", "row:x"), ""], "1 came in since"),
    ],
)
def test_a_map_that_lost_or_got_a_row_is_refused(change, words):
    lines = sssom.write(MAP).decode().split("\n")
    error = refused("\n".join(change(lines)).encode())
    assert (error.code, error.details["written"]) == ("OM507", len(MAP.rows))
    assert words in error.message


def test_a_row_taken_out_on_purpose_is_said_in_the_header():
    count = len(MAP.rows)
    text = sssom.write(MAP).decode().replace(f"om_row_count: {count}", f"om_row_count: {count - 1}")
    lines = text.split("\n")
    assert len(sssom.read("\n".join(lines[:-2] + lines[-1:]).encode()).map.rows) == count - 1


def test_other_prefixes_are_the_same_rows():
    renamed = sssom.write(MAP).replace(b"ex:", b"o:")
    assert sssom.read(renamed).map.rows == MAP.rows


def test_a_row_edited_on_purpose_is_taken_with_a_note():
    lines = sssom.write(MAP).decode().split("\n")
    lines = [
        line.rpartition("\t")[0].replace("lorry", "truck") + "\t" if line.startswith("row:1\t") else line
        for line in lines
    ]
    read = sssom.read("\n".join(lines).encode())
    assert read.map.rows[0].object_label == "truck"
    assert read.warnings == ("No om_row_sha256 in: row:1.",)


FOREIGN = """\
#curie_map:
#  ex: https://example.org/o#
#mapping_set_id: https://example.org/foreign
#subject_source: https://example.org/o
#subject_source_version: "2024"
#object_source: https://example.org/other
subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\tother
ex:a\ta\tskos:exactMatch\tex:b\tsemapv:LexicalMatching\tx
ex:c\tc\tskos:broadMatch\tex:b\tsemapv:LexicalMatching\t
ex:d\td\tskos:narrowMatch\tex:b\tsemapv:LexicalMatching\t
ex:e\te\tskos:closeMatch\tex:b\tsemapv:LexicalMatching\t
ex:f\tf\tskos:exactMatch\tsssom:NoTermFound\tsemapv:LexicalMatching\t
ex:b\tb\tskos:exactMatch\tex:b\tsemapv:LexicalMatching\t
"""


def test_a_map_of_another_maker_is_taken_for_what_its_predicates_say():
    read = sssom.read(FOREIGN.encode())
    assert [row.action.value for row in read.map.rows] == [
        "replace",
        "generalise",
        "specialise",
        "replace",
        "retire",
        "keep",
    ]
    assert read.map.rows[4].object_id == NO_TERM_FOUND
    assert read.map.header.from_version_iri == "https://example.org/o/2024"
    assert read.map.header.to_version_iri is None
    assert read.warnings == (
        "The map has no om_row_sha256: nothing tells whether its rows are whole.",
        "Columns that are not kept: other.",
    )


def test_rows_get_ids_that_do_not_depend_on_their_place():
    lines = FOREIGN.split("\n")
    moved = "\n".join([*lines[:7], *lines[7:-1][::-1], ""])
    ids = [{row.subject_id: row.record_id for row in sssom.read(text.encode()).map.rows} for text in (FOREIGN, moved)]
    assert ids[0] == ids[1]


def test_what_is_said_not_to_match_maps_nothing():
    text = FOREIGN.replace("\tother\n", "\tpredicate_modifier\n").replace("\tx\n", "\tNot\n")
    read = sssom.read(text.encode())
    assert read.map.rows[0].status is Status.REJECTED
    assert "1 rows say" in read.warnings[-1]


def test_windows_line_ends_and_a_byte_order_mark_are_taken():
    assert (
        sssom.read(b"\xef\xbb\xbf" + FOREIGN.replace("\n", "\r\n").encode()).map.rows
        == sssom.read(FOREIGN.encode()).map.rows
    )


BAD = [
    ("not UTF-8", b"\xff\xfe\x00", "OM501"),
    ("no table", b"# a: b\n", "OM502"),
    ("empty", b"", "OM502"),
    ("a header that is no YAML", b"# a: [\nsubject_id\tpredicate_id\tobject_id\nx\ty\tz\n", "OM501"),
    ("missing columns", b"subject_id\tpredicate_id\nx\ty\n", "OM502"),
    ("no rows", b"subject_id\tpredicate_id\tobject_id\n", "OM505"),
    ("a row without an object", b"subject_id\tpredicate_id\tobject_id\nx\ty\t\n", "OM502"),
    ("too many cells", b"subject_id\tpredicate_id\tobject_id\nx\ty\tz\tw\n", "OM501"),
    ("an unclosed quote", b'subject_id\tpredicate_id\tobject_id\n"x\ty\tz\n', "OM501"),
    ("an unknown action", b"subject_id\tpredicate_id\tobject_id\tom_action\nx\ty\tz\tmove\n", "OM504"),
    ("an unknown disposition", b"subject_id\tpredicate_id\tobject_id\tom_disposition\nx\ty\tz\tburn\n", "OM504"),
    ("an order that is no number", b"subject_id\tpredicate_id\tobject_id\tom_order\nx\ty\tz\tfirst\n", "OM504"),
    ("a record id twice", b"record_id\tsubject_id\tpredicate_id\tobject_id\nr\tx\ty\tz\nr\tw\ty\tz\n", "OM506"),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00", "OM501"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "data", "code"), BAD, ids=[case[0] for case in BAD])
def test_what_is_no_map_gets_a_letter(why, data, code):
    assert refused(data).code == code


def test_an_unknown_word_is_told_with_the_words_there_are():
    error = refused(BAD[10][1])
    assert "row 1" in error.message
    assert error.fix == "It may be: keep, ignore, drop, residual."

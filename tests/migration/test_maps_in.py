"""Plain maps as people have them."""

from __future__ import annotations

import pytest

from ontoman import conditions
from ontoman.errors import BadInput
from ontoman.formats import sssom
from ontoman.formats.maps_in import MapLayout, read_plain_map, retirement
from ontoman.migration import NO_TERM_FOUND, UNDECIDED, Decider, Fate, Item, MapDisposition
from ontoman.migration.guessing import guessed_fields
from ontoman.model.names import NARROW_MATCH


@pytest.fixture
def plain(tmp_path):
    def read(name, text, *, encoding="utf-8", **layout):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return read_plain_map(path, MapLayout(**layout))

    return read


def told(made):
    return {(row.subject_label, row.object_label, row.action.value) for row in made.rows}


WAYS = [
    ("a CSV of two columns", "m.csv", "old,new\nvan,lorry\nbus,bus\n", {}),
    ("a TSV of two columns", "m.tsv", "old\tnew\nvan\tlorry\nbus\tbus\n", {}),
    ("semicolons", "m.csv", "old;new\nvan;lorry\nbus;bus\n", {}),
    ("a separator that was named", "m.csv", "old|new\nvan|lorry\nbus|bus\n", {"separator": "|"}),
    ("named columns", "m.csv", "id,new,old\n1,lorry,van\n2,bus,bus\n", {"from_column": "old", "to_column": "new"}),
    ("one named column of two", "m.csv", "new,old\nlorry,van\nbus,bus\n", {"from_column": "old"}),
    ("Windows line ends", "m.tsv", "old\tnew\r\nvan\tlorry\r\nbus\tbus\r\n", {}),
    ("a byte order mark", "m.csv", "\ufeffold,new\nvan,lorry\nbus,bus\n", {"from_column": "old", "to_column": "new"}),
    ("blank lines, and a line twice", "m.csv", "old,new\nvan,lorry\n\nbus,bus\nvan,lorry\n", {}),
    ("JSON groups", "m.json", '{"lorry": ["van"], "bus": ["bus"]}', {}),
    ("JSON groups and an identity", "m.json", '{"lorry": ["van"]}', {"identity": ["bus"]}),
]


@pytest.mark.parametrize(("why", "name", "text", "layout"), WAYS, ids=[case[0] for case in WAYS])
def test_there_is_one_map_in_many_files(plain, why, name, text, layout):
    assert told(plain(name, text, **layout)) == {("van", "lorry", "replace"), ("bus", "bus", "keep")}


def test_labels_stay_as_written_and_become_safe_iris(plain):
    made = plain("m.tsv", 'old\tnew\nCar or "Van": a/b#c é\tx\n')
    assert made.rows[0].subject_label == 'Car or "Van": a/b#c é'
    assert made.rows[0].subject_id == "urn:ontoman:from:Car%20or%20%22Van%22%3A%20a%2Fb%23c%20%C3%A9"
    assert Decider(made).decide(Item('Car or "Van": a/b#c é')).labels == ("x",)


def test_in_a_tsv_a_quote_is_an_ordinary_character(plain):
    assert told(plain("m.tsv", 'old\tnew\n"van" small\t"x"\n')) == {('"van" small', '"x"', "replace")}


def test_in_a_csv_a_quoted_cell_holds_the_separator(plain):
    assert told(plain("m.csv", 'old,new\n"van, small",lorry\n')) == {("van, small", "lorry", "replace")}


def test_what_becomes_one_shares_a_decision_and_has_no_way_back(plain):
    made = plain("m.csv", "old,new\nvan,lorry\ntruck,lorry\nbus,bus\n")
    assert {row.subject_label: (row.decision, row.loss) for row in made.rows} == {
        "van": ("merge into lorry", "lossy_backward"),
        "truck": ("merge into lorry", "lossy_backward"),
        "bus": (None, "none"),
    }


@pytest.mark.parametrize("word", MapDisposition)
def test_a_target_may_mean_that_labels_are_retired(plain, word):
    made = plain("m.csv", "old,new\nnoise,void / ignore\nvan,van\n", retire=dict([retirement(f"void / ignore={word}")]))
    row = next(row for row in made.rows if row.subject_label == "noise")
    assert (row.action.value, row.object_id, row.disposition) == ("retire", NO_TERM_FOUND, word)
    outcome = Decider(made).decide(Item("noise"))
    assert outcome.fate is Fate.RETIRED
    assert outcome.labels == {"drop": (), "residual": ("void / ignore",)}.get(word, ("noise",))


def test_conditions_are_read_first_to_last(plain):
    made = plain(
        "m.csv", "old,new,if\ncycle,bicycle,Wheels<=2\ncycle,trike,wheels = 3\ncycle,other,\n", when_column="if"
    )
    rows = made.rows
    assert [(row.order, row.when, row.object_label) for row in rows] == [
        (1, "wheels <= 2", "bicycle"),
        (2, "wheels = 3", "trike"),
        (3, None, "other"),
    ]
    assert {row.predicate_id for row in rows} == {NARROW_MATCH}
    one = Decider(made, guessed_fields("wheels > 2"))
    assert [one.decide(Item("cycle", {"wheels": n})).labels[0] for n in (2, 3, 9)] == ["bicycle", "trike", "other"]


def test_where_no_otherwise_is_given_a_person_decides(plain):
    made = plain("m.csv", "old,new,if\ncycle,bicycle,wheels <= 2\n", when_column="if")
    assert made.rows[-1].object_id == UNDECIDED
    assert Decider(made, guessed_fields("wheels > 2")).decide(Item("cycle")).fate is Fate.REVIEW


BAD = [
    ("a label with two targets", "m.csv", "old,new\nvan,lorry\nbus,bus\nvan,cart\n", {}, "OM521", "(line 2) and 'cart' (line 4)"),
    ("two targets under one condition", "m.csv", "old,new,if\nvan,lorry,parked\nvan,cart,parked\n", {"when_column": "if"}, "OM521", "both when parked"),
    ("a label in two JSON groups", "m.json", '{"a": ["x"], "b": ["x"]}', {}, "OM521", "(group 'a') and 'b' (group 'b')"),
    ("an identity that a group contradicts", "m.json", '{"a": ["x"]}', {"identity": ["x"]}, "OM521", "--identity x"),
    ("retire names no target", "m.csv", "old,new\nvan,lorry\n", {"retire": {"void": MapDisposition.KEEP}}, "OM522", "'void'"),
    ("not UTF-8", "m.csv", "old,new\nvän,x\n".encode("latin-1"), {}, "OM523", "not UTF-8"),
    ("not JSON", "m.json", '{"a": ["x"', {}, "OM523", "not JSON"),
    ("a JSON list", "m.json", "[1, 2]", {}, "OM523", "no JSON object"),
    ("a JSON group that is no list", "m.json", '{"a": "x"}', {}, "OM523", "group 'a'"),
    ("too many cells", "m.csv", "old,new\nvan,lorry,x\n", {}, "OM523", "line 2 has 3 cells"),
    ("too few cells", "m.tsv", "old\tnew\nvan\n", {}, "OM523", "line 2 has 1 cells"),
    ("a quote that does not close", "m.csv", 'old,new\n"van,lorry\n', {}, "OM523", "line 2"),
    ("more columns than two", "m.csv", "a,b,c\n1,2,3\n", {}, "OM524", "a, b, c"),
    ("one column", "m.csv", "a\n1\n", {}, "OM524", "columns a;"),
    ("a column that is not there", "m.csv", "a,b\n1,2\n", {"from_column": "x", "to_column": "b"}, "OM524", "has a, b"),
    ("a condition column that is not there", "m.csv", "a,b\n1,2\n", {"when_column": "if"}, "OM524", "has a, b"),
    ("a column twice", "m.csv", "a,a,b\n1,2,3\n", {"from_column": "a", "to_column": "b"}, "OM524", "more than once"),
    ("a blank target", "m.csv", "old,new\nvan,lorry\nbus, \n", {}, "OM525", "line 3 (new)"),
    ("a blank label", "m.csv", "old,new\n ,lorry\n", {}, "OM525", "line 2 (old)"),
    ("a JSON key twice", "m.json", '{"a": ["x"], "a": ["y"]}', {}, "OM526", "'a'"),
    ("an empty file", "m.csv", "", {}, "OM527", "is empty"),
    ("a header alone", "m.csv", "old,new\n", {}, "OM527", "no rows"),
    ("no groups", "m.json", "{}", {}, "OM527", "no rows"),
    ("a condition outside the language", "m.csv", "old,new,if\nvan,lorry,wheels like 'x'\n", {"when_column": "if"}, "OM302", "line 2"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "name", "text", "layout", "code", "words"), BAD, ids=[case[0] for case in BAD])
def test_what_is_no_plain_map_gets_a_letter(plain, why, name, text, layout, code, words):
    with pytest.raises(BadInput) as caught:
        plain(name, text, **layout)
    assert (caught.value.code, words in caught.value.message) == (code, True), caught.value.message


@pytest.mark.parametrize("text", ["void", "void=burn", "=", ""])
def test_an_unknown_disposition_is_told_with_those_there_are(text):
    with pytest.raises(BadInput) as caught:
        retirement(text)
    assert caught.value.code == "OM528"
    assert "keep, ignore, drop, residual" in caught.value.fix


def test_a_target_to_retire_may_hold_an_equals_sign():
    assert retirement("a=b=drop") == ("a=b", MapDisposition.DROP)


@pytest.mark.parametrize(
    "text",
    [
        "wheels > 2 and (colour in ('red', 'green') or not parked)",
        "has(damage, 'dent') and seen >= '2024-01-01'",
        "size between 'small' and 'big' and weight between 1 and 2.5",
        "wheels is not null and wheels = 2",
        "lost is null",
        "a = true and not b",
    ],
)
def test_fields_are_guessed_from_what_they_are_compared_with(text):
    assert (
        conditions.parse(text, guessed_fields(text)).text.lower() == conditions.parse(text, guessed_fields(text)).text
    )


def test_an_imported_map_is_the_same_after_a_round_through_its_file(plain):
    made = plain(
        "m.csv",
        "old,new,if\ncycle,bicycle,wheels <= 2\nvan,void,\n",
        when_column="if",
        retire={"void": MapDisposition.DROP},
    )
    assert sssom.read(sssom.write(made)).map == made

"""Plain maps as people have them."""

from __future__ import annotations

import pytest

from ontoman import conditions
from ontoman.errors import BadInput
from ontoman.formats import sssom
from ontoman.formats.map_layout import blank_meaning, flag_meaning, repair, retirement
from ontoman.formats.maps_in import MapLayout, read_plain_map
from ontoman.migration import NO_TERM_FOUND, UNDECIDED, Decider, Fate, GroupOp, Item, MapDisposition
from ontoman.migration.building.meanings import Meaning
from ontoman.migration.guessing import guessed_fields
from ontoman.model.names import BROAD_MATCH, CLOSE_MATCH, EXACT_MATCH, NARROW_MATCH, TERM_REPLACED_BY
from ontoman.rdf.flags import our_flags


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


# -- tables of others -------------------------------------------------------------------------------------------------

REMARKED = "old,new,remark\nvan,lorry,{}\nbus,bus,\n"


@pytest.mark.parametrize(
    ("flag", "predicate", "action", "fate"),
    [
        ("", EXACT_MATCH, "replace", Fate.RELABELED),
        ("Exact", EXACT_MATCH, "replace", Fate.RELABELED),
        ("Mapped to Parent", BROAD_MATCH, "generalise", Fate.RELABELED),
        ("mapped to parent", BROAD_MATCH, "generalise", Fate.RELABELED),
        ("Narrow", NARROW_MATCH, "specialise", Fate.REVIEW),
        ("No Semantic Equivalency", CLOSE_MATCH, "replace", Fate.REVIEW),
        ("One to Many", NARROW_MATCH, "specialise", Fate.REVIEW),
        ("No Semantic Equivilency", CLOSE_MATCH, "replace", Fate.REVIEW),
    ],
)
def test_a_remark_says_how_the_target_relates(plain, flag, predicate, action, fate):
    made = plain("m.csv", REMARKED.format(flag), flag_column="remark", usual_flags=our_flags())
    row = next(row for row in made.rows if row.subject_label == "van")
    assert (row.predicate_id, row.action.value) == (predicate, action)
    assert row.flag == (flag if flag.endswith("vilency") else None)
    outcome = Decider(made).decide(Item("van"))
    assert outcome.fate is fate
    assert "lorry" in (*outcome.labels, *outcome.candidates)


def test_a_remark_holds_where_several_become_one(plain):
    text = "old,new,remark\nvan,lorry,Close\ntruck,lorry,\n"
    made = plain("m.csv", text, flag_column="remark", usual_flags=our_flags())
    assert {row.subject_label: Decider(made).decide(Item(row.subject_label)).fate for row in made.rows} == {
        "van": Fate.REVIEW,
        "truck": Fate.RELABELED,
    }
    assert {row.subject_label: row.predicate_id for row in made.rows} == {"van": CLOSE_MATCH, "truck": TERM_REPLACED_BY}


@pytest.mark.parametrize("meaning", [Meaning.KEEP, Meaning.IGNORE, Meaning.DROP])
def test_an_empty_target_may_mean_that_labels_are_retired(plain, meaning):
    for layout in (
        {"blank": meaning},
        {"flag_column": "remark", "flags": {"Gone": meaning}},
        {"flag_column": "remark", "flags": {"Gone": meaning}, "blank": Meaning.REVIEW},
    ):
        made = plain("m.csv", "old,new,remark\nvan,,Gone\n", from_column="old", to_column="new", **layout)
        (row,) = made.rows
        assert (row.object_id, row.disposition) == (NO_TERM_FOUND, meaning.value)


def test_an_empty_target_may_be_left_to_a_person(plain):
    made = plain("m.csv", "old,new\nvan,\nbus,bus\n", blank=Meaning.REVIEW)
    assert {row.subject_label: row.object_id for row in made.rows}["van"] == UNDECIDED
    assert Decider(made).decide(Item("van")).fate is Fate.REVIEW


@pytest.mark.parametrize("cell", ["lorry or cart", "lorry OR cart", "lorry; cart", "lorry;cart", " lorry  or cart "])
def test_a_target_that_names_several_is_a_choice(plain, cell):
    made = plain("m.tsv", f"old\tnew\nvan\t{cell}\n")
    assert {(row.object_label, row.group_op) for row in made.rows} == {
        ("lorry", GroupOp.ONE_OF),
        ("cart", GroupOp.ONE_OF),
    }
    assert all(row.comment.startswith("line 2: ") for row in made.rows)
    assert Decider(made).decide(Item("van")).candidates == ("lorry", "cart")


@pytest.mark.parametrize("layout", [{"one_label": True}, {"known": frozenset({"arts or crafts"})}])
def test_a_label_may_have_such_words_in_it(plain, layout):
    assert told(plain("m.csv", "old,new\nart,arts or crafts\n", **layout)) == {("art", "arts or crafts", "replace")}


def test_a_person_picks_among_several_rows_where_the_layout_lets_them(plain):
    made = plain("m.csv", "old,new\nvan,lorry\nbus,bus\nvan,cart\n", pick=True)
    assert Decider(made).decide(Item("van")).candidates == ("lorry", "cart")
    assert Decider(made).decide(Item("bus")).fate is Fate.UNCHANGED


def test_a_declared_repair_is_read_and_remembered(plain):
    made = plain("m.csv", "old,new\nvam,lorry\n", repairs={"vam": "van"})
    assert [(row.subject_label, row.comment) for row in made.rows] == [("van", "line 2: 'vam' reads 'van'")]


def test_dates_among_dates_are_labels(plain):
    assert len(plain("m.csv", "old,new\n2026-03-04,x\n2026-03-05,y\n").rows) == 2
    assert len(plain("m.csv", "old,new\n3/4/2026,x\n", known=frozenset({"3/4/2026"})).rows) == 1


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (flag_meaning, "Imperfect"),
        (flag_meaning, "Imperfect=maybe"),
        (blank_meaning, "broad"),
        (repair, "a"),
        (repair, "=b"),
    ],
)
def test_a_word_that_means_nothing_is_told_with_those_that_do(read, text):
    with pytest.raises(BadInput) as caught:
        read(text)
    assert caught.value.code == "OM528"


# -- what is none -----------------------------------------------------------------------------------------------------

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
    ("a repair of what is not there", "m.csv", "old,new\nvan,lorry\n", {"repairs": {"vam": "van"}}, "OM522", "'vam'"),
    ("ids that became dates", "m.csv", "old,new\n1-A,x\n3. Feb,y\n2026-03-04 00:00:00,z\n", {}, "OM508", "'3. Feb' (line 3), '2026-03-04 00:00:00' (line 4)"),
    ("targets that became dates", "m.csv", "old,new\na,1-A\nb,02-Mrz\n", {}, "OM508", "'02-Mrz' (line 3)"),
    ("dates where a release has none", "m.csv", "old,new\n3/4/2026,x\n", {"known": frozenset({"3-4"})}, "OM508", "'3/4/2026'"),
    ("an Excel workbook", "m.csv", b"PK\x03\x04rest", {}, "OM523", "Excel workbook"),
    ("a flag column that is not there", "m.csv", "a,b\n1,2\n", {"flag_column": "remark"}, "OM524", "has a, b"),
    ("a meaning for a remark that nobody makes", "m.csv", "a,b,f\n1,2,x\n", {"flag_column": "f", "flags": {"y": Meaning.CLOSE}}, "OM522", "'y', and"),
    ("a meaning for remarks without a column of them", "m.csv", "a,b\n1,2\n", {"flags": {"y": Meaning.CLOSE}}, "OM522", "no column of remarks"),
    ("a column of remarks that is written otherwise", "m.csv", "a,b,remark\n1,2,x\n", {"flag_column": "remarks"}, "OM524", "'remarks'"),
    ("a blank target whose flag says how it relates", "m.csv", "old,new,f\nvan,,Broad\n", {"flag_column": "f", "flags": {"Broad": Meaning.BROAD}}, "OM525", "line 2 (new)"),
    ("a choice that a row contradicts", "m.csv", "old,new\nvan,a or b\nvan,c\n", {}, "OM521", "'c' (line 3)"),
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

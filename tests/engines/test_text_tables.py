"""Text tables keep every byte but the cells that change."""

from __future__ import annotations

import csv
import io

import pytest
from engines.support import Bench, a_map, balanced, counts, keep, pick, retire, split, to, undecided_value, value
from hypothesis import given, strategies as st

from ontoman.errors import BadInput
from ontoman.formats.json_lines import open_json_lines
from ontoman.formats.text_tables import open_table
from ontoman.migration import GroupOp, MapDisposition

RENAMES = (to("cat", "feline"), to("dog", "canine"), keep("cow"))


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("plain.csv", "id,label\n1,cat\n2,cow\n", "id,label\n1,feline\n2,cow\n"),
        ("quoted.csv", 'id,label\n"1","cat"\n', 'id,label\n"1","feline"\n'),
        ("crlf.csv", "id,label\r\n1,cat\r\n", "id,label\r\n1,feline\r\n"),
        ("no-final-break.csv", "id,label\n1,cat", "id,label\n1,feline"),
        ("break-inside.csv", 'text,label\n"a\n""b"", c",cat\nx,dog\n', 'text,label\n"a\n""b"", c",feline\nx,canine\n'),
        ("bom.csv", "\ufefflabel,id\ncat,1\n", "\ufefflabel,id\nfeline,1\n"),
        ("blank-lines.csv", "id,label\n\n1,cat\n\n", "id,label\n\n1,feline\n\n"),
        ("a-quote-inside.csv", 'size,label\n5" pipe,cat\n', 'size,label\n5" pipe,feline\n'),
        ("quotes.tsv", 'text\tlabel\n"open\tcat\n""\tdog\n', 'text\tlabel\n"open\tfeline\n""\tcanine\n'),
        ("no-label.csv", "id,label\n1,\n2,cat\n", "id,label\n1,\n2,feline\n"),
        ("lines.jsonl", '{"id": 1, "label": "cat"}\n{"label":"dog" , "x": {"label": "cat"}}\n', '{"id": 1, "label": "feline"}\n{"label":"canine" , "x": {"label": "cat"}}\n'),
        ("escaped.jsonl", '{"note": "\\"label\\": \\u00e9", "label": "\\u0063at"}\n', '{"note": "\\"label\\": \\u00e9", "label": "feline"}\n'),
        ("list.jsonl", '{"label": ["cat", "cow"]}\n{"label":["cow","dog"]}\n', '{"label": ["feline", "cow"]}\n{"label":["cow","canine"]}\n'),
        ("absent.jsonl", '{"id": 1}\n\n{"id": 2, "label": null}\n{"label": "dog"}', '{"id": 1}\n\n{"id": 2, "label": null}\n{"label": "canine"}'),
        ("umlaut.jsonl", '{"ü": "ß", "label": "cat"}\n', '{"ü": "ß", "label": "feline"}\n'),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value and len(value) < 30 else "",
)  # fmt: skip
def test_only_label_cells_change_and_undo_brings_every_byte_back(bench, name, before, after):
    from ontoman.operations.relabel.undo import undo

    bench.map(*RENAMES)
    data = bench.file(name, before)
    result = bench.run(data, f"out-{name}", label_column="label")
    assert bench.out(f"out-{name}") == after.encode()
    assert balanced(result.report)
    report = undo(bench.folder / f"out-{name}", bench.folder / f"back-{name}")
    assert report["exact"]
    assert bench.out(f"back-{name}") == before.encode()


LABEL = st.sampled_from(("cat", "dog", "cow", "cat|dog", "dog|dog", "", "cow|cat|cow"))
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n,"'), max_size=8)


@given(st.lists(st.tuples(TEXT, LABEL, TEXT), min_size=1, max_size=12), st.sampled_from(("\n", "\r\n")))
def test_a_csv_of_any_content_is_what_pythons_reader_says_with_labels_replaced(tmp_path_factory, rows, end):
    bench = Bench(tmp_path_factory.mktemp("csv"))
    bench.map(*RENAMES)
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end).writerows([("a", "label", "b"), *rows])
    result = bench.run(bench.file("in.csv", out.getvalue()), sep="|")
    found = list(csv.reader(io.StringIO(bench.out("out.csv").decode(), newline="")))
    new = {"cat": "feline", "dog": "canine"}

    def cell(labels: str) -> str:
        if not set(labels.split("|")) & new.keys():
            return labels
        return "|".join(dict.fromkeys(new.get(label, label) for label in labels.split("|")))

    assert found == [["a", "label", "b"], *([a, cell(label), b] for a, label, b in rows)]
    assert balanced(result.report)


def test_positions_follow_the_lists_and_stand_ascending(bench):
    bench.map(to("cat", "pet"), to("dog", "pet"), keep("cow"))
    bench.file("old.txt", "cat\ncow\ndog\n")
    bench.file("new.txt", "cow\npet")
    data = bench.file("in.tsv", '"a\t0,2\nb\t2,1\nc\t1\n')
    result = bench.run(
        data,
        header=False,
        label_column="2",
        sep=",",
        index=bench.folder / "old.txt",
        out_index=bench.folder / "new.txt",
    )
    assert bench.out("out.tsv") == b'"a\t1\nb\t0,1\nc\t0\n'
    assert counts(result) == {"read": 5, "unchanged": 2, "relabeled": 3, "written": 4, "collapsed": 1}


@pytest.mark.parametrize(
    ("row", "after"),
    [
        ("van,2,", "minivan,2,"),
        ("van,4,", "truck,4,"),
        ("van,,", "minivan,,"),
        ("van,nan,", "minivan,nan,"),
        ("van, 4 ,", "truck, 4 ,"),
    ],
)
def test_attributes_of_the_row_decide(bench, row, after):
    bench.map(split("van", ("wheels > 2", "truck"), (None, "minivan")))
    bench.run(bench.file("in.csv", f"label,wheels,x\n{row}\nvan,7,\n"))
    assert bench.out("out.csv").decode().splitlines()[1] == after


def test_attribute_values_are_carried_over_too(bench):
    bench.map(keep("car"), value("visibility", "0-20", "0-40"), undecided_value("visibility", "99"))
    data = bench.file("in.csv", "id,label,visibility\na,car,0-20\nb,car,60\nc,car,99\n")
    result = bench.run(data)
    assert bench.out("out.csv") == b"id,label,visibility\na,car,0-40\nb,car,60\nc,car,99\n"
    assert counts(result) == {"read": 3, "unchanged": 1, "relabeled": 1, "review": 1, "written": 3}


def test_what_a_person_must_decide_waits_under_its_old_label_until_it_is_decided(bench):
    bench.map(pick("van", "minivan", "truck"), to("cat", "feline"))
    data = bench.file("in.csv", "id,label\n=1,van\n2,cat\n3,van\n")
    first = bench.run(data)
    assert first.look
    assert bench.out("out.csv") == b"id,label\n=1,van\n2,feline\n3,van\n"
    assert counts(first) == {"read": 3, "relabeled": 1, "review": 2, "written": 3}
    sheet = bench.beside("out.csv", "review.csv").splitlines()
    assert sheet[1].startswith("'=1,van,,minivan | truck,")  # no spreadsheet runs it as a formula
    filled = bench.decide("out.csv", {("'=1", "van"): "truck"})
    second = bench.run(data, decisions=filled, force=True)
    assert bench.out("out.csv") == b"id,label\n=1,truck\n2,feline\n3,van\n"
    assert counts(second) == {"read": 3, "relabeled": 2, "review": 1, "written": 3}


def test_decisions_find_rows_without_ids_by_their_content_wherever_they_stand(bench):
    bench.map(pick("van", "minivan", "truck"))
    data = bench.file("in.csv", "text,label\na,van\nb,van\n")
    bench.run(data)
    import csv

    rows = list(csv.DictReader(io.StringIO(bench.beside("out.csv", "review.csv"))))
    filled = bench.decide("out.csv", {(rows[1]["item"], "van"): "truck"})
    bench.run(data, decisions=filled, force=True)
    assert bench.out("out.csv") == b"text,label\na,van\nb,truck\n"


@pytest.mark.parametrize(
    ("pending", "after", "expected"),
    [
        (None, b"label\nvan\ncat\n", {"read": 2, "unchanged": 1, "review": 1, "written": 2}),
        ("omit", b"label\ncat\n", {"read": 2, "unchanged": 1, "review": 1, "written": 1, "omitted": 1}),
        ("truck", b"label\ntruck\ncat\n", {"read": 2, "unchanged": 1, "review": 1, "written": 2}),
    ],
)
def test_pending_says_what_waits_carries(bench, pending, after, expected):
    from ontoman.operations.relabel.undo import undo

    bench.map(pick("van", "minivan", "truck"), keep("cat"))
    result = bench.run(bench.file("in.csv", "label\nvan\ncat\n"), pending=pending)
    assert (bench.out("out.csv"), counts(result)) == (after, expected)
    undo(bench.folder / "out.csv", bench.folder / "back.csv")
    assert bench.out("back.csv") == b"label\nvan\ncat\n"


@pytest.mark.parametrize(
    ("disposition", "after", "expected"),
    [
        (MapDisposition.KEEP, b"label\ntrain\n", {"read": 1, "retired": 1, "written": 1}),
        (MapDisposition.IGNORE, b"label\ntrain\n", {"read": 1, "retired": 1, "written": 1}),
        (MapDisposition.DROP, b"label\n", {"read": 1, "retired": 1, "omitted": 1}),
        (MapDisposition.RESIDUAL, b"label\nother\n", {"read": 1, "retired": 1, "written": 1}),
    ],
)
def test_a_retired_label_goes_where_its_disposition_says(bench, disposition, after, expected):
    bench.map(retire("train", disposition, "other" if disposition is MapDisposition.RESIDUAL else None))
    result = bench.run(bench.file("in.csv", "label\ntrain\n"))
    assert (bench.out("out.csv"), counts(result)) == (after, expected)


@pytest.mark.parametrize(("unknown", "review"), [("keep", 0), ("review", 1)])
def test_an_unknown_label_stays_where_the_user_says_so(bench, unknown, review):
    bench.map(keep("cat"))
    result = bench.run(bench.file("in.csv", "label\ncat\nyeti\n"), unknown=unknown)
    assert bench.out("out.csv") == b"label\ncat\nyeti\n"
    assert result.report["review"] == review
    assert result.report["unknown"] == 1 - review


def test_one_label_may_become_several_where_the_cell_has_room(bench):
    bench.map(split("flatbed", ("loaded", "truck"), ("wheels > 2", "vehicle"), op=GroupOp.ALL_OF))
    result = bench.run(bench.file("in.csv", "label,loaded,wheels\nflatbed,true,4\n"), sep=";")
    assert bench.out("out.csv") == b"label,loaded,wheels\ntruck;vehicle,true,4\n"
    assert counts(result) == {"read": 1, "relabeled": 1, "written": 2, "added": 1}
    with pytest.raises(BadInput) as letter:
        bench.run(bench.folder / "in.csv", "single.csv")
    assert letter.value.code == "OM616"


def test_labels_swap_without_meeting(bench):
    bench.map(to("a", "b"), to("b", "a"))
    bench.run(bench.file("in.csv", "label\na\nb\na\n"))
    assert bench.out("out.csv") == b"label\nb\na\nb\n"


def test_max_review_says_how_many_may_wait(bench):
    bench.map(pick("van", "minivan", "truck"), keep("cat"))
    data = bench.file("in.csv", "label\nvan\ncat\ncat\ncat\n")
    looks = [bench.run(data, dry_run=True, max_review=limit).look for limit in ("0", "1", "20%", "25%")]
    assert looks == [True, False, True, False]


def test_a_dry_run_counts_the_same_and_writes_nothing(bench):
    bench.map(*RENAMES)
    data = bench.file("in.csv", "label\ncat\ncow\n")
    dry = bench.run(data, dry_run=True)
    assert sorted(path.name for path in bench.folder.iterdir()) == ["in.csv", "map.sssom.tsv"]
    real = bench.run(data)
    assert counts(dry) == counts(real)
    assert {**dry.report, "output_sha256": None, "by_file": None} == {
        **real.report,
        "output_sha256": None,
        "by_file": None,
    }


def test_the_same_input_gives_the_same_bytes(bench):
    bench.map(*RENAMES, pick("van", "minivan", "truck"))
    data = bench.file("in.csv", "label\ncat\nvan\ncow\n")
    bench.run(data, "a.csv")
    bench.run(data, "b.csv")
    for name in ("lineage.jsonl", "items.jsonl", "review.csv", "report.json", "release.json"):
        assert bench.beside("a.csv", name) == bench.beside("b.csv", name)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.lists(st.dictionaries(st.sampled_from(("label", "id", "ü", "x y")), JSON), max_size=6),
    st.booleans(),
    st.booleans(),
)
def test_json_lines_find_every_value_where_it_stands(records, ascii_only, tight):
    import json

    separators = (",", ":") if tight else (", ", ": ")
    data = "".join(
        json.dumps(record, ensure_ascii=ascii_only, separators=separators) + "\n" for record in records
    ).encode()
    table = open_json_lines(data, "x.jsonl")
    names = ("id", "label", "ü", "x y")
    found = list(table.rows(names))
    assert len(found) == len(records)
    for row, record in zip(found, records, strict=True):
        for place, name in enumerate(names):
            assert (row.cells[place] is not None) == (name in record)
            if name in record:
                start, end = table.span(row, place)
                assert json.loads(data[start:end]) == record[name]


def test_a_million_rows_do_not_wait_long():
    import time

    data = b"id,label,x\n" + b"1,cat,hello\n" * 200_000
    start = time.perf_counter()
    assert sum(1 for _ in open_table(data, "x.csv", quoted=True, header=True).rows(["label", "id"])) == 200_000
    assert time.perf_counter() - start < 5


def test_a_map_in_memory_and_on_disk_are_the_same():
    from ontoman.formats import sssom

    of = a_map(*RENAMES, pick("van", "minivan", "truck"), value("visibility", "0-20", "0-40"))
    assert {row.record_id for row in sssom.read(sssom.write(of)).map.rows} == {row.record_id for row in of.rows}

"""Bad input gets a letter, an exit code, and no file."""

from __future__ import annotations

import json
import resource

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from engines.support import FROM, TO, keep, pick, split, to

from ontoman.cli import cli
from ontoman.errors import OntomanError
from ontoman.operations.relabel.output import side_folder

GOOD = "id,label,wheels\n1,van,2\n2,cat,\n"
GROUPS = (split("van", ("wheels > 2", "truck"), (None, "minivan")), to("cat", "feline"))


def left_behind(bench) -> list[str]:
    known = {"map.sssom.tsv", "filled.csv", "old.txt", "new.txt"}
    return sorted(p.name for p in bench.folder.iterdir() if not p.name.startswith("in.") and p.name not in known)


@pytest.mark.parametrize(
    ("name", "data", "code", "words"),
    [
        ("in.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "OM601", "zero bytes"),
        ("in.xlsx", b"PK", "OM600", ".xlsx"),
        ("in.", b"label\n", "OM600", "no suffix"),
        ("in.parquet", b"label\nvan\n", "OM601", "not a Parquet file"),
        ("in.parquet", b"PAR1" + b"\x00" * 40, "OM603", "cannot be read as Parquet"),
        ("in.csv", b"label,wheels\nv\xe4n,2\n", "OM602", "line 2"),
        ("in.jsonl", b'{"label": "v\xe4n"}\n', "OM602", "line 1"),
        ("in.csv", b'label,wheels\nvan,"2\n', "OM603", "line 2"),
        ("in.csv", b'label,wheels\nvan,"2"x\n', "OM603", "line 2"),
        ("in.csv", b"wheels,label\n2\n", "OM608", "line 2"),
        ("in.jsonl", b'{"label": "van", "wheels": 2}\n{"label": "va', "OM603", "line 2"),
        ("in.jsonl", b'{"label": "van", "wheels": 2, "label": "cat"}\n', "OM604", "line 1"),
        ("in.jsonl", b'{"label": "van", "wheels": NaN}\n', "OM605", "line 1"),
        ("in.jsonl", b'{"label": "van", "x": "\\ud800"}\n', "OM606", "line 1"),
        ("in.jsonl", b'{"label": 3, "wheels": 2}\n', "OM607", "3"),
        ("in.jsonl", b'["van"]\n', "OM603", "line 1"),
        ("in.csv", b"id,name,wheels\n1,van,2\n", "OM610", "id, name, wheels"),
        ("in.csv", b"label,category,wheels\nvan,van,2\n", "OM610", "label, category, wheels"),
        ("in.csv", b"label,label,wheels\nvan,van,2\n", "OM610", "label, label, wheels"),
        ("in.csv", b"label,wheels\nyeti,2\nyeti,3\nvan,2\nelf,\n", "OM620", "'yeti' (2 times, first line 2)"),
        ("in.jsonl", b'{"label": "yeti", "wheels": 2}\n', "OM620", "'yeti'"),
        ("in.csv", b"label\nvan\n", "OM621", "wheels"),
        ("in.csv", b"label,wheels\nvan,\n", "OM621", "wheels"),
        ("in.jsonl", b'{"label": "van"}\n', "OM621", "wheels"),
    ],
)  # fmt: skip
def test_data_that_cannot_be_used(bench, name, data, code, words):
    bench.map(*GROUPS)
    bench.run(bench.file("in.good.csv", GOOD), dry_run=True)  # the control
    with pytest.raises(OntomanError) as letter:
        bench.run(bench.file(name, data), f"out{name[2:]}")
    assert (letter.value.code, letter.value.exit_code) == (code, 2), letter.value.message
    assert words in letter.value.message
    assert letter.value.fix
    assert left_behind(bench) == []


def test_a_parquet_file_that_lost_its_middle(bench):
    bench.map(*GROUPS)
    path = bench.folder / "in.parquet"
    pq.write_table(pa.table({"label": ["van"] * 1000, "wheels": list(range(1000))}), path)
    assert bench.run(path, dry_run=True).report["read"] == 1000  # the control
    whole = path.read_bytes()
    with pytest.raises(OntomanError) as letter:
        bench.run(bench.file("in.parquet", whole[:300] + whole[-300:]))
    assert (letter.value.code, letter.value.exit_code) == ("OM603", 2), letter.value.message
    assert left_behind(bench) == []


def test_an_empty_separator_separates_nothing(bench):
    bench.map(*GROUPS)
    data = bench.file("in.csv", GOOD)
    assert bench.run(data, sep=";", dry_run=True).report["read"] == 2  # the control
    with pytest.raises(OntomanError) as letter:
        bench.run(data, sep="")
    assert (letter.value.code, letter.value.exit_code) == ("OM653", 2), letter.value.message
    assert left_behind(bench) == []


def test_what_a_csv_cannot_say_about_its_columns(bench):
    bench.map(*GROUPS)
    data = bench.file("in.csv", GOOD)
    for more, words in (
        ({"label_column": "Label"}, "'Label'. Its columns are id, label, wheels"),
        ({"label_column": "4"}, "'4'"),
        ({"id_column": "uid"}, "'uid'"),
        ({"attributes": ("wheels", "height")}, "'height'"),
    ):
        with pytest.raises(OntomanError) as letter:
            bench.run(data, **more)
        assert (letter.value.code, words in letter.value.message) == ("OM610", True), letter.value.message
    assert bench.run(data, label_column="2").report["read"] == 2  # the control


COCO = {
    "images": [],
    "annotations": [{"id": 1, "image_id": 1, "category_id": 1}],
    "categories": [{"id": 1, "name": "cat"}],
}


def a_file(bench, suffix):
    if suffix == ".parquet":
        pq.write_table(pa.table({"id": ["a"], "label": ["cat"]}), bench.folder / "in.parquet")
        return bench.folder / "in.parquet"
    texts = {
        ".json": json.dumps(COCO),
        ".jsonl": '{"id": "a", "label": "cat"}\n',
        ".ndjson": '{"id": "a", "label": "cat"}\n',
    }
    return bench.file(
        f"in{suffix}", texts.get(suffix, "id,label\na,cat\n".replace(",", "\t" if suffix == ".tsv" else ","))
    )


OPTIONS = {
    "--label-column": "label",
    "--sep": ";",
    "--attributes": "id",
    "--no-header": None,
    "--index": "{old}",
    "--out-index": "{new}",
    "--id-column": "id",
}
TABLE = set(OPTIONS)
MEANT = {
    ".csv": TABLE,
    ".tsv": TABLE,
    ".jsonl": TABLE - {"--no-header"},
    ".ndjson": TABLE - {"--no-header"},
    ".parquet": TABLE - {"--no-header"},
    ".json": {"--out-index"},
}


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("suffix", MEANT)
def test_an_option_that_means_nothing_for_the_format_is_refused(bench, suffix, option):
    bench.map(to("cat", "feline"))
    lists = {"old": bench.file("old.txt", "cat\n"), "new": bench.file("new.txt", "feline\n")}
    value = OPTIONS[option]
    words = [
        "relabel",
        a_file(bench, suffix),
        "--map",
        bench.folder / "map.sssom.tsv",
        "-o",
        bench.folder / f"out{suffix}",
    ]
    done = CliRunner().invoke(cli, [*map(str, words), option, *([value.format(**lists)] if value else [])])
    letter = done.exception if isinstance(done.exception, OntomanError) else None
    refused = letter is not None and letter.code == "OM655"
    assert refused is (option not in MEANT[suffix]), letter
    if refused:
        assert letter.exit_code == 2
        assert option in letter.message
        assert left_behind(bench) == []


def test_every_option_that_means_nothing_is_named_at_once(bench):
    bench.map(to("cat", "feline"))
    with pytest.raises(OntomanError) as letter:
        bench.run(a_file(bench, ".json"), sep=";", header=False, label_column="label")
    assert "--label-column, --sep, --no-header" in letter.value.message


@pytest.mark.parametrize(
    ("name", "first", "layout"),
    [
        ("in.tsv", "a\t0", {"index": True, "label_column": "2"}),
        ("in.csv", "a,1", {"index": True, "label_column": "2"}),
        ("in.csv", "a, 1 ", {"index": True, "label_column": "2"}),
        ("in.csv", "a,1", {"index": True, "label_column": "1"}),  # "1" is the name of the second column, too
        ("in.tsv", "a\t0,1", {"index": True, "label_column": "2", "sep": ","}),
        ("in.csv", "a,9", {"index": True, "label_column": "2"}),
        ("in.csv", "a,van", {"label_column": "2"}),
        ("in.tsv", "a\tvan|cat", {"label_column": "2", "sep": "|"}),
    ],
)  # fmt: skip
def test_a_first_line_that_is_data_is_no_header(bench, name, first, layout):
    bench.map(to("van", "minivan"), to("cat", "feline"))
    lists = {"index": bench.file("old.txt", "van\ncat\n"), "out_index": bench.file("new.txt", "minivan\nfeline\n")}
    layout = {**layout, **(lists if layout.pop("index", False) else {})}
    rest = first.replace("9", "1")
    with pytest.raises(OntomanError) as letter:
        bench.run(bench.file(name, f"{first}\n{rest}\n"), **layout)
    assert (letter.value.code, letter.value.exit_code) == ("OM654", 2), letter.value.message
    assert "--no-header" in letter.value.fix
    assert left_behind(bench) == []
    assert bench.run(bench.file(name, f"{rest}\n"), header=False, **{**layout, "label_column": "2"}).report["read"]


@pytest.mark.parametrize(
    ("header", "layout"),
    [
        ("id,label", {"index": True}),
        ("id,classes 0 to 1", {"index": True, "label_column": "2"}),
        ("id,", {"index": True, "label_column": "2"}),
        ("id,kind", {"label_column": "2"}),
        ("id,van", {"label_column": "van"}),
    ],
)
def test_a_header_is_a_header(bench, header, layout):
    bench.map(to("van", "minivan"), to("cat", "feline"))
    by_index = layout.pop("index", False)
    lists = {"index": bench.file("old.txt", "van\ncat\n"), "out_index": bench.file("new.txt", "minivan\nfeline\n")}
    data = bench.file("in.csv", f"{header}\na,{'1' if by_index else 'cat'}\n")
    assert bench.run(data, **layout, **(lists if by_index else {})).report["relabeled"] == 1


@pytest.mark.parametrize(
    ("old", "new", "data", "code"),
    [
        ("van\ncat\n", "feline\nminivan\n", "0\t2\n5\t2\n", "OM612"),
        ("van\n", "feline\nminivan\n", "1\t2\n", "OM612"),
        ("van\ncat\n", "minivan\n", "1\t2\n", "OM613"),
        ("van\nvan\n", "minivan\n", "0\t2\n", "OM614"),
        ("", "minivan\n", "0\t2\n", "OM614"),
        ("van\ncat\n", "feline\nminivan\n", "van\t2\n", "OM615"),
        ("van\ncat\n", "feline\nminivan\n", "-1\t2\n", "OM612"),
    ],
)
def test_positions_that_no_list_has(bench, old, new, data, code):
    bench.map(to("van", "minivan"), to("cat", "feline"))
    lists = {"index": bench.file("old.txt", old), "out_index": bench.file("new.txt", new)}
    with pytest.raises(OntomanError) as letter:
        bench.run(bench.file("in.tsv", data), header=False, label_column="1", **lists)
    assert letter.value.code == code
    assert left_behind(bench) == []


WORKSPACE_FIELDS = {
    "csv": "label,wheels,colour\nvan,%s,%s\n",
    "jsonl": '{"label": "van", "wheels": %s, "colour": %s}\n',
}


@pytest.mark.parametrize(
    ("suffix", "wheels", "colour"),
    [
        ("csv", "many", "red"),
        ("csv", "9", "red"),
        ("csv", "2", "mauve"),
        ("jsonl", '"2"', '"red"'),
        ("jsonl", "2", '"mauve"'),
        ("parquet", 9, "red"),
        ("parquet", 2, "mauve"),
    ],
)
def test_an_attribute_out_of_range_where_a_condition_reads_it(bench, monkeypatch, suffix, wheels, colour):
    from ontoman.conditions import Field
    from ontoman.model import ValueKind
    from ontoman.operations.relabel import running, way

    fields = {
        "wheels": Field("wheels", ValueKind.INTEGER, minimum=1, maximum=8),
        "colour": Field("colour", ValueKind.SINGLE, ("red", "green")),
    }
    found = way.find_way
    # The fields of a release: as if the map lay in a workspace.
    monkeypatch.setattr(
        running, "find_way", lambda *a, **k: __import__("dataclasses").replace(found(*a, **k), fields=fields)
    )
    bench.map(split("van", ("wheels > 2 and colour = 'red'", "truck"), (None, "minivan")))

    def data(wheels, colour):
        if suffix == "parquet":
            path = bench.folder / "in.parquet"
            pq.write_table(pa.table({"label": ["van"], "wheels": [wheels], "colour": [colour]}), path)
            return path
        return bench.file(f"in.{suffix}", WORKSPACE_FIELDS[suffix] % (wheels, colour))

    good = (3, "red") if suffix != "jsonl" else (3, '"red"')
    assert bench.run(data(*good), dry_run=True).report["relabeled"] == 1  # the control
    with pytest.raises(OntomanError) as letter:
        bench.run(data(wheels, colour))
    assert (letter.value.code, left_behind(bench)) == ("OM618", [])


def record(path, release):
    side_folder(path).mkdir()
    (side_folder(path) / "release.json").write_text(json.dumps({"release": release}))


def test_data_at_the_new_release_is_left_and_data_at_another_is_refused(bench):
    map_file = bench.map(*GROUPS, releases=(FROM, TO))
    there, elsewhere, here = (bench.file(f"in.{n}.csv", GOOD) for n in (1, 2, 3))
    record(there, TO)
    record(elsewhere, "https://example.org/s/0.9.0")
    record(here, FROM)
    result = bench.run(there)
    assert (result.already_at, result.look, result.report["read"]) == (TO, False, 0)
    with pytest.raises(OntomanError) as letter:
        bench.run(elsewhere)
    assert (letter.value.code, letter.value.exit_code) == ("OM630", 3)
    with pytest.raises(OntomanError) as letter:
        bench.run(here, from_="https://example.org/s/0.9.0")
    assert (letter.value.code, letter.value.exit_code) == ("OM631", 3)
    assert left_behind(bench) == []
    assert bench.run(here).report["from"] == FROM
    again = CliRunner().invoke(
        cli, ["relabel", str(bench.folder / "out.csv"), "--map", str(map_file), "-o", str(bench.folder / "twice.csv")]
    )
    assert (again.exit_code, "left as it is" in again.output) == (0, True)


def test_an_out_that_exists_is_not_overwritten(bench):
    bench.map(*GROUPS)
    data = bench.file("in.csv", GOOD)
    bench.run(data)
    before = bench.out("out.csv")
    for target, more, code in (
        ("out.csv", {}, "OM632"),
        ("in.csv", {"force": True}, "OM633"),
        ("out.tsv", {}, "OM647"),
    ):
        with pytest.raises(OntomanError) as letter:
            bench.run(data, target, **more)
        assert letter.value.code == code
    assert (bench.out("out.csv"), bench.out("in.csv")) == (before, GOOD.encode())
    bench.run(data, force=True)
    assert bench.out("out.csv") == before


@pytest.mark.parametrize("suffix", ["csv", "json", "parquet"])
def test_a_full_disk_leaves_nothing_behind(bench, suffix):
    bench.map(*GROUPS)
    rows = [("van", 2), ("cat", 4)] * 10_000
    if suffix == "csv":
        data = bench.file("in.csv", "label,wheels\n" + "".join(f"{label},{wheels}\n" for label, wheels in rows))
    elif suffix == "json":
        annotations = [{"id": n, "category_id": 1, "attributes": {"wheels": 2}} for n in range(2_000)]
        data = bench.file("in.json", json.dumps({"categories": [{"id": 1, "name": "van"}], "annotations": annotations}))
    else:
        data = bench.folder / "in.parquet"
        numbers = list(range(len(rows)))
        pq.write_table(
            pa.table(
                {
                    "n": [n * 7919 % 100_003 for n in numbers],
                    "label": [r[0] for r in rows],
                    "wheels": [r[1] for r in rows],
                }
            ),
            data,
        )
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(OntomanError) as letter:
            bench.run(data)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (letter.value.code, letter.value.exit_code) == ("OM202", 2), letter.value.message
    assert left_behind(bench) == []
    bench.run(data)  # the control


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda rows: [{**rows[0], "decision": "spaceship"}], "OM643"),
        (lambda rows: [{**rows[0], "item": "7", "decision": "truck"}], "OM644"),
        (lambda rows: [{**rows[0], "data": "0" * 64, "decision": "truck"}], "OM640"),
        (lambda rows: [{**rows[0], "decision": "truck"}, {**rows[0], "decision": "minivan"}], "OM642"),
        (lambda _: [{"item": "1", "choice": "truck"}], "OM641"),
    ],
)
@pytest.mark.parametrize("suffix", ["csv", "parquet", "json"])
def test_decisions_that_do_not_fit(bench, change, code, suffix):
    import csv
    import io

    bench.map(pick("van", "minivan", "truck"), keep("cat"))
    data = {
        "csv": lambda: bench.file("in.csv", "id,label\n1,van\n2,cat\n"),
        "json": lambda: bench.file("in.json", '{"categories": [{"id": 1, "name": "van"}], "annotations": [{"id": 1, "category_id": 1}]}'),
        "parquet": lambda: pq.write_table(pa.table({"id": [1, 2], "label": ["van", "cat"]}), bench.folder / "in.parquet") or bench.folder / "in.parquet",
    }[suffix]()  # fmt: skip
    bench.run(data, f"first.{suffix}")
    rows = change(list(csv.DictReader(io.StringIO(bench.beside(f"first.{suffix}", "review.csv")))))
    with (bench.folder / "filled.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(OntomanError) as letter:
        bench.run(data, decisions=bench.folder / "filled.csv")
    assert (letter.value.code, letter.value.exit_code) == (code, 2)
    if code in {"OM640", "OM642", "OM643", "OM644"}:
        assert "line" in letter.value.message
    assert not (bench.folder / f"out.{suffix}").exists()
    assert not side_folder(bench.folder / f"out.{suffix}").exists()


def test_an_id_column_must_tell_rows_apart(bench):
    bench.map(*GROUPS)
    data = bench.file("in.csv", "image,id,label,wheels\na,1,van,2\nb,1,cat,\n")
    for more, code in (({"id_column": "id"}, "OM619"), ({}, None)):
        if code:
            with pytest.raises(OntomanError) as letter:
                bench.run(data, **more)
            assert letter.value.code == code
        else:
            assert bench.run(data, **more).report["relabeled"] == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--max-review", "few"], "OM646"),
        (["--pending", "spaceship"], "OM649"),
        (["--out-index", "new.txt"], "OM648"),
    ],
)
def test_options_that_say_nothing(bench, arguments, code):
    map_file = bench.map(*GROUPS)
    bench.file("new.txt", "cat\n")
    arguments = [str(bench.folder / a) if a.endswith(".txt") else a for a in arguments]
    data = bench.file("in.csv", GOOD)
    result = CliRunner().invoke(
        cli, ["relabel", str(data), "--map", str(map_file), "-o", str(bench.folder / "out.csv"), *arguments]
    )
    assert isinstance(result.exception, OntomanError)
    assert (result.exception.code, left_behind(bench)) == (code, [])


def test_undo_needs_what_relabel_left(bench):
    from ontoman.operations.relabel.undo import undo

    bench.map(*GROUPS)
    data = bench.file("in.csv", GOOD)
    bench.run(data, "no-lineage.csv", lineage=False)
    bench.run(data, "bare.csv")
    bench.run(data, "damaged.csv")
    import shutil

    shutil.rmtree(side_folder(bench.folder / "bare.csv"))
    lineage = side_folder(bench.folder / "damaged.csv") / "lineage.jsonl"
    lineage.write_text(lineage.read_text().replace('"van"]]', '"bus"]]'))
    for name, code in (("no-lineage.csv", "OM651"), ("bare.csv", "OM650"), ("damaged.csv", "OM652")):
        with pytest.raises(OntomanError) as letter:
            undo(bench.folder / name, bench.folder / "back.csv")
        assert letter.value.code == code
        assert not (bench.folder / "back.csv").exists()


def test_a_label_of_a_megabyte_does_not_fill_the_letter(bench):
    bench.map(keep("cow"))
    with pytest.raises(OntomanError) as caught:
        bench.run(bench.file("data.csv", f"label\ncow\n{'x' * 1_000_000}\n"))
    assert caught.value.code == "OM620"
    assert len(str(caught.value)) < 500
    assert "xxx…'" in str(caught.value)

"""`relabel` and `undo` as a person uses them: exit codes, words, documents."""

from __future__ import annotations

import csv
import io
import json
import shlex

import jsonschema
import pytest
from click.testing import CliRunner
from engines.support import FROM, TO, keep, pick, retire, split, to

from ontoman.cli import cli
from ontoman.errors import OntomanError

GROUPS = (pick("van", "minivan", "truck"), to("cat", "feline"), keep("cow"), retire("train"))


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    if isinstance(result.exception, OntomanError):
        return int(result.exception.exit_code), str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_relabel_says_what_waits_and_the_command_that_goes_on(bench):
    map_file = bench.map(*GROUPS)
    data = bench.file("in.csv", "id,label\n1,van\n2,cat\n3,cow\n4,train\n")
    out = bench.folder / "out.csv"
    code, said = run("relabel", data, "--map", map_file, "-o", out)
    assert code == 1
    for words in (
        "4 labels read, 4 written",
        "1 relabeled",
        "1 retired",
        "cat → feline",
        "1 label waits for a person",
        "van: minivan or truck",
    ):
        assert words in said
    command = next(line for line in said.splitlines() if "--decisions" in line)
    filled = bench.decide("out.csv", {("1", "van"): "truck"})
    words = [str(filled) if word == "FILLED.csv" else word for word in shlex.split(command)]
    code, said = run(*words[1:])
    assert (code, "for a person" in said) == (0, False)
    assert bench.out("out.csv") == b"id,label\n1,truck\n2,feline\n3,cow\n4,train\n"
    assert run("undo", out, "-o", bench.folder / "back.csv") == (
        0,
        f"{bench.folder / 'back.csv'}: as it was, nothing is lost.\n",
    )


def test_documents_follow_their_schemas(bench, root):
    map_file = bench.map(*GROUPS, releases=(FROM, TO))
    data = bench.file("in.csv", "id,label\n1,van\n2,cat\n")
    out, back = bench.folder / "out.csv", bench.folder / "back.csv"
    documents = [
        run("relabel", data, "--map", map_file, "--dry-run", "--json")[1],
        run("relabel", data, "--map", map_file, "-o", out, "--json")[1],
        run("undo", out, "-o", back, "--json")[1],
        bench.beside("out.csv", "report.json"),
        bench.beside("back.csv", "report.json"),
        run("relabel", out, "--map", map_file, "-o", bench.folder / "again.csv", "--json")[1],
    ]
    for text in documents:
        document = json.loads(text) if isinstance(text, str) else text
        name = document["schema"].split("/")[1]
        jsonschema.validate(document, json.loads((root / "vocab" / "schemas" / f"{name}.json").read_text()))
    assert bench.beside("out.csv", "release.json")["release"] == TO
    assert bench.beside("back.csv", "release.json")["release"] == FROM


def test_an_out_that_was_worked_on_comes_back_row_by_row(bench):
    map_file = bench.map(*GROUPS, to("lion", "feline"))
    out, back = bench.folder / "out.csv", bench.folder / "back.csv"
    data = bench.file("in.csv", "id,label,note\n1,cat,a\n2,lion,b\n3,cow,c\n4,cat,d\n")
    run("relabel", data, "--map", map_file, "-o", out)
    out.write_text('id,label,note\n4,feline,changed\n1,cow,a\n3,cow,c\n9,feline,"new, here"\n')
    code, said = run("undo", out, "-o", back)
    assert code == 1
    assert back.read_text() == 'id,label,note\n4,cat,changed\n1,cow,a\n3,cow,c\n9,feline,"new, here"\n'
    report = bench.beside("back.csv", "report.json")
    assert [(row["item"], row["now"], row["old"]) for row in report["edited"]] == [("1", ["cow"], ["cat"])]
    assert [(row["item"], row["proposals"]) for row in report["added"]] == [("9", ["cat", "lion"])]
    assert [(row["item"], row["old"]) for row in report["deleted"]] == [("2", ["lion"])]
    for words in ("1 items have their old labels again", "1 edited", "1 added", "1 deleted", "cat or lion"):
        assert words in said


@pytest.mark.parametrize("rows", [["x\tvan", "y\tcat", "x\tvan"]])
def test_rows_without_ids_come_back_by_their_content_in_any_order(bench, rows):
    map_file = bench.map(to("van", "car"), to("cat", "car"))
    out, back = bench.folder / "out.tsv", bench.folder / "back.tsv"
    data = bench.file("in.tsv", "\n".join(["text\tlabel", *rows, ""]))
    run("relabel", data, "--map", map_file, "-o", out)
    lines = out.read_text().splitlines()
    out.write_text("\n".join([lines[0], *reversed(lines[1:]), ""]))
    assert run("undo", out, "-o", back)[0] == 0
    assert sorted(back.read_text().splitlines()[1:]) == sorted(rows)


@pytest.mark.parametrize(
    ("words", "code", "letter"),
    [
        (["in.csv", "-o", "out.csv"], 2, "OM634"),
        (["in.csv", "--to", "2.0.0", "-o", "out.csv"], 2, "OM636"),
        (["in.csv", "--map", "map.sssom.tsv"], 2, "OM645"),
        (["missing.csv", "--map", "map.sssom.tsv", "-o", "out.csv"], 2, "OM201"),
        (["in.csv", "--map", "missing.tsv", "-o", "out.csv"], 2, "OM201"),
        (["in.csv", "--map", "in.csv", "-o", "out.csv"], 2, "OM50"),
        (["in.csv", "--map", "map.sssom.tsv", "-o", "no/where/out.csv"], 2, "OM202"),
        (["missing.parquet", "--map", "map.sssom.tsv", "-o", "out.parquet"], 2, "OM201"),
        (["missing.json", "--map", "map.sssom.tsv", "-o", "out.json"], 2, "OM201"),
    ],
)
def test_what_is_missing_is_named(bench, monkeypatch, words, code, letter):
    monkeypatch.chdir(bench.folder)
    bench.map(*GROUPS)
    bench.file("in.csv", "label\ncat\n")
    found, said = run("relabel", *words)
    assert (found, letter in said) == (code, True), said
    assert not (bench.folder / "out.csv").exists()
    assert run("relabel", "in.csv", "--map", "map.sssom.tsv", "-o", "good.csv")[0] == 0  # the control


def test_the_review_sheet_can_be_saved_by_a_spreadsheet_of_another_country(bench):
    map_file = bench.map(pick("van", "minivan", "truck"), split("cart", (None, "wagon"), (None, "barrow")))
    data = bench.file("in.csv", "id,label\n-1,van\n+2,van\n")
    run("relabel", data, "--map", map_file, "-o", bench.folder / "out.csv")
    rows = list(csv.reader(io.StringIO(bench.beside("out.csv", "review.csv"))))
    rows[1][-1] = rows[2][-1] = " truck "
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    filled = bench.file("filled.csv", b"\xef\xbb\xbf" + text.getvalue().encode())
    code, _ = run("relabel", data, "--map", map_file, "--decisions", filled, "-o", bench.folder / "out.csv", "--force")
    assert (code, bench.out("out.csv")) == (0, b"id,label\n-1,truck\n+2,truck\n")

"""`ontoman map …` as a person uses it."""

from __future__ import annotations

import json
import sys

import jsonschema
import pytest

from ontoman.cli import main
from ontoman.formats import sssom
from ontoman.store.maps import latest_revision, revisions, save_revision

OLD = """@prefix : <https://example.org/o#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
:van a skos:Concept ; skos:notation "van" ; skos:prefLabel "Van"@en . :bus a skos:Concept ; skos:notation "bus" ; skos:prefLabel "Bus"@en .
<https://example.org/o#> a owl:Ontology ; owl:versionIRI <https://example.org/o/{}> ; owl:versionInfo "{}" .
"""


@pytest.fixture
def ontoman(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def run(*words, code=0):
        monkeypatch.setattr(sys, "argv", ["ontoman", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        assert left.value.code == code, said.out + said.err
        return said

    run.folder = tmp_path
    for version in ("1.0.0", "2.0.0"):
        (tmp_path / f"{version}.ttl").write_text(OLD.format(version, version), "utf-8")
    return run


def of_schema(root, done):
    document = json.loads(done.out)
    name = document["schema"].split("/")[1]
    jsonschema.validate(document, json.loads((root / "vocab" / "schemas" / f"{name}.json").read_text("utf-8")))
    return document


def test_a_table_becomes_a_map_that_is_checked_and_has_something_to_do(ontoman, root):
    (ontoman.folder / "m.csv").write_text("old,new,if\nvan,lorry,wheels > 4\nbus,bus,\n")
    assert "3 rows" in ontoman("map", "import", "m.csv", "--when-column", "if", "-o", "m.sssom.tsv").out
    assert of_schema(root, ontoman("map", "check", "m.sssom.tsv", "--json", code=1))["problems"][0]["code"] == "OM548"
    waiting = of_schema(root, ontoman("map", "todo", "m.sssom.tsv", "--json"))["undecided"]
    assert [(entry["subject"], entry["candidates"], entry["conditions"]) for entry in waiting] == [
        ("van", ["lorry"], ["wheels > 4"])
    ]
    assert "van -> lorry" in ontoman("map", "todo", "m.sssom.tsv").out


def test_a_table_tied_to_releases_speaks_of_their_terms(ontoman, root):
    (ontoman.folder / "m.csv").write_text("old,new\nvan,van\nBus,bus\n")
    ontoman("map", "import", "m.csv", "--from", "1.0.0.ttl", "--to", "2.0.0.ttl", "-o", "m.sssom.tsv")
    made = sssom.read(ontoman.folder / "m.sssom.tsv").map
    assert {(row.subject_id, row.subject_label, row.object_id, row.action.value) for row in made.rows} == {
        ("https://example.org/o#van", "van", "https://example.org/o#van", "keep"),
        ("https://example.org/o#bus", "Bus", "https://example.org/o#bus", "replace"),
    }
    assert (made.header.from_version_iri, made.header.to_version_iri) == (
        "https://example.org/o/1.0.0",
        "https://example.org/o/2.0.0",
    )
    assert made.header.mapping_set_id == "https://example.org/o/map/1.0.0/2.0.0"
    document = of_schema(
        root, ontoman("map", "check", "m.sssom.tsv", "--from", "1.0.0.ttl", "--to", "2.0.0.ttl", "--json")
    )
    assert document["problems"] == []
    other = of_schema(root, ontoman("map", "check", "m.sssom.tsv", "--from", "2.0.0.ttl", "--json", code=1))
    assert [problem["code"] for problem in other["problems"]] == ["OM551"]


def test_an_sssom_file_of_another_maker_is_taken_in_and_sealed(ontoman):
    (ontoman.folder / "f.tsv").write_text("subject_id\tpredicate_id\tobject_id\tother\nx:a\tskos:exactMatch\tx:b\t1\n")
    done = ontoman("map", "import", "f.tsv", "-o", "m.sssom.tsv")
    assert "not kept: other" in done.err
    assert sssom.read(ontoman.folder / "m.sssom.tsv").warnings == ()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("import", "m.csv"), "OM530"),
        (("import", "none.csv", "-o", "x"), "OM201"),
        (("import", "m.csv", "-o", "nowhere/x"), "OM202"),
        (("import", "m.csv", "--retire", "bus=burn", "-o", "x"), "OM528"),
        (("import", "m.csv", "--from", "1.0.0.ttl", "-o", "x"), "OM529"),
        (("import", "twice.csv", "--from", "1.0.0.ttl", "-o", "x"), "OM532"),
        (("import", "m.csv", "--from", "9.9.9", "-o", "x"), "OM111"),
        (("import", "m.csv", "--sep", "ab", "-o", "x"), "one character"),
        (("check", "m.csv"), "OM502"),
        (("todo", "none.tsv"), "OM201"),
    ],
)
def test_bad_input_gets_a_letter_and_writes_nothing(ontoman, words, code):
    (ontoman.folder / "m.csv").write_text("old,new\ntram,bus\n")
    (ontoman.folder / "twice.csv").write_text("old,new\nVan,bus\nvan,bus\n")
    before = sorted(path.name for path in ontoman.folder.iterdir())
    assert code in ontoman("map", *words, code=2).err
    assert sorted(path.name for path in ontoman.folder.iterdir()) == before


@pytest.mark.parametrize("name", ["build", "import", "check", "todo", "compare"])
def test_each_command_has_help_with_an_example(ontoman, name):
    assert f"Example:\n    ontoman map {name} " in ontoman("map", name, "--help").out


def test_a_map_built_of_two_files_says_of_which_bytes(ontoman):
    ontoman("map", "build", "1.0.0.ttl", "2.0.0.ttl", "-o", "a.sssom.tsv")
    ontoman("map", "build", "1.0.0.ttl", "2.0.0.ttl", "-o", "b.sssom.tsv")
    assert (ontoman.folder / "a.sssom.tsv").read_bytes() == (ontoman.folder / "b.sssom.tsv").read_bytes()
    header = sssom.read(ontoman.folder / "a.sssom.tsv").map.header
    assert header.from_graph_sha256 != header.to_graph_sha256
    assert "no problem" in ontoman("map", "check", "a.sssom.tsv", "--from", "1.0.0.ttl", "--to", "2.0.0.ttl").out


def test_a_workspace_keeps_each_map_as_a_revision_that_names_the_one_before(ontoman):
    ontoman("init", "ws", "--namespace", "https://example.org/o#")
    for version, text in (("1.0.0", "Van"), ("2.0.0", "Lorry")):
        (ontoman.folder / "o.ttl").write_text((ontoman.folder / "1.0.0.ttl").read_text().replace('"Van"', f'"{text}"'))
        ontoman("import", "-w", "ws", "o.ttl")
        ontoman("release", "-w", "ws", version, "-m", "A release")
    (ontoman.folder / "m.csv").write_text("old,new\nvan,bus\nbus,bus\n")
    assert ontoman("map", "build", "1.0.0", "2.0.0", "-w", "ws").out.startswith(
        "maps/1.0.0..2.0.0/2.sssom.tsv: 2 rows (2 keep)"
    )
    ontoman("map", "import", "m.csv", "--from", "1.0.0", "--to", "2.0.0", "-w", "ws")
    files = [path for _, path in revisions(ontoman.folder / "ws", "1.0.0", "2.0.0")]
    headers = [sssom.read(path).map.header for path in files]
    assert [header.revision for header in headers] == [1, 2, 3]
    assert [header.predecessor_sha256 for header in headers] == [
        None,
        sssom.read(files[0]).sha256,
        sssom.read(files[1]).sha256,
    ]
    assert {header.from_version_iri for header in headers} == {"https://example.org/o/1.0.0"}
    assert "no problems" in ontoman("map", "check", "-w", "ws", files[-1]).out
    assert "OM530" in ontoman("map", "build", "1.0.0", "draft", "-w", "ws", code=2).err


@pytest.fixture
def released(ontoman):
    """A workspace with the releases 1.0.0 and 2.0.0 of three categories, and a map that knows one of them."""
    text = (ontoman.folder / "1.0.0.ttl").read_text()
    text += ':tram a skos:Concept ; skos:notation "tram" ; skos:prefLabel "Tram"@en .'
    ontoman("init", "ws", "--namespace", "https://example.org/o#")
    for version, label in (("1.0.0", "Van"), ("2.0.0", "Lorry")):
        (ontoman.folder / "o.ttl").write_text(text.replace('"Van"', f'"{label}"'))
        ontoman("import", "-w", "ws", "o.ttl")
        ontoman("release", "-w", "ws", version, "-m", "A release")
    (ontoman.folder / "m.csv").write_text("old,new\nvan,bus\n")
    (ontoman.folder / "d.csv").write_text("label\nvan\n")
    return ontoman


LACKING = "2 of 3 categories of 1.0.0 have no row: bus, tram."
BETWEEN = ("--from", "1.0.0", "--to", "2.0.0", "-w", "ws")


def test_a_map_that_lacks_categories_is_kept_and_said_to(released):
    said = released("map", "import", "m.csv", *BETWEEN).err
    assert LACKING in said
    assert "latest revision" in said
    assert LACKING in released("map", "import", "m.csv", *BETWEEN, "-o", "m.sssom.tsv").err


def test_relabel_with_a_map_that_lacks_categories_says_so_too(released):
    released("map", "import", "m.csv", *BETWEEN)
    asked = ("relabel", "d.csv", "--from", "1.0.0", "--to", "2.0.0", "-w", "ws", "--dry-run")
    assert LACKING in released(*asked).out
    done = released(*asked, "--json")
    assert LACKING in done.err
    assert json.loads(done.out)["relabeled"] == 1


def test_a_map_that_says_itself_that_it_is_partial_is_whole_as_such_and_noted(released, root):
    released("map", "import", "m.csv", *BETWEEN, "-o", "m.sssom.tsv")
    path = released.folder / "m.sssom.tsv"
    check = ("map", "check", "m.sssom.tsv", "-w", "ws", "--json")
    document = of_schema(root, released(*check, code=1))
    assert [(p["code"], p["subject"]) for p in document["problems"]] == [("OM541", "bus"), ("OM541", "tram")]
    assert document["warnings"] == []
    path.write_text(path.read_text().replace("total", "partial"))
    document = of_schema(root, released(*check))
    assert document["problems"] == []
    assert LACKING in document["warnings"][0]


def test_a_map_with_a_row_for_each_category_is_not_warned_of(released):
    (released.folder / "m.csv").write_text("old,new\nvan,bus\nbus,bus\ntram,tram\n")
    assert released("map", "import", "m.csv", *BETWEEN).err == ""


def test_a_label_that_the_old_release_has_not_is_named_and_what_it_may_mean(released, root):
    (released.folder / "m.csv").write_text("old,new\nvan,bus\nbus,bus\ntrom,tram\n")
    said = released("map", "import", "m.csv", *BETWEEN, "-o", "m.sssom.tsv").err
    assert "trom is no category of 1.0.0; tram, which no row covers, may be meant." in said
    document = of_schema(root, released("map", "check", "m.sssom.tsv", "-w", "ws", "--json", code=1))
    assert [(p["code"], p["subject"]) for p in document["problems"]] == [("OM541", "tram"), ("OM547", "trom")]
    assert "Did you mean tram" in document["problems"][1]["fix"]
    released("map", "import", "m.csv", "--repair", "trom=tram", *BETWEEN, "-o", "m.sssom.tsv")
    assert "no problems" in released("map", "check", "m.sssom.tsv", "-w", "ws").out


def test_a_target_that_the_new_release_has_not_is_refused(released):
    (released.folder / "m.csv").write_text("old,new\nvan,bus\nbus,bus\ntram,trom\n")
    said = released("map", "import", "m.csv", *BETWEEN, "-o", "m.sssom.tsv", code=2).err
    assert "OM529" in said
    assert "'trom'" in said
    assert not (released.folder / "m.sssom.tsv").exists()


def test_two_maps_for_one_hop_are_refused(released):
    (released.folder / "m.csv").write_text("old,new\nvan,bus\nbus,bus\ntram,tram\n")
    released("map", "import", "m.csv", *BETWEEN, "-o", "theirs.sssom.tsv")
    folder = released.folder / "ws" / "maps" / "1.0.0..2.0.0"
    (folder / "2.sssom.tsv").write_bytes((released.folder / "theirs.sssom.tsv").read_bytes())
    words = ("relabel", "d.csv", "--from", "1.0.0", "--to", "2.0.0", "-w", "ws", "-o", "out.csv")
    assert "OM509" in released(*words, code=2).err
    assert not (released.folder / "out.csv").exists()
    (folder / "2.sssom.tsv").unlink()
    released("map", "import", "m.csv", *BETWEEN)
    released(*words)


def test_two_maps_are_compared_label_by_label(ontoman, root):
    (ontoman.folder / "a.csv").write_text("old,new\nvan,lorry\nbus,bus\ntram,\ncab,taxi\nbike,cycle\n")
    (ontoman.folder / "b.csv").write_text("old,new\nvan,lorry or cart\nbus,coach\ntram,rail\ncart,cart\ncab,taxi\n")
    for name in "ab":
        ontoman("map", "import", f"{name}.csv", "--blank", "review", "-o", f"{name}.sssom.tsv")
    document = of_schema(root, ontoman("map", "compare", "a.sssom.tsv", "b.sssom.tsv", "--json"))
    assert (document["shared"], document["agree"]) == (3, 2)
    assert document["differ"] == [{"subject": "bus", "one": ["bus"], "other": ["coach"]}]
    assert (document["undecided"], document["only_one"], document["only_other"]) == (["tram"], ["bike"], ["cart"])
    assert "2 of 3 labels that both decide agree." in ontoman("map", "compare", "a.sssom.tsv", "b.sssom.tsv").out


def test_a_foreign_map_that_says_two_things_of_a_label_is_told_so(ontoman):
    rows = "x:a\tskos:exactMatch\tx:b\nx:a\tskos:exactMatch\tx:c\n"
    (ontoman.folder / "f.tsv").write_text("subject_id\tpredicate_id\tobject_id\n" + rows)
    said = ontoman("map", "import", "f.tsv", "-o", "m.sssom.tsv").err
    assert "x:a becomes x:b and x:c, and nothing says which: a person decides." in said
    assert "OM544" in ontoman("map", "check", "m.sssom.tsv", code=1).out


def test_what_a_table_flags_and_nobody_explained_is_told_by_check_too(ontoman, root):
    (ontoman.folder / "m.csv").write_text("old,new,remark\nvan,lorry,No Semantic Equivilency\nbus,bus,\n")
    words = ("map", "import", "m.csv", "--flag-column", "remark", "-o", "m.sssom.tsv")
    assert "Did you mean 'No Semantic Equivalency'?" in ontoman(*words).err
    document = of_schema(root, ontoman("map", "check", "m.sssom.tsv", "--json", code=1))
    assert [(p["code"], p["subject"]) for p in document["problems"]] == [("OM559", "van")]
    assert document["cardinality"]["1:1"] == 2
    ontoman(*words, "--flag", "No Semantic Equivilency=close")
    ontoman("map", "check", "m.sssom.tsv")


def test_revisions_are_only_appended(tmp_path):
    assert latest_revision(tmp_path, "1", "2") is None
    made = [save_revision(tmp_path, "1", "2", text) for text in (b"a", b"b")]
    assert [number for number, _ in revisions(tmp_path, "1", "2")] == [1, 2]
    assert [path.read_bytes() for path, _ in made] == [b"a", b"b"]
    assert latest_revision(tmp_path, "1", "2") == made[1][0] == tmp_path / "maps" / "1..2" / "2.sssom.tsv"


def test_the_tenth_revision_comes_after_the_ninth(tmp_path):
    for i in range(10):
        save_revision(tmp_path, "1", "2", b"%d" % i)
    assert latest_revision(tmp_path, "1", "2").name == "10.sssom.tsv"

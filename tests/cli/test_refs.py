"""`refs`: where code, SQL and settings use a key that changed, and what takes its place."""

from __future__ import annotations

import re
import time

import pytest

from ontoman.formats.key_search import KeySearch

PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix om: <https://w3id.org/ontoman/ns#> .
@prefix : <https://example.org/zoo#> .
"""
OLD = """
:cat a skos:Concept ; skos:notation "cat" . :tom a skos:Concept ; skos:notation "tom" .
:dog a skos:Concept ; skos:notation "dog" . :rat a skos:Concept ; skos:notation "rat" .
:cow a skos:Concept ; skos:notation "cow" . :ox a skos:Concept ; skos:notation "ox" .
:bird a skos:Concept ; skos:notation "bird" . :hen a skos:Concept ; skos:notation "hen" .
:legs a om:Attribute ; skos:notation "legs" ; om:valueKind om:Integer .
:coat a om:Attribute ; skos:notation "coat" ; om:valueKind om:Single .
:short a om:Value ; om:valueOf :coat ; skos:notation "short" . :curly a om:Value ; om:valueOf :coat ; skos:notation "curly" .
:wet a om:EdgeCaseRule ; skos:notation "wet_cats" ; om:verdict om:Escalate .
"""
NEW = """
:cat a skos:Concept ; skos:notation "feline" .
:tom a skos:Concept ; skos:notation "tom" ; owl:deprecated true ; dcterms:isReplacedBy :cat . :cat om:mergedFrom :tom .
:dog a skos:Concept ; skos:notation "dog" ; owl:deprecated true ; om:disposition om:DropLabels .
:cow a skos:Concept ; skos:notation "cow" ; owl:deprecated true ; <http://www.geneontology.org/formats/oboInOwl#consider> :ox, :hen .
:c1 a om:SplitPart ; om:partOf :cow ; om:part :ox . :c2 a om:SplitPart ; om:partOf :cow ; om:part :hen .
:ox a skos:Concept ; skos:notation "ox" . :hen a skos:Concept ; skos:notation "hen" .
:bird a skos:Concept ; skos:notation "bird" ; skos:prefLabel "Bird"@en .
:coat a om:Attribute ; skos:notation "coat" ; om:valueKind om:Single .
:short a om:Value ; om:valueOf :coat ; skos:notation "brief" .
:curly a om:Value ; om:valueOf :coat ; skos:notation "curly" ; owl:deprecated true ; dcterms:isReplacedBy :short .
"""
EXPECTED = {
    "cat": ("category", None, "NotationChanged", ["feline"]),
    "tom": ("category", None, "MergeIntoExisting", ["feline"]),
    "dog": ("category", None, "Retire", []),
    "rat": ("category", None, "EntityDeleted", []),
    "cow": ("category", None, "Split", ["hen", "ox"]),
    "legs": ("attribute", None, "AttributeRemoved", []),
    "short": ("value", "coat", "NotationChanged", ["brief"]),
    "curly": ("value", "coat", "ValuesMerged", ["brief"]),
    "wet_cats": ("rule", None, "RuleRemoved", []),
}


@pytest.fixture(scope="module")
def zoo(module_shell, tmp_path_factory):
    folder = tmp_path_factory.mktemp("zoo")
    (folder / "old.ttl").write_text(PREFIXES + OLD)
    (folder / "new.ttl").write_text(PREFIXES + NEW)
    return module_shell(folder)


def found(zoo, tmp_path, text, *options):
    (tmp_path / "code.py").write_text(text)
    return zoo.json("refs", "old.ttl", "new.ttl", tmp_path, *options)["refs"]


def test_each_key_that_changed_is_found_with_its_successor(zoo, tmp_path):
    refs = found(zoo, tmp_path, "\n".join([*EXPECTED, "ox", "bird", "hen", "coat", "feline", "brief"]))
    assert {ref["key"]: (ref["of"], ref["attribute"], ref["kind"], ref["successors"]) for ref in refs} == EXPECTED
    assert [ref["line"] for ref in refs] == list(range(1, 10))


WORDS = """\
label == 'cat'
"cat": `cat`, cat; (cat) =cat/cat.cat
concat category cats _cat cat_ cat2 tom-cat cat-flap Cat CAT
"""


@pytest.mark.parametrize(("options", "columns"), [((), [(1, 11), (2, 2), (2, 9), (2, 15), (2, 21), (2, 27), (2, 31), (2, 35)]),
                                                  (("--quoted",), [(1, 11), (2, 2), (2, 9)])])  # fmt: skip
def test_a_key_is_found_as_a_whole_word_and_nothing_else(zoo, tmp_path, options, columns):
    refs = found(zoo, tmp_path, WORDS, *options)
    assert [(ref["line"], ref["column"]) for ref in refs] == columns
    assert refs[0]["text"] == "label == 'cat'"


@pytest.mark.parametrize(
    ("keys", "text", "hits"),
    [
        (["van", "van old"], "'van old' van", ["van old", "van"]),
        (["a.b", "a"], "a.b axb a", ["a.b", "a"]),
        (["été"], "été étés L'été", ["été", "été"]),
        (["0-20", "0"], "0-20 0", ["0-20", "0"]),
        (["a" * 3000], "a" * 3000, ["a" * 3000]),
        ([], "anything", []),
        ([""], "anything", []),
    ],
    ids=range(7),
)
def test_keys_of_every_shape_are_found(keys, text, hits):
    assert [hit.key for hit in KeySearch(keys).hits(text)] == hits


def test_every_line_end_counts_and_a_long_line_is_cut():
    hits = list(KeySearch(["cat"]).hits("\r\n\r\ncat\n" + "x " * 500 + "cat"))
    assert [hit.line for hit in hits] == [3, 4]
    assert len(hits[1].text) == 160


def test_what_is_not_text_or_is_kept_by_others_is_passed_over(zoo, tmp_path):
    for name, data in {
        ".git/config": b"cat",
        "image.png": b"\x89PNG\0cat",
        "big.sql": b"cat\n" * 500_000,
        "latin.py": "# café\nx = 'cat'\n".encode("latin-1"),
        "ws/ontoman.toml": b"",
        "ws/releases/1/ontology.nt": b"cat",
        "sub/q.sql": b"SELECT 'cat'",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "loop").symlink_to(tmp_path)
    document = zoo.json("refs", "old.ttl", "new.ttl", tmp_path, tmp_path / "sub" / "q.sql", "--max-size", "1")
    assert [ref["path"].removeprefix(f"{tmp_path}/") for ref in document["refs"]] == ["latin.py", "sub/q.sql"]
    assert document["skipped"] == [{"path": str(tmp_path / "big.sql"), "why": "it is larger than 1 MB"}]
    assert document["files"] == 3


def test_a_terminal_shows_place_line_and_successor(zoo, tmp_path):
    (tmp_path / "q.sql").write_text("-- counts\nWHERE label = 'tom' -- \x1b[2J\n")
    text = zoo("refs", "old.ttl", "new.ttl", tmp_path)
    assert text.splitlines() == [
        f"{tmp_path}/q.sql:2:16: category tom → feline (MergeIntoExisting)",
        "    WHERE label = 'tom' -- �[2J",
        "1 use of a changed key in 1 file; looked for 9 keys.",
    ]


def test_a_gate_closes_where_any_is_found(zoo, tmp_path):
    (tmp_path / "a.py").write_text("tom")
    zoo("refs", "old.ttl", "new.ttl", tmp_path, "--fail-on", "any", code=1)
    (tmp_path / "a.py").write_text("hen")
    zoo("refs", "old.ttl", "new.ttl", tmp_path, "--fail-on", "any")


def test_a_path_that_is_not_there_is_a_letter(zoo, tmp_path):
    assert "OM480" in zoo("refs", "old.ttl", "new.ttl", tmp_path / "none", code=2)


def test_labels_count_as_keys_where_data_stores_them():
    from ontoman.changes import Change, ChangeSet, Kind
    from ontoman.review.replaced import replaced_keys

    renamed = Change(
        "c1", Kind("PrefLabelChanged"), None, "cat", "Cat", "Cat", "Feline", facts=frozenset({"on_category"})
    )
    assert replaced_keys(ChangeSet((renamed,)), {}) == ()
    (one,) = replaced_keys(ChangeSet((renamed,)), {}, stores_labels=True)
    assert (one.key, one.successors) == ("Cat", ("Feline",))


def test_ten_thousand_keys_cost_no_more_than_reading_words():
    keys = [f"{word:x}_{word * 7919 % 99991}" for word in range(10_000)]
    search = KeySearch(keys)
    text = " ".join(f"{word:x}_{word}" for word in range(300_000))
    began = time.perf_counter()
    count = sum(1 for _ in search.hits(text))
    took = time.perf_counter() - began
    began = time.perf_counter()
    known = set(keys)
    assert count == sum(word in known for word in re.findall(r"[\w-]+", text))
    assert took < 20 * (time.perf_counter() - began)

"""Files from outside: every syntax reads the same, and what is wrong with a file is said in a letter."""

from __future__ import annotations

import time

import pytest

from ontoman.errors import BadInput
from ontoman.rdf import canonical, decoded, outside, parse_file, parse_text, serialize
from ontoman.rdf.syntaxes import syntax_of

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:x="x:"><rdf:Description rdf:about="x:a"><x:b>%s</x:b></rdf:Description></rdf:RDF>'
LINE = '<x:a> <x:b> "c" .'
WRITTEN = {
    "a.ttl": '@prefix x: <x:> . x:a x:b "c" .',
    "a.nt": LINE,
    "a.nq": LINE,
    "a.trig": '{ <x:a> <x:b> "c" }',
    "a.rdf": XML % "c",
    "a.owl": XML % "c",
    "turtle.owl": '@prefix x: <x:> .\nx:a x:b "c" .',
    "a.jsonld": '{"@id": "x:a", "x:b": "c"}',
    "a.json": '[{"@id": "x:a", "x:b": [{"@value": "c"}]}]',
    "a.n3": '<x:a> <x:b> "c" .',
    "no-extension": 'PREFIX x: <x:>\nx:a x:b "c" .',
    "bom.ttl": '\ufeff<x:a> <x:b> "c" .',
    "bom.jsonld": '\ufeff{"@id": "x:a", "x:b": "c"}',
    "bom.rdf": "\ufeff" + XML % "c",
    "crlf.ttl": '@prefix x: <x:> .\r\nx:a x:b "c" .\r\n',
    "protege.owl": f'<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [ <!ENTITY c "c" > <!ENTITY amp "&#38;#38;" > ]>\n{XML % "&c;"}',
}


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read_here(name, content):
    """What the worker does, without a process for each row of a table."""
    data = decoded(content if isinstance(content, bytes) else content.encode())
    return parse_text(data, syntax_of(name, data).name)


@pytest.mark.parametrize("name", WRITTEN)
def test_every_syntax_says_the_same(name):
    assert read_here(name, WRITTEN[name]) == (LINE,)


@pytest.mark.parametrize("name", ["a.ttl", "a.owl", "bom.jsonld"])
def test_a_file_reads_as_its_text_does(tmp_path, name):
    assert parse_file(written(tmp_path, name, WRITTEN[name])) == (LINE,)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.ttl", ""), ("a.nt", ""), ("a.jsonld", "[]"), ("a.jsonld", "{}"), ("a.ttl", "# nothing yet\n")],
)
def test_a_file_may_say_nothing(name, content):
    assert read_here(name, content) == ()


def test_a_syntax_that_is_named_wins_over_the_extension(tmp_path):
    assert parse_file(written(tmp_path, "a.txt", WRITTEN["a.trig"]), syntax="trig") == (LINE,)


def test_a_relative_iri_is_read_against_the_base(tmp_path):
    path = written(tmp_path, "a.jsonld", '{"@id": "a", "x:b": {"@id": ""}}')
    assert parse_file(path, base="https://e.org/s/") == ("<https://e.org/s/a> <x:b> <https://e.org/s/> .",)


@pytest.mark.parametrize(("name", "content"), [("a.ttl", '<a> <x:b> "c" .'), ("a.jsonld", '{"@id": "a", "x:b": "c"}')])
def test_a_relative_iri_without_a_base_is_no_loss(name, content):
    assert read_here(name, content) == ('<https://base.invalid/a> <x:b> "c" .',)


def test_a_file_and_its_text_read_the_same(tmp_path):
    text = "<x:a> <x:b> [ <x:c> ( 1 01 ) ] ."
    assert parse_file(written(tmp_path, "a.ttl", text)) == parse_text(text, "turtle")


def entity_bomb():
    declared = '<!ENTITY a "' + "x" * 10_000 + '">'
    return f"<!DOCTYPE r [ {declared} ]>" + XML % ("&a;" * 101)


BAD = {
    "an extension that nobody knows": ("a.csv", "id,parent\n1,2\n", "OM210", None),
    "a picture": ("a.ttl", b"\x89PNG\r\n\x1a\n\0\0", "OM211", None),
    "a spreadsheet": ("a.ttl", b"PK\x03\x04....", "OM211", None),
    "a web page": ("a.rdf", "<!DOCTYPE html><html></html>", "OM211", None),
    "functional syntax": ("a.owl", "Prefix(:=<x:>)\nOntology(<x:o>)", "OM211", None),
    "an OBO file": ("a.owl", "format-version: 1.2\n", "OM211", None),
    "JSON that is no RDF": ("a.json", '{"images": [], "categories": [{"id": 1}]}', "OM211", None),
    "binary data": ("a.nt", b"<x:a> \0\0\0", "OM211", None),
    "UTF-16": ("a.ttl", WRITTEN["a.ttl"].encode("utf-16"), "OM212", 1),
    "Latin-1": ("a.ttl", 'x\ny\n"é"'.encode("latin-1"), "OM212", 3),
    "a table called Turtle": ("a.ttl", "id,parent\n1,2\n", "OM213", 1),
    "a truncated Turtle file": ("a.ttl", '<x:a> <x:b> "c" .\n<x:a> <x:b> "', "OM213", 2),
    "a truncated N-Triples file": ("a.nt", f"{LINE}\n<x:a> <x:", "OM213", 2),
    "a truncated JSON-LD file": ("a.jsonld", '{"@id": "x:a",\n"x:b": "c', "OM213", 2),
    "a truncated XML file": ("a.rdf", (XML % "c")[:-20], "OM213", None),
    "an undeclared prefix": ("a.ttl", "\n\nx:a x:b x:c .", "OM213", 3),
    "an IRI with a space": ("a.nt", "<x:a b> <x:b> <x:c> .", "OM213", 1),
    "half a surrogate pair": ("a.nt", '<x:a> <x:b> "\\uD800" .', "OM213", 1),
    "XML in Latin-1 by declaration": ("a.rdf", '<?xml version="1.0" encoding="ISO-8859-1"?>' + XML % "c", "OM213", None),
    "a SYSTEM entity": ("a.rdf", '<!DOCTYPE r [\n<!ENTITY a SYSTEM "file:///etc/passwd">]>' + XML % "&a;", "OM214", 2),
    "a PUBLIC entity": ("a.rdf", '<!DOCTYPE r [<!ENTITY a PUBLIC "-" "http://e.org/">]>' + XML % "&a;", "OM214", 1),
    "a SYSTEM document type": ("a.rdf", '<!DOCTYPE r SYSTEM "http://e.org/a.dtd">' + XML % "c", "OM214", 1),
    "a parameter entity": ("a.rdf", '<!DOCTYPE r [<!ENTITY % a "b">]>' + XML % "c", "OM214", 1),
    "nested entities": ("a.rdf", '<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + XML % "&c;", "OM214", 1),
    "entities nested by character reference": ("a.rdf", '<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&#38;a;">]>' + XML % "&c;", "OM214", 1),
    "entities that explode": ("a.rdf", entity_bomb(), "OM214", None),
    "a key twice": ("a.jsonld", '{"@id": "x:a", "x:b": 1, "x:c": {"a}{": 1},\n\n "x:b": 2}', "OM215", 3),
    "NaN": ("a.jsonld", '{"@id": "x:a", "x:b": NaN}', "OM215", None),
    "a remote context": ("a.jsonld", '{"@context": "http://e.org/context", "@id": "x:a"}', "OM216", None),
    "JSON without a bottom": ("a.jsonld", '[{"x:a":' * 100_000, "OM218", None),
    "a named graph": ("a.trig", "<x:g> { <x:a> <x:b> <x:c> }", "OM219", None),
    "a quad": ("a.nq", "<x:a> <x:b> <x:c> <x:g> .", "OM219", None),
    "an N3 formula": ("a.n3", "{ <x:a> <x:b> <x:c> } <x:b> <x:c> .", "OM219", None),
    "a triple term": ("a.ttl", "<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .", "OM230", None),
    "a text with a direction": ("a.ttl", '<x:a> <x:b> "c"@en--ltr .', "OM230", None),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_is_wrong_with_a_file_is_said_in_a_letter(what):
    name, content, code, line = BAD[what]
    with pytest.raises(BadInput) as letter:
        read_here(name, content)
    assert (letter.value.code, letter.value.details.get("line")) == (code, line), str(letter.value)
    assert letter.value.fix


@pytest.mark.parametrize(
    "what", ["an extension that nobody knows", "Latin-1", "a table called Turtle", "a key twice", "a SYSTEM entity"]
)
def test_the_letter_about_a_file_names_it(tmp_path, what):
    name, content, code, line = BAD[what]
    path = written(tmp_path, name, content)
    with pytest.raises(BadInput) as letter:
        parse_file(path)
    assert (letter.value.code, letter.value.details.get("line")) == (code, line)
    assert letter.value.message.startswith(f"{path}: ")
    assert letter.value.details["path"] == str(path)


@pytest.mark.parametrize("name", ["missing.ttl", "folder.ttl"])
def test_a_file_that_is_not_there_is_a_letter(tmp_path, name):
    (tmp_path / "folder.ttl").mkdir()
    with pytest.raises(BadInput) as letter:
        parse_file(tmp_path / name)
    assert letter.value.code == "OM201"


def test_a_parser_that_takes_too_long_is_stopped(tmp_path):
    started = time.monotonic()
    with pytest.raises(BadInput, match=r"longer than 0\.01 seconds") as letter:
        parse_file(written(tmp_path, "a.nt", LINE), seconds=0.01)
    assert letter.value.code == "OM218"
    assert time.monotonic() - started < 5


def test_a_parser_that_needs_too_much_memory_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(outside, "MEMORY", 200 << 20)
    path = written(tmp_path, "a.nt", "".join(f'<x:{i}> <x:b> "{"c" * 100}" .\n' for i in range(500_000)))
    with pytest.raises(BadInput, match="memory") as letter:
        parse_file(path)
    assert letter.value.code == "OM218"


def test_a_file_that_is_too_large_is_not_read_into_a_parser(tmp_path, monkeypatch):
    monkeypatch.setattr(outside, "SIZE", 10)
    with pytest.raises(BadInput, match="17 bytes") as letter:
        parse_file(written(tmp_path, "a.nt", LINE))
    assert letter.value.code == "OM218"


def test_deep_nesting_in_turtle_ends_in_a_letter_or_in_statements(tmp_path):
    deep = "<x:a> <x:b> " + "[ <x:b> " * 100 + "1" + " ]" * 100 + " ."
    assert len(parse_file(written(tmp_path, "a.ttl", deep))) == 101


def test_the_worker_starts_quickly(tmp_path):
    resource = pytest.importorskip("resource")
    path = written(tmp_path, "a.nt", LINE)
    parse_file(path)  # the first one compiles
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    parse_file(path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


def test_a_syntax_that_nobody_knows_is_refused():
    with pytest.raises(BadInput, match="obo") as letter:
        parse_text("", "obo")
    assert letter.value.code == "OM210"
    with pytest.raises(BadInput) as letter:
        serialize(canonical([]), "obo")
    assert letter.value.code == "OM210"

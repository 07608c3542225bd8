"""`diff --suggest`: the difference as it is without it, and behind it what may have happened."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from ontoman.cli import cli

HEAD = "@prefix : <https://example.org/o#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
OLD = (
    ':van a skos:Concept ; skos:notation "van" ; skos:prefLabel "Van"@en . :car a skos:Concept ; skos:notation "car" .'
)
NEW = ':x1 a skos:Concept ; skos:notation "x1" ; skos:prefLabel "Van"@en . :car a skos:Concept ; skos:notation "car" .'

TEXT = """
1 suggestion, not applied: nobody declared what follows
  0.85  ReIdentify       van → x1 [L1 M1 Q2]
        the same name 'Van'
        If so: Every label goes to the new identifier, and nothing is lost; queries for the old one find nothing.
"""
MARKDOWN = """\
## Suggestions

Nobody declared these, and none is applied.

- 0.85 **ReIdentify**: van → x1 (L1 M1 Q2)
  - the same name 'Van'
  - If so: Every label goes to the new identifier, and nothing is lost; queries for the old one find nothing.

"""


@pytest.fixture
def diff(tmp_path):
    for name, body in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.ttl").write_text(HEAD + body)

    def run(*words, old="old", new="new"):
        files = [str(tmp_path / f"{name}.ttl") for name in (old, new)]
        done = CliRunner().invoke(cli, ["diff", *files, *words], catch_exceptions=False)
        assert done.exit_code == 0
        return done.stdout

    return run


@pytest.mark.parametrize(("style", "told"), [("text", TEXT), ("markdown", MARKDOWN)])
def test_suggestions_stand_at_the_end_with_what_speaks_for_them(diff, style, told):
    assert diff("--format", style, "--suggest") == diff("--format", style) + told


@pytest.mark.parametrize("style", ["text", "markdown"])
def test_where_nothing_is_suggested_nothing_is_added(diff, style):
    assert diff("--format", style, "--suggest", new="old") == diff("--format", style, new="old")


def test_in_json_they_are_changes_of_their_own_and_move_no_version(diff, root):
    plain, found = (json.loads(diff("--json", *words)) for words in ((), ("--suggest",)))
    Draft202012Validator(json.loads((root / "vocab/schemas/diff.json").read_text())).validate(found)
    *stated, suggested = found["changes"]
    assert stated == plain["changes"]
    assert found["bump"] == plain["bump"]
    assert found["summary"] == {**plain["summary"], "ReIdentify": 1}
    assert (suggested["kind"], suggested["old"], suggested["new"]) == ("ReIdentify", "van", "x1")
    assert (suggested["evidence"], suggested["score"]) == ("suggested", 0.85)
    assert suggested["compat"]["why"].startswith("the same name 'Van' · If so: ")
    assert suggested["parts"] == sorted(change["id"] for change in stated if change["kind"] != "LabelMoved")
    assert suggested["removed"] == suggested["added"] == []

"""Import: the file is the whole new state; what it lacks is deprecated, kept or deleted, as asked."""

from __future__ import annotations

import pytest

from ontoman.errors import BadInput, Refused
from ontoman.operations.importing import Choice, import_file
from ontoman.operations.states import draft_lines, draft_state
from ontoman.operations.workspace import Wish, init

NS = "https://example.org/new/"
PREFIXES = f"""@prefix : <{NS}> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
CAR = ':car a skos:Concept ; skos:notation "car" ; skos:prefLabel "Car"@en .\n'
VAN = ':van a skos:Concept ; skos:notation "van" ; skos:prefLabel "Van"@en .\n'
BOXED = ":van rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :doors ; owl:minCardinality 2 ] .\n"


@pytest.fixture
def room(tmp_path):
    return init(tmp_path / "room", Wish(NS, "New", ("en",), "ada"))


def take(room, text, name="state.ttl", **choice):
    path = room.root.parent / name
    path.write_text(PREFIXES + text if name.endswith(".ttl") else text, "utf-8")
    return import_file(room, path, Choice(author="ada", **choice), None)


def keys(room, *, live=True):
    return {c.key for c in draft_state(room).ontology.categories.values() if not (live and c.deprecated)}


@pytest.mark.parametrize(
    ("missing", "live", "there"),
    [("deprecate", {"car"}, {"car", "van"}), ("keep", {"car", "van"}, {"car", "van"}), ("delete", {"car"}, {"car"})],
)
def test_what_the_file_lacks_is_listed_and_treated_as_asked(room, missing, live, there):
    take(room, CAR + VAN)
    report = take(room, CAR, missing=missing)
    assert report["lacking"] == ["van"]
    assert keys(room) == live
    assert keys(room, live=False) == there


def test_the_axioms_of_a_kept_term_are_kept_with_it_and_go_with_it(room):
    take(room, CAR + VAN + BOXED)
    before = {line for line in draft_lines(room) if "_:" in line}
    assert len(before) == 4
    take(room, CAR)
    assert {line for line in draft_lines(room) if "_:" in line} == before
    take(room, CAR, missing="delete")
    assert not [line for line in draft_lines(room) if "_:" in line]


def test_the_same_file_again_changes_nothing(room):
    take(room, CAR + VAN + BOXED)
    report = take(room, CAR + VAN + BOXED)
    assert (report["added"], report["removed"], report["new"], report["lacking"]) == (0, 0, [], [])


def test_a_term_is_recognised_by_its_key_and_keeps_its_iri(room):
    take(room, CAR)
    take(room, CAR.replace(":car", "<https://elsewhere.org/x1>").replace("Car", "Motor car"))
    (car,) = draft_state(room).ontology.categories.values()
    assert (car.iri, car.label()) == (f"{NS}car", "Motor car")


def test_a_term_is_recognised_by_its_label_only_where_that_is_asked_for(room):
    take(room, CAR)
    renamed = CAR.replace(":car", ":x1").replace('"car"', '"x1"')
    assert take(room, renamed, dry_run=True)["lacking"] == ["car"]
    assert take(room, renamed, match="label")["lacking"] == []
    (car,) = draft_state(room).ontology.categories.values()
    assert car.iri == f"{NS}car"


def test_two_terms_of_one_label_cannot_be_told_apart_by_it(room):
    take(room, CAR + VAN.replace("Van", "Car"))
    with pytest.raises(BadInput) as caught:
        take(room, CAR, match="label")
    assert caught.value.code == "OM112"


def test_a_dry_run_says_the_same_and_changes_nothing(room):
    take(room, CAR + VAN)
    before = draft_lines(room)
    dry = take(room, CAR, dry_run=True)
    assert draft_lines(room) == before
    assert {**take(room, CAR), "dry_run": True} == dry


def test_the_header_of_the_workspace_stays_where_the_file_has_none(room):
    take(room, CAR)
    assert draft_state(room).ontology.header.titles[0].text == "New"
    take(room, CAR + f'<{NS}> a owl:Ontology ; <http://purl.org/dc/terms/title> "Other"@en .')
    assert draft_state(room).ontology.header.titles[0].text == "Other"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.nt", f'<{NS}car> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept> .\n<{NS}car> <http://www.w3.org/2004/02/skos/core#notation> "car" .\n'),
        ("a.jsonld", f'{{"@id": "{NS}car", "@type": "http://www.w3.org/2004/02/skos/core#Concept", "http://www.w3.org/2004/02/skos/core#notation": "car"}}'),
        ("a.rdf", f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="{NS}car"><skos:notation>car</skos:notation></skos:Concept></rdf:RDF>'),
        ("a.trig", f'<{NS}car> a <http://www.w3.org/2004/02/skos/core#Concept> ; <http://www.w3.org/2004/02/skos/core#notation> "car" .'),
        ("a.n3", f'<{NS}car> a <http://www.w3.org/2004/02/skos/core#Concept> ; <http://www.w3.org/2004/02/skos/core#notation> "car" .'),
    ],
)  # fmt: skip
def test_every_syntax_of_rdf_gives_the_same_draft(room, name, text):
    take(room, ':car a skos:Concept ; skos:notation "car" .')
    assert take(room, text, name)["added"] == 0
    assert keys(room) == {"car"}


def test_every_import_is_one_logged_operation(room):
    take(room, CAR)
    take(room, VAN)
    log = room.database.operations(room.database.draft())
    assert [operation.kind for operation in log] == ["init", "import", "import"]
    assert log[-1].details["file"] == "state.ttl"


def test_of_two_imports_at_once_the_later_one_wins_whole(room, monkeypatch):
    from ontoman.operations import importing
    from ontoman.store.workspace import Workspace

    take(room, CAR)
    read = importing._read

    def slow(workspace, path, choice, layout):
        lines = read(workspace, path, choice, layout)
        monkeypatch.setattr(importing, "_read", read)
        take(Workspace.open(room.root), VAN, "other.ttl", missing="delete")
        return lines

    monkeypatch.setattr(importing, "_read", slow)
    take(room, CAR, missing="delete")
    assert keys(room, live=False) == {"car"}


def test_a_draft_that_moved_while_it_was_checked_is_not_released(room, monkeypatch):
    from ontoman.errors import Refused
    from ontoman.operations import releasing

    take(room, CAR)
    gate = releasing._accepted

    def slow(plan, wish):
        take(room, CAR + VAN)
        return gate(plan, wish)

    monkeypatch.setattr(releasing, "_accepted", slow)
    with pytest.raises(Refused) as caught:
        releasing.release(room, releasing.Publication("1", "x", "ada"))
    assert caught.value.code == "OM135"
    assert room.releases() == ()


def of_many(numbers):
    return "".join(CAR.replace(":car", f":c{n}").replace('"car"', f'"c{n}"') for n in numbers)


MANY = of_many(range(20))


@pytest.mark.parametrize("shared", [0, 1])
def test_a_file_with_next_to_nothing_of_the_draft_is_not_taken_by_mistake(room, shared):
    take(room, MANY)
    for dry_run in (True, False):
        with pytest.raises(Refused) as caught:
            take(room, CAR + of_many(range(shared)), dry_run=dry_run)
        assert (caught.value.code, caught.value.details) == (
            "OM121",
            {"terms": 1 + shared, "shared": shared, "draft": 20},
        )
    assert len(keys(room)) == 20


def test_a_file_with_a_tenth_of_the_draft_is_taken(room):
    take(room, MANY)
    assert len(take(room, CAR + of_many(range(2)))["lacking"]) == 18


@pytest.mark.parametrize("missing", ["deprecate", "keep", "delete"])
def test_what_is_said_of_the_missing_is_meant(room, missing):
    take(room, MANY)
    assert len(take(room, CAR, missing=missing)["lacking"]) == 20

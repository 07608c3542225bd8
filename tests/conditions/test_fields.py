"""What conditions may read: attributes, metadata, columns."""

from __future__ import annotations

import doctest
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from ontoman import conditions as c
from ontoman.errors import BadInput
from ontoman.model import Attribute, Category, Iri, Ontology, Value, ValueKind

NS = "https://example.org/"


def ontology() -> Ontology:
    low, high = (Value(Iri(f"{NS}vis/{key}"), key) for key in ("low", "high"))
    vehicle = Category(Iri(NS + "vehicle"), "vehicle")
    car = Category(Iri(NS + "car"), "car", broader=(vehicle.iri,))
    vis = Attribute(Iri(NS + "vis"), "visibility", kind=ValueKind.ORDINAL, values=(low, high))
    wheels = Attribute(
        Iri(NS + "wheels"), "wheels", kind=ValueKind.INTEGER, applies_to=(vehicle.iri,), minimum=Decimal(0)
    )
    pose = Attribute(Iri(NS + "pose"), "pose", kind=ValueKind.TEXT, applies_to=(Iri(NS + "person"),))
    return Ontology(
        categories={one.iri: one for one in (vehicle, car)},
        attributes={one.iri: one for one in (vis, wheels, pose)},
    )


def test_attributes_are_fields_with_their_values_in_rank_order():
    fields = c.fields_of(ontology())
    assert list(fields) == ["pose", "visibility", "wheels"]
    assert fields["visibility"] == c.Field(
        "visibility", ValueKind.ORDINAL, ("low", "high"), NS + "vis", (NS + "vis/low", NS + "vis/high")
    )
    assert fields["wheels"].minimum == 0


def test_a_category_has_the_fields_that_apply_to_it():
    assert list(c.fields_of(ontology(), Iri(NS + "car"))) == ["visibility", "wheels"]


def test_an_attribute_wins_over_a_metadata_field_of_its_name():
    fields = c.fields_of(ontology(), metadata={"wheels": "text", "vendor": "text", "Score": "Decimal"})
    assert fields["wheels"].kind is ValueKind.INTEGER
    assert fields["vendor"] == c.Field("vendor", ValueKind.TEXT)
    assert fields["Score"].kind is ValueKind.DECIMAL


def test_a_metadata_field_of_no_known_type_is_refused():
    with pytest.raises(BadInput) as caught:
        c.fields_of(ontology(), metadata={"vendor": "string"})
    assert caught.value.code == "OM309"


def test_is_a_knows_the_descendants_of_each_category():
    assert c.categories_of(ontology()) == {"vehicle": {"vehicle", "car"}, "car": {"car"}}


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("VARCHAR", ValueKind.TEXT),
        ("ENUM('a', 'b')", ValueKind.TEXT),
        ("BOOLEAN", ValueKind.BOOLEAN),
        ("INTEGER", ValueKind.INTEGER),
        ("UBIGINT", ValueKind.INTEGER),
        ("int64", ValueKind.INTEGER),
        ("DOUBLE", ValueKind.DECIMAL),
        ("DECIMAL(18,3)", ValueKind.DECIMAL),
        ("DATE", ValueKind.DATE),
        ("TIMESTAMP WITH TIME ZONE", ValueKind.DATE),
        ("VARCHAR[]", ValueKind.MULTI),
        ("INTEGER[]", None),
        ("STRUCT(a VARCHAR)", None),
        ("BLOB", None),
        ([True, None], ValueKind.BOOLEAN),
        ([1, None, 2], ValueKind.INTEGER),
        ([1, 2.5], ValueKind.DECIMAL),
        ([Decimal(1)], ValueKind.DECIMAL),
        (["a", "2"], ValueKind.TEXT),
        ([date(2024, 1, 1)], ValueKind.DATE),
        ([["a"], ()], ValueKind.MULTI),
        ([[1]], None),
        ([1, "a"], None),
        ([True, 1], None),
        ([None], ValueKind.TEXT),
        ([], ValueKind.TEXT),
    ],
)
def test_a_column_without_an_attribute_is_typed_by_what_it_holds(source, kind):
    assert c.infer_field("x", source) == (c.Field("x", kind) if kind else None)


def test_the_examples_in_the_docstrings_run():
    assert doctest.testmod(c).failed == 0
    assert doctest.testmod(c).attempted > 0


def test_conditions_are_imported_without_a_heavy_library():
    asked = "import sys, ontoman.conditions; print(sorted({'sqlglot', 'duckdb', 'pyoxigraph', 'rdflib'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"

"""Conditions in the words of the ontology."""

from __future__ import annotations

import pytest
from conditions_strategies import FIELDS, TREE, conditions
from hypothesis import given

from ontoman import conditions as c
from ontoman.conditions import Words
from ontoman.model import Attribute, Category, Iri, LangString, Ontology, Value, ValueKind

WORDS = Words(
    fields={"wheels": "Wheels", "size": "Size", "visibility": "Visibility", "parked": "Parked", "colour": "Colour"},
    values={("visibility", "mid"): "41–60 %", ("colour", "red"): "bright red"},
    categories={"vehicle": "Vehicle"},
    units={"size": "m"},
)


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        (
            "wheels > 2 and visibility < 'mid'",
            "Wheels is more than 2 and Visibility is below 41–60 %",
            "Wheels ist größer als 2 und Visibility liegt unter 41–60 %",
        ),
        ("size >= 2.5", "Size is at least 2.5 m", "Size ist mindestens 2,5 m"),
        ("not wheels = 2", "Wheels is not 2", "Wheels ist nicht 2"),
        (
            "not (wheels > 2 or parked)",
            "Wheels is at most 2 and Parked does not apply",
            "Wheels ist höchstens 2 und Parked trifft nicht zu",
        ),
        (
            "parked and (wheels = 2 or wheels = 3)",
            "Parked applies and (Wheels is 2 or Wheels is 3)",
            "Parked trifft zu und (Wheels ist 2 oder Wheels ist 3)",
        ),
        (
            "parked and wheels = 2 or has_rider",
            "Parked applies and Wheels is 2, or has_rider applies",
            "Parked trifft zu und Wheels ist 2, oder has_rider trifft zu",
        ),
        ("colour in ('red', 'green')", "Colour is one of bright red, green", "Colour ist eines von bright red, green"),
        ("colour not in ('red')", "Colour is none of bright red", "Colour ist keines von bright red"),
        ("wheels not between 2 and 4", "Wheels is not from 2 to 4", "Wheels liegt nicht im Bereich 2 bis 4"),
        ("wheels is null", "Wheels is not given", "Wheels ist nicht angegeben"),
        ("wheels is not null", "Wheels is given", "Wheels ist angegeben"),
        ("is_a('vehicle')", "The category is Vehicle or below it", "Die Kategorie ist Vehicle oder liegt darunter"),
        ("category <> 'car'", "The category is not car", "Die Kategorie ist nicht car"),
        ("not has(damage, 'rust')", "Damage does not include rust", "Damage enthält rust nicht"),
        ("note = 'a'", "Note is “a”", "Note ist „a“"),
        ("day >= '2024-05-01'", "Day is not before 2024-05-01", "Day liegt nicht vor dem 2024-05-01"),
        ("not not parked", "Parked applies", "Parked trifft zu"),
    ],
)
def test_a_condition_is_said_in_words(text, english, german):
    condition = c.parse(text, FIELDS, categories=TREE)
    assert c.sentence(condition, WORDS) == english
    assert c.sentence(condition, WORDS, "de-AT") == german


@given(conditions())
def test_every_condition_can_be_said(condition):
    for lang in ("en", "de", "fr"):
        assert c.sentence(condition, lang=lang)


def test_words_come_from_the_labels_of_the_ontology():
    ns = "https://example.org/"
    value = Value(Iri(ns + "v/low"), "low", (LangString("low", "en"), LangString("gering", "de")))
    visible = Attribute(
        Iri(ns + "v"), "visibility", (LangString("Sicht", "de"),), kind=ValueKind.ORDINAL, values=(value,), unit="%"
    )
    car = Category(Iri(ns + "car"), "car", (LangString("Auto", "de"), LangString("Car", "en")))
    words = c.words_of(Ontology(categories={car.iri: car}, attributes={visible.iri: visible}), "de")
    assert words == Words(
        {"visibility": "Sicht"}, {("visibility", "low"): "gering"}, {"car": "Auto"}, {"visibility": "%"}
    )

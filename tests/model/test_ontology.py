"""Questions to an ontology."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ontoman.model import Attribute, Category, EdgeCaseRule, Iri, KeyNotFound, LangString, Ontology, Value

ROOT, VEHICLE, VAN, CAR = (Iri(f"urn:{name}") for name in ("root", "vehicle", "van", "car"))


def ontology() -> Ontology:
    categories = [
        Category(ROOT, "root"),
        Category(VEHICLE, "vehicle", broader=(ROOT,)),
        Category(VAN, "van", broader=(VEHICLE,), order=Decimal(1)),
        Category(CAR, "car", broader=(VEHICLE,), order=Decimal(2)),
    ]
    moving = Value(Iri("urn:moving"), "van", attribute=Iri("urn:activity"))
    activity = Attribute(Iri("urn:activity"), "activity", values=(moving,), applies_to=(VEHICLE,))
    rules = [
        EdgeCaseRule(Iri("urn:r1"), "r1", applies_to=(VEHICLE,), priority=1),
        EdgeCaseRule(Iri("urn:r2"), "r2", applies_to=(VAN,), priority=5),
    ]
    return Ontology(
        categories={c.iri: c for c in categories},
        attributes={activity.iri: activity},
        rules={r.iri: r for r in rules},
    )


def test_attributes_come_down_the_tree():
    assert [a.key for a in ontology().attributes_of(VAN)] == ["activity"]
    assert ontology().attributes_of(ROOT) == ()


def test_rules_come_down_the_tree_the_highest_priority_first():
    assert [r.key for r in ontology().rules_of(VAN)] == ["r2", "r1"]
    assert [r.key for r in ontology().rules_of(CAR)] == ["r1"]


def test_a_menu_follows_order_not_the_alphabet():
    assert [c.key for c in ontology().children[VEHICLE]] == ["van", "car"]


def test_a_value_does_not_hide_the_category_with_its_key():
    assert ontology().get("van").iri == VAN
    assert ontology().get("urn:moving").key == "van"


def test_an_unknown_key_is_a_letter():
    with pytest.raises(KeyNotFound) as caught:
        ontology().get("lorry")
    assert "lorry" in str(caught.value)


def test_a_cycle_does_not_hang_the_questions():
    looped = Ontology(categories={a: Category(a, a, broader=(b,)) for a, b in ((VAN, CAR), (CAR, VAN))})
    assert looped.ancestors(VAN) == {VAN, CAR}
    assert looped.tops == ()


@pytest.mark.parametrize(
    ("langs", "label"), [(("de",), "Lieferwagen"), (("fr",), "Van"), (("de-AT", "de"), "Lieferwagen"), ((), "Van")]
)
def test_a_label_is_chosen_by_language(langs, label):
    category = Category(VAN, "van", labels=(LangString("Lieferwagen", "de"), LangString("Van", "en")))
    assert category.label(*langs) == label


def test_a_category_without_label_is_called_by_its_key():
    assert Category(VAN, "van").label("en") == "van"

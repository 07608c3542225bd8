"""Objects in street scenes, made up one by one: a category, answers to what is asked of it, a box.

The tables say what is common in a street; the ontology says what there is and what is asked. The caller brings the
randomness.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ontoman.conditions import compiled, fields_of, parse
from ontoman.model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from random import Random

    from ontoman.model import Attribute, Category, Ontology

    Answers = dict[str, object]
    Holds = Callable[[Mapping[str, object]], bool | None]

WIDTH: Final = 1600
HEIGHT: Final = 900
_FOCAL: Final = 1200  # pixels; what is a metre wide at a distance of d metres is 1200/d pixels wide
_PER_IMAGE: Final = (3, 14)
_LEFT_OPEN: Final = 0.06  # of the answers that nobody requires
_EQUIPPED: Final = 0.12

# How common things are in a street; categories that are not named here count 1.
_SHARES: Final[Mapping[str, int]] = {
    "car": 30,
    "pedestrian": 22,
    "traffic_sign": 11,
    "traffic_light": 9,
    "cycle": 8,
    "truck": 7,
    "traffic_cone": 5,
    "barrier": 4,
    "road_post": 4,
    "motorcycle": 4,
    "city_bus": 3,
    "coach": 2,
    "van": 2,
    "kick_scooter": 2,
    "child": 2,
    "road_worker": 2,
    "trailer": 2,
}

# What answers are usual, by attribute, or by category and attribute. Without a row all answers are equally likely.
_USUAL: Final[Mapping[str, Mapping[str | int | bool, int]]] = {
    "visibility": {"0-20": 6, "21-40": 9, "41-60": 14, "61-80": 21, "81-100": 50},
    "posture": {"walking": 6, "standing": 3, "sitting_or_lying": 1},
    "activity": {"moving": 5, "stopped": 2, "parked": 3},
    "light_state": {"red": 8, "amber": 1, "green": 8, "off": 1, "cannot_tell": 3},
    "readable": {True: 4, False: 1},
    "towed": {True: 3, False: 1},
    "has_rider": {True: 3, False: 2},
    "riders": {1: 90, 2: 9, 3: 1},
    "wheels": {2: 97, 3: 3},
    "cycle.wheels": {1: 1, 2: 80, 3: 16, 4: 3},
    "kick_scooter.wheels": {1: 4, 2: 86, 4: 10},
}
_SIGNS: Final = ("30", "50", "80", "STOP", "P", "ZONE 30")
_VENDORS: Final = ("harbour", "meadow", "summit")
# Width and height in metres, by category or the nearest one above it.
_SIZES: Final[Mapping[str, tuple[float, float]]] = {
    "person": (0.6, 1.7),
    "child": (0.4, 1.2),
    "vehicle": (4.0, 1.8),
    "car": (4.2, 1.5),
    "truck": (7.5, 3.2),
    "city_bus": (11.0, 3.1),
    "coach": (12.0, 3.5),
    "light_vehicle": (1.8, 1.6),
    "rail_vehicle": (14.0, 3.4),
    "movable_object": (1.0, 0.9),
    "road_furniture": (0.6, 0.8),
    "animal": (0.7, 0.5),
    "special_area": (6.0, 3.0),
}


@dataclass(frozen=True, slots=True)
class StreetObject:
    """One annotation: which image, which category, where, and the answers to what its attributes ask."""

    number: int
    image: int
    category: Category
    box: tuple[float, float, float, float]
    answers: Mapping[str, object]
    vendor: str


def make_up(ontology: Ontology, count: int, random: Random) -> Iterator[StreetObject]:
    """Make up *count* objects of what can be chosen and drawn, a few to many on one image."""
    categories = [category for category in selectable(ontology) if category.geometries]
    shares = [_SHARES.get(category.key, 1) for category in categories]
    forms = {category.key: _form(ontology, category) for category in categories}
    image, room = 0, 0
    for number in range(1, count + 1):
        if not room:
            image, room = image + 1, random.randint(*_PER_IMAGE)
        room -= 1
        category = random.choices(categories, shares)[0]
        answers = _answers(random, category, forms[category.key])
        box = _box(random, _size(ontology, category), answers)
        yield StreetObject(number, image, category, box, answers, random.choice(_VENDORS))


def selectable(ontology: Ontology) -> list[Category]:
    """Return the categories that labels may carry, by class index, then key."""
    live = (c for c in ontology.categories.values() if c.selectable and not c.deprecated)
    return sorted(live, key=lambda c: (c.class_index is None, c.class_index or 0, c.key))


# -- answers ----------------------------------------------------------------------------------------------------------


def _form(ontology: Ontology, category: Category) -> list[tuple[Attribute, Holds | None]]:
    """Return what is asked of a category, unconditional questions first, each with its condition."""
    asked = [attribute for attribute in ontology.attributes_of(category.iri) if not attribute.deprecated]
    fields = fields_of(ontology, category.iri)
    asked.sort(key=lambda attribute: attribute.condition is not None)
    return [(a, compiled(parse(a.condition, fields)) if a.condition else None) for a in asked]


def _answers(random: Random, category: Category, form: Sequence[tuple[Attribute, Holds | None]]) -> Answers:
    answers: Answers = {}
    for attribute, holds in form:
        if holds is None or holds(answers):
            left_open = not attribute.required and random.random() < _LEFT_OPEN
            answers[attribute.key] = None if left_open else _answer(random, category, attribute, answers)
    return answers


def _answer(random: Random, category: Category, attribute: Attribute, answers: Answers) -> object:  # noqa: PLR0911 - one for each kind
    if attribute.key == "lidar_points":
        return _points(random, answers)
    usual = _USUAL.get(f"{category.key}.{attribute.key}") or _USUAL.get(attribute.key)
    if usual:
        return random.choices(list(usual), list(usual.values()))[0]
    keys = [value.key for value in attribute.values if not value.deprecated]
    match attribute.kind:
        case ValueKind.MULTI:
            return [key for key in keys if random.random() < _EQUIPPED]
        case ValueKind.SINGLE | ValueKind.ORDINAL:
            return random.choice(keys)
        case ValueKind.BOOLEAN:
            return random.random() < 0.5  # noqa: PLR2004 - a coin
        case ValueKind.INTEGER | ValueKind.DECIMAL:
            return _number(random, attribute)
        case ValueKind.DATE:
            return f"2024-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        case ValueKind.TEXT:
            return random.choice(_SIGNS)


def _number(random: Random, attribute: Attribute) -> float:
    """Draw a number between minimum and maximum, rather a small one: near things are what is labeled."""
    low, high = float(attribute.minimum or 0), float(attribute.maximum or 100)
    drawn = low + (high - low) * random.betavariate(1.2, 6)
    return round(drawn, 1) if attribute.kind is ValueKind.DECIMAL else round(drawn)


def _points(random: Random, answers: Answers) -> int:
    """Draw lidar returns: they thin out with the distance, and what is hidden gets few."""
    distance = max(_number_or(answers.get("distance"), 40), 2)
    share = {"0-20": 0.1, "21-40": 0.3, "41-60": 0.5, "61-80": 0.7}.get(str(answers.get("visibility")), 1.0)
    return int(random.expovariate(1) * share * 3000 / distance**1.2)


def _number_or(value: object, default: float) -> float:
    return float(value) if isinstance(value, (int, float)) else default


# -- boxes ------------------------------------------------------------------------------------------------------------


def _size(ontology: Ontology, category: Category) -> tuple[float, float]:
    here = category
    while here.key not in _SIZES and here.broader and here.broader[0] in ontology.categories:
        here = ontology.categories[here.broader[0]]
    return _SIZES.get(here.key, (1.0, 1.0))


def _box(random: Random, size: tuple[float, float], answers: Answers) -> tuple[float, float, float, float]:
    """Place a box inside the image, smaller the farther away it is: x, y, width, height."""
    scale = _FOCAL / max(_number_or(answers.get("distance"), 40), 4) * random.uniform(0.8, 1.2)
    width = round(min(max(size[0] * scale, 4), WIDTH * 0.9), 1)
    height = round(min(max(size[1] * scale, 4), HEIGHT * 0.9), 1)
    x = round(random.uniform(0, WIDTH - width - 1), 1)
    y = round(random.uniform(0, HEIGHT - height - 1), 1)
    return x, y, width, height

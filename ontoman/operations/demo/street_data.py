"""Annotations of the street scenes, made up: what the demo relabels, the same for the same seed.

>>> from ontoman.model import Ontology
>>> coco_document(Ontology(), count=0, seed=1)["annotations"]
[]
"""

from __future__ import annotations

import json
import tempfile
from itertools import count as count_from
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from ontoman.operations.demo.street_objects import HEIGHT, WIDTH, make_up, selectable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ontoman.model import Category, Ontology
    from ontoman.operations.demo.street_objects import StreetObject


def coco_document(ontology: Ontology, count: int, seed: int) -> dict[str, object]:
    """Return a COCO document; a category's id is its class index, its name its key.

    An attribute that is asked and was left open is null; one that is not asked of an item is absent.
    """
    made = _made_up(ontology, count, seed)
    ids = _category_ids(selectable(ontology))
    return {
        "info": {"description": "Street scenes, made up by ontoman", "version": ontology.header.version or ""},
        "images": [
            {"id": image, "width": WIDTH, "height": HEIGHT, "file_name": _file_name(image)}
            for image in sorted({annotation.image for annotation in made})
        ],
        "categories": [
            {"id": ids[category.key], "name": category.key, "supercategory": _parent_key(ontology, category)}
            for category in selectable(ontology)
        ],
        "annotations": [
            {
                "id": annotation.number,
                "image_id": annotation.image,
                "category_id": ids[annotation.category.key],
                "bbox": list(annotation.box),
                "area": round(annotation.box[2] * annotation.box[3], 2),
                "iscrowd": 0,
                "attributes": dict(annotation.answers),
                "vendor": annotation.vendor,
            }
            for annotation in made
        ],
    }


def table_rows(ontology: Ontology, count: int, seed: int) -> list[dict[str, object]]:
    """Return the same annotations as rows: id, image, label, a column per attribute, vendor; None where not asked."""
    columns = sorted(attribute.key for attribute in ontology.attributes.values() if not attribute.deprecated)
    return [
        {
            "id": annotation.number,
            "image": _file_name(annotation.image),
            "label": annotation.category.key,
            **{key: annotation.answers.get(key) for key in columns},
            "vendor": annotation.vendor,
        }
        for annotation in _made_up(ontology, count, seed)
    ]


def write_parquet(rows: Sequence[Mapping[str, object]], path: Path) -> None:
    """Write *rows*, all with the same columns, as Parquet; lists become `VARCHAR[]`."""
    import duckdb  # noqa: PLC0415 - heavy

    columns = {key: _column_type([row[key] for row in rows]) for key in rows[0]}
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        source = Path(folder) / "rows.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        read = "read_json($source, format = 'newline_delimited', columns = $columns)"
        relation = connection.sql(f"select * from {read}", params={"source": str(source), "columns": columns})  # noqa: S608 - no data in it
        relation.write_parquet(str(path))


def _column_type(values: Sequence[object]) -> str:
    kinds = {type(value) for value in values if value is not None}
    return next((_DUCKDB_TYPES[kind] for kind in (list, bool, float, int) if kind in kinds), "VARCHAR")


_DUCKDB_TYPES: Final = {list: "VARCHAR[]", bool: "BOOLEAN", float: "DOUBLE", int: "BIGINT"}


def _category_ids(categories: Sequence[Category]) -> dict[str, int]:
    """Return the class indexes by key; positions from 0 where some category has none."""
    indexes = [c.class_index for c in categories if c.class_index is not None]
    return dict(
        zip((c.key for c in categories), indexes if len(indexes) == len(categories) else count_from(), strict=False)
    )


def _made_up(ontology: Ontology, count: int, seed: int) -> list[StreetObject]:
    return list(make_up(ontology, count, Random(seed)))  # noqa: S311 - data, not secrets


def _file_name(image: int) -> str:
    return f"front/{image:06}.jpg"


def _parent_key(ontology: Ontology, category: Category) -> str:
    return next((ontology.categories[iri].key for iri in category.broader if iri in ontology.categories), "")

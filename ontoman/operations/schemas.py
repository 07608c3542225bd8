"""The JSON Schemas of what ontoman prints, as they stand in `vocab/schemas/`."""

from __future__ import annotations

from ontoman.errors import BadInput
from ontoman.system import resource_dir


def schema_names() -> tuple[str, ...]:
    """Return the names of all documents."""
    return tuple(sorted(path.stem for path in (resource_dir("vocab") / "schemas").glob("*.json")))


def schema_text(name: str) -> str:
    """Return the JSON Schema of the document `ontoman/NAME/1`; OM115 where there is none."""
    if name not in schema_names():
        raise BadInput("OM115", f"No document is called {name!r}.", fix=f"There are {', '.join(schema_names())}.")
    return (resource_dir("vocab") / "schemas" / f"{name}.json").read_text("utf-8").rstrip("\n")

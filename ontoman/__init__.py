"""ontoman: versioned ontologies for labeling programs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

_LAYERS = frozenset(
    {"changes", "conditions", "errors", "migration", "model", "operations", "query", "rdf", "review", "system"}
)


def __getattr__(name: str) -> ModuleType:
    """Import a layer when it is first asked for: `import ontoman` alone costs nothing."""
    if name in _LAYERS:
        return import_module(f"ontoman.{name}")
    raise AttributeError(name)

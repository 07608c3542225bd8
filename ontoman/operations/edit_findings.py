"""What the checks find because of an edit: what it touches is checked before and after, and nothing else."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ontoman.model.terms import iri_of, is_iri, split
from ontoman.operations.validating import prior_keys
from ontoman.system import resource_dir

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.changes.editing import Edit, Ground
    from ontoman.model import Iri
    from ontoman.store.workspace import Workspace


def caused(workspace: Workspace, edit: Edit, before: Ground, after: Ground) -> list[dict[str, object]]:
    """Return the results of `validate` that an edit brings, under the profile of the workspace."""
    from ontoman.validation import Checked  # noqa: PLC0415 - heavy

    config = workspace.config
    checked = Checked(
        before.lines,
        config.profile,
        shapes_dir=resource_dir("shapes"),
        ontology=before.ontology,
        prior_keys=prior_keys(workspace) if _gives_keys(edit, before, after) else None,
        languages=config.languages,
        metadata=config.metadata,
        everything=False,
    )
    return [asdict(result) for result in checked.caused(edit.removed, edit.added)]


def _gives_keys(edit: Edit, before: Ground, after: Ground) -> bool:
    """Tell whether something has another key now: only then must earlier releases be read."""
    subjects = {split(line).subject for line in (*edit.removed, *edit.added)}
    iris = {iri_of(subject) for subject in subjects if is_iri(subject)}
    return _keys(before, iris) != _keys(after, iris)


def _keys(ground: Ground, iris: Iterable[Iri]) -> set[tuple[type, str, Iri]]:
    entities = (ground.ontology.entities.get(iri) for iri in iris)
    return {(type(entity), entity.key, entity.iri) for entity in entities if entity}

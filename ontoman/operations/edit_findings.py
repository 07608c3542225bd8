"""What the checks find because of an edit: what it touches is checked before and after, and nothing else."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from ontoman.model.terms import iri_of, is_iri, split
from ontoman.operations.validating import prior_keys
from ontoman.system import resource_dir

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontoman.changes.editing import Edit, Ground
    from ontoman.model import Iri
    from ontoman.store.config import Config
    from ontoman.store.workspace import Workspace
    from ontoman.validation import PriorKeys, Result


_MANY: Final = 2_000
"""An edit of more statements, such as an import that is undone, is checked whole on both sides: that is quicker."""


def caused(workspace: Workspace, edit: Edit, before: Ground, after: Ground) -> list[dict[str, object]]:
    """Return the results of `validate` that an edit brings, under the profile of the workspace."""
    prior = prior_keys(workspace) if _gives_keys(edit, before, after) else None
    if len(edit.removed) + len(edit.added) > _MANY:
        found = _of_everything(workspace.config, prior, before, after)
    else:
        found = _of_what_it_touches(workspace.config, prior, edit, before)
    return [asdict(result) for result in found]


def _of_what_it_touches(config: Config, prior: PriorKeys | None, edit: Edit, before: Ground) -> tuple[Result, ...]:
    from ontoman.validation import Checked  # noqa: PLC0415 - heavy

    checked = Checked(
        before.lines,
        config.profile,
        shapes_dir=resource_dir("shapes"),
        ontology=before.ontology,
        prior_keys=prior,
        languages=config.languages,
        metadata=config.metadata,
        everything=False,
    )
    return checked.caused(edit.removed, edit.added)


def _of_everything(config: Config, prior: PriorKeys | None, before: Ground, after: Ground) -> tuple[Result, ...]:
    from ontoman.validation import validate, without  # noqa: PLC0415 - heavy

    old, new = (
        validate(
            ground.lines,
            ground.ontology,
            config.profile,
            shapes_dir=resource_dir("shapes"),
            prior_keys=prior,
            languages=config.languages,
            metadata=config.metadata,
        )
        for ground in (before, after)
    )
    return without(new, {result.place for result in old})


def _gives_keys(edit: Edit, before: Ground, after: Ground) -> bool:
    """Tell whether something has another key now: only then must earlier releases be read."""
    subjects = {split(line).subject for line in (*edit.removed, *edit.added)}
    iris = {iri_of(subject) for subject in subjects if is_iri(subject)}
    return _keys(before, iris) != _keys(after, iris)


def _keys(ground: Ground, iris: Iterable[Iri]) -> set[tuple[type, str, Iri]]:
    entities = (ground.ontology.entities.get(iri) for iri in iris)
    return {(type(entity), entity.key, entity.iri) for entity in entities if entity}

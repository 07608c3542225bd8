"""All checks of a profile over one state of an ontology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontoman.system.garbage import no_collection
from ontoman.validation.checks import CHECKS
from ontoman.validation.library import library_of
from ontoman.validation.results import in_order
from ontoman.validation.scene import PriorKeys, Scene
from ontoman.validation.shapes import found_by_shapes
from ontoman.validation.words import result_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from ontoman.model import Line, Ontology
    from ontoman.validation.library import Library
    from ontoman.validation.results import Found, Result, Severity


def _unheard(_: float) -> None:
    pass


def validate(
    lines: Iterable[Line],
    ontology: Ontology,
    profile: str,
    *,
    shapes_dir: Path,
    prior_keys: PriorKeys | None = None,
    languages: Iterable[str] = (),
    metadata: Mapping[str, str] | None = None,
    done: Callable[[float], None] = _unheard,
) -> tuple[Result, ...]:
    """Return what the checks of *profile* find, violations first; OM901 where there is no such profile.

    *prior_keys* are the keys of earlier releases, *languages* those that every label should be in (those
    of the title where none are given), *metadata* the kinds of fields of the data that are no attributes; *done* hears
    which share of the work is behind.
    """
    library = library_of(shapes_dir)
    scene = Scene(ontology, tuple(lines), prior_keys or PriorKeys(), spoken_in(ontology, languages), metadata or {})
    return run(library, library.profile(profile), scene, done)


def spoken_in(ontology: Ontology, languages: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the languages that every label should be in: *languages*, or those of the title."""
    return tuple(languages) or tuple(sorted({title.lang for title in ontology.header.titles if title.lang}))


def run(
    library: Library, severities: Mapping[str, Severity], scene: Scene, done: Callable[[float], None] = _unheard
) -> tuple[Result, ...]:
    """Carry out the checks that *severities* names, each with that severity; *done* hears which share is behind."""
    with no_collection():
        return in_order(
            result_of(found, library.checks[code], severities[code], scene.ontology)
            for code, found in _found(severities.keys(), library, scene, done)
        )


def _found(
    codes: Collection[str], library: Library, scene: Scene, done: Callable[[float], None]
) -> Iterator[tuple[str, Found]]:
    yield from found_by_shapes(codes, library, scene.lines)
    in_python = [code for code in codes if code in CHECKS]
    for number, code in enumerate(in_python, len(codes) - len(in_python)):
        done(number / len(codes))
        yield from ((code, found) for found in CHECKS[code](scene))

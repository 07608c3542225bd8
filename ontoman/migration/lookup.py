"""How a string in data finds its row, and in which form the answer is written."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from ontoman.errors import BadInput
from ontoman.migration.curies import expand, percent_decode, shorten
from ontoman.model.terms import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ontoman.migration.values import MapRow


class Form(StrEnum):
    """A way to write a term in data; what is asked in one form is answered in it."""

    LABEL = "label"
    IRI = "iri"
    CURIE = "curie"
    LOCAL_NAME = "local name"


class AmbiguousLabel(BadInput):
    """A string in data that two subjects of the map answer to (OM510)."""

    def __init__(self, label: str, subjects: Iterable[str]) -> None:
        found = sorted(subjects)
        super().__init__(
            "OM510",
            f"The label {label!r} fits {len(found)} subjects of the map: {', '.join(found)}.",
            fix="Give each subject a subject_label of its own, as the data writes it, or use IRIs in the data.",
            details={"label": label, "subjects": found},
        )


def written(iri: str, label: str, form: Form, curie_map: Mapping[str, str]) -> str:
    """Write a term in *form*: its label, its IRI, its CURIE or its local name."""
    match form:
        case Form.IRI:
            return iri
        case Form.CURIE:
            return shorten(iri, curie_map)
        case Form.LOCAL_NAME:
            return percent_decode(local_name(iri))
        case Form.LABEL:
            return label or percent_decode(local_name(iri))


class Index:
    """Which subject each string names, and in which form."""

    def __init__(self, rows: Iterable[MapRow], curie_map: Mapping[str, str]) -> None:
        self._curies = curie_map
        self._hits: dict[str, dict[str, Form]] = {}
        for iri, label in dict.fromkeys((row.subject_id, row.subject_label) for row in rows):
            local = local_name(iri)
            decoded = percent_decode(local)
            # The first form in which a string names a subject is the form of the answer.
            self._add(label or decoded, iri, Form.LABEL)
            self._add(iri, iri, Form.IRI)
            self._add(decoded, iri, Form.LOCAL_NAME)
            self._add(local, iri, Form.LOCAL_NAME)

    def _add(self, text: str, iri: str, form: Form) -> None:
        self._hits.setdefault(text, {}).setdefault(iri, form)

    def find(self, text: str) -> tuple[str, Form] | None:
        """Return the subject's IRI and the form; raises `AmbiguousLabel` where two subjects answer."""
        hits = self._hits.get(text, {})
        if ":" in text:
            hits = {**self._by_curie(text), **hits}
        if len(hits) > 1:
            raise AmbiguousLabel(text, hits)
        return next(iter(hits.items()), None)

    def _by_curie(self, text: str) -> dict[str, Form]:
        iri = expand(text, self._curies)
        return {iri: Form.CURIE} if iri != text and iri in self._hits else {}

    @property
    def texts(self) -> tuple[str, ...]:
        """Every string that names a subject."""
        curies = (shorten(iri, self._curies) for iri in {iri for hits in self._hits.values() for iri in hits})
        return tuple(dict.fromkeys((*self._hits, *sorted(curies))))

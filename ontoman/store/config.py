"""`ontoman.toml`: what a workspace's owners decided once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, cast, get_args

from ontoman.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

StoredAs = Literal["key", "label", "iri"]


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a workspace; `metadata` types the fields of data that are no attributes."""

    name: str
    namespace: str
    languages: tuple[str, ...] = ("en",)
    profile: str = "labeling"
    labels_stored_as: StoredAs = "key"
    metadata: Mapping[str, str] = field(default_factory=dict)


def read_config(path: Path) -> Config:
    """Read `ontoman.toml`; OM102 where it is not what a workspace's file must be."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        stored_as = data.get("labels_stored_as", "key")
        if stored_as not in get_args(StoredAs):
            raise ValueError(f"labels_stored_as is {stored_as!r}")  # noqa: TRY301
        return Config(
            name=str(data["name"]),
            namespace=str(data["namespace"]),
            languages=tuple(map(str, data.get("languages", ["en"]))),
            profile=str(data.get("profile", "labeling")),
            labels_stored_as=cast("StoredAs", stored_as),
            metadata={str(k): str(v) for k, v in data.get("metadata", {}).items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            "OM102",
            f"{path} is not the settings of a workspace: {error}.",
            fix='It needs at least `name = "…"` and `namespace = "https://…"`; README, "A workspace", shows one.',
        ) from error


def toml_of(config: Config) -> str:
    """Write the settings as the file that `init` leaves."""
    languages = ", ".join(f'"{lang}"' for lang in config.languages)
    return (
        f"name = {_toml_text(config.name)}\n"
        f"namespace = {_toml_text(config.namespace)}\n"
        f"languages = [{languages}]\n"
        f'profile = "{config.profile}"             # skos, labeling or guideline\n'
        f'labels_stored_as = "{config.labels_stored_as}"         # what data carries: key, label or iri\n'
        "\n# Fields of your data that are no attributes, for conditions:\n"
        '# [metadata]\n# vendor = "text"\n'
    )


def _toml_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'

"""The diff as one HTML file for a reviewer: it asks nothing of any other place, and prints."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from ontoman.formats.diff_page import SIZES, cards, kinds_shown, options
from ontoman.formats.diff_story import reasons
from ontoman.formats.kinds_markdown import anchor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ontoman.formats.diff_page import Scene

_TITLES: Final = {"major": "Breaking", "minor": "Automatic or additive", "patch": "Safe"}
_AXES: Final = {
    "Labels": (
        "L4 no target",
        "L3 a condition or a person",
        "L2 rewritten, something lost",
        "L1 rewritten, nothing lost",
    ),
    "Models": ("M3 old figures not comparable", "M2 trained again", "M1 outputs relabeled"),
    "Queries": ("Q2 breaking", "Q1 additive"),
}


def html(document: Mapping[str, Any], scene: Scene) -> str:
    """Write a diff as a page; texts of the ontology reach it as data, never as markup."""
    import jinja2  # noqa: PLC0415 - heavy

    here = files("ontoman.formats")
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    template = environment.from_string((here / "diff.html.jinja").read_text("utf-8"))
    style, script = ((here / name).read_text("utf-8") for name in ("diff.css", "diff.js"))
    found = cards(document, scene)
    return template.render(
        diff=document,
        sizes=[(size, _TITLES[size], [card for card in found if card.size == size]) for size in SIZES],
        counts=Counter(card.size for card in found),
        total=len(found),
        reasons=reasons(document),
        options=options(found),
        axes=_AXES,
        kinds=list(kinds_shown(document, scene)),
        anchor=anchor,
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}",
    )


def _hash(text: str) -> str:
    """Name an inline style or script to the browser, so that nothing else in the page can be one (CSP level 3)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

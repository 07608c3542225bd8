"""A guideline as one HTML file that carries everything it needs: to read on a phone, to print, to send."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from ontoman.guidelines.words import wording

if TYPE_CHECKING:
    from ontoman.guidelines.values import Guide


def html(guide: Guide) -> str:
    """Write *guide* as a page; texts of the ontology reach it as data, never as markup."""
    import jinja2  # noqa: PLC0415 - heavy

    here = files("ontoman.guidelines")
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    template = environment.from_string((here / "guideline.html.jinja").read_text("utf-8"))
    style = (here / "guideline.css").read_text("utf-8")
    return template.render(guide=guide, words=wording(guide.language), style=style)

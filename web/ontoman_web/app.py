"""The application: one blueprint for each noun, one door in front of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from jinja2 import StrictUndefined

from ontoman.operations.states import open_workspace
from ontoman_web import access, errors, links, scene, words
from ontoman_web.pages import BLUEPRINTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# A query of 64 KB may be three times as long in a form, where each byte is percent-encoded.
_BODY_LIMIT = 256 * 1024


def create_app(workspace_root: Path, *, token: str, hosts: Sequence[str] = access.LOOPBACK) -> Flask:
    """Make the application for one workspace; *token* opens it once, *hosts* are the names it answers to."""
    app = Flask("ontoman_web", static_folder="static", template_folder="templates")
    app.config.update(TRUSTED_HOSTS=list(hosts), MAX_CONTENT_LENGTH=_BODY_LIMIT, MAX_FORM_MEMORY_SIZE=_BODY_LIMIT)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.converters["key"] = links.KeyConverter
    scene.install(app, open_workspace(workspace_root))
    access.install(app, access.Door(token))
    links.install(app)
    words.install(app)
    errors.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app

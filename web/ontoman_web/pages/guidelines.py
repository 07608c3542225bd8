"""`/guideline/V`: the labeling guideline, one document to read and to print."""

from __future__ import annotations

import base64
import hashlib
import re

from flask import Blueprint, Response, render_template, request

from ontoman.operations import guideline
from ontoman_web.access import policy
from ontoman_web.scene import current, shelf

pages = Blueprint("guidelines", __name__)

_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)


@pages.get("/guideline/<ref>")
def show(ref: str) -> Response:
    """Show the guideline of a state, with a way back above it; `?bare=1` is the document alone."""
    scene, state = current(), shelf().open(ref).state
    named = request.args.get("lang") or None
    language = named or scene.workspace.config.languages[0]
    document = shelf().remember(
        ("guideline", state.name, state.sha256, named or ""),
        lambda: guideline.html(scene.workspace, state.name, named),
    )
    if "bare" not in request.args:
        spoken = shelf().remember(
            ("guideline languages", state.sha256), lambda: guideline.languages(scene.workspace, state)
        )
        bar = render_template("_guideline_bar.html", ref=ref, language=language, named=named, languages=spoken)
        document = _with_bar(document, bar)
    response = Response(document, content_type="text/html; charset=utf-8")
    # The document carries its own style sheet. Its hash lets in that sheet, and no other inline style.
    response.headers["Content-Security-Policy"] = policy(style_src=" ".join(["'self'", *_hashes(document)]))
    return response


def _with_bar(document: str, bar: str) -> str:
    style, _, bar = bar.partition("\n")
    return document.replace("</head>", f"{style}\n</head>", 1).replace("<body>", f"<body>\n{bar}", 1)


def _hashes(document: str) -> list[str]:
    digests = (hashlib.sha256(style.encode()).digest() for style in _STYLE.findall(document))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]

"""Where `shapes/` and `vocab/` are: in a checkout the checkout's own, else the installed copy."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_dir(name: str) -> Path:
    """Return the folder `shapes` or `vocab`.

    An editable install also copies them into site-packages, where they grow stale: the checkout comes first.
    """
    in_checkout = _PACKAGE.parent / name
    if (_PACKAGE.parent / "pyproject.toml").is_file() and in_checkout.is_dir():
        return in_checkout
    return _PACKAGE / "_resources" / name

"""The pages: Flask on top of the use cases."""

from __future__ import annotations

from ontoman_web.app import create_app

__all__ = ["create_app"]

"""Pictures of every page, at the width of a desk and of a phone, light and dark, in `./screenshots/`.

python tests/web/screenshots.py [WORKSPACE]      (without one, `ontoman demo` makes it)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from browsing import SIZES, chromium, pages_to_see, serving
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OUT = Path("screenshots")
SCHEMES = ("light", "dark")


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(sys.argv[1]) if len(sys.argv) > 1 else demo(Path(folder) / "streets")
        OUT.mkdir(exist_ok=True)
        with serving(workspace) as url, sync_playwright() as playwright, chromium(playwright) as browser:
            session = enter(browser, url)
            for size in SIZES:
                for scheme in SCHEMES:
                    take(browser, session, url, size, scheme)
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}/")  # noqa: T201 - a script says what it made


def demo(folder: Path) -> Path:
    """Make the workspace of the demo."""
    subprocess.run([sys.executable, "-m", "ontoman", "demo", str(folder)], check=True, stdout=subprocess.DEVNULL)
    return folder


def enter(browser: Browser, url: str) -> dict:
    """Go in by the start-up address, and keep the session."""
    context = browser.new_context()
    context.new_page().goto(url)
    session = context.storage_state()
    context.close()
    return session


def take(browser: Browser, session: dict, url: str, size: str, scheme: str) -> None:
    """Take one picture of each page."""
    width, height = SIZES[size]
    context = browser.new_context(
        storage_state=session, viewport={"width": width, "height": height}, color_scheme=scheme
    )
    page = context.new_page()
    for name, address in pages_to_see(url).items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=OUT / f"{name}-{size}-{scheme}.png", full_page=True)
    context.close()


if __name__ == "__main__":
    main()

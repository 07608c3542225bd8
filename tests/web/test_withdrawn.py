"""The pages say of a withdrawn release that it is one, and lead to the one that stands."""

from __future__ import annotations

import pytest
from browsing import TOKEN

SAID = "2.0.0 is withdrawn: Vans were split by mistake. Use 1.0.0."


@pytest.fixture
def reader(streets):
    from ontoman.operations.withdrawing import Wish, withdraw
    from ontoman.store.workspace import Workspace
    from ontoman_web import create_app

    withdraw(Workspace.open(streets), Wish("2.0.0", None, "Vans were split by mistake", "ada"))
    client = create_app(streets, token=TOKEN).test_client()
    client.get(f"/?token={TOKEN}")
    return client


@pytest.mark.parametrize(
    "page", ["/releases", "/releases/2.0.0", "/?release=2.0.0", "/categories/van?release=2.0.0", "/diff/1.0.0/2.0.0"]
)
def test_a_page_that_uses_it_says_so(reader, page):
    assert SAID in reader.get(page).text


def test_the_latest_is_the_one_that_stands(reader):
    assert "withdrawn" not in reader.get("/").text
    assert "coach" in reader.get("/").text
    releases = reader.get("/releases").text
    assert releases.count(">latest<") == releases.count(">withdrawn<") == 1

"""Who gets in: the token once, the cookie after that, and nobody by another name or from another site."""

from __future__ import annotations

import pytest
from browsing import TOKEN

from ontoman_web.access import Door

PAGE = {"Accept": "text/html"}
HERE = "http://localhost"


def test_the_token_opens_the_door_once_and_leaves_the_address(fresh):
    first, second = fresh.test_client(), fresh.test_client()
    answer = first.get(f"/?token={TOKEN}", headers=PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert TOKEN not in cookie
    assert first.get("/", headers=PAGE).status_code == 200
    assert second.get(f"/?token={TOKEN}", headers=PAGE).status_code == 403
    assert first.get(f"/?token={TOKEN}", headers=PAGE).status_code == 303, "whoever is in stays in"


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", "ü"])
def test_a_wrong_token_opens_nothing_and_does_not_use_up_the_right_one(stranger, token):
    answer = stranger.get("/", query_string={"token": token}, headers=PAGE)
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers
    assert stranger.get(f"/?token={TOKEN}").status_code == 303


def test_a_glance_does_not_use_up_the_token(stranger):
    assert stranger.head(f"/?token={TOKEN}").status_code == 403
    assert stranger.get(f"/?token={TOKEN}").status_code == 303


def test_the_token_is_taken_at_the_start_page_only(stranger):
    assert stranger.get(f"/releases?token={TOKEN}").status_code == 403
    assert stranger.get(f"/%2Fevil.example/?token={TOKEN}").status_code == 403


@pytest.mark.parametrize("address", ["/", "/releases", "/categories/car", "/ns", "/no-such-page", "/sparql"])
def test_without_the_cookie_a_page_says_how_to_get_in_and_nothing_else(stranger, address):
    answer = stranger.get(address, headers=PAGE)
    assert answer.status_code == 403
    assert "ontoman serve" in answer.text
    assert "Street scenes" not in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_without_the_cookie_a_program_gets_a_letter(stranger):
    answer = stranger.get("/categories/car", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "OM801")


def test_the_style_sheet_is_open_so_that_the_page_at_the_door_can_be_read(stranger):
    assert stranger.get("/static/style.css", buffered=True).status_code == 200


@pytest.mark.parametrize("cookie", ["", "x", "ontoman"])
def test_a_made_up_cookie_opens_nothing(stranger, cookie):
    stranger.set_cookie("ontoman", cookie)
    assert stranger.get("/", headers=PAGE).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "localhost:8000"])
def test_the_server_answers_to_its_own_names(visitor, host):
    assert visitor.get("/static/style.css", headers={"Host": host}, buffered=True).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "10.0.0.1", "localhost.", "[::1]"]
)
@pytest.mark.parametrize("address", ["/", "/static/style.css", "/sparql?query=ASK{}", "/categories/car"])
def test_the_server_answers_to_no_other_name(visitor, host, address):
    answer = visitor.get(address, headers={"Host": host})
    assert answer.status_code == 400
    assert "OM803" in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


QUERY = {"query": "ASK { ?s ?p ?o }"}


@pytest.mark.parametrize("origin", [None, HERE])
def test_our_own_pages_and_programs_may_post(program, origin):
    headers = {"Origin": origin} if origin else {}
    assert program.post("/sparql", data=QUERY, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "origin", ["null", "http://evil.example", "https://localhost", "http://localhost:3000", "http://127.0.0.1"]
)
def test_other_sites_may_not_post(program, origin):
    assert program.post("/sparql", data=QUERY, headers={"Origin": HERE}).status_code == 200, "the control"
    answer = program.post("/sparql", data=QUERY, headers={"Origin": origin})
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "OM802")


@pytest.mark.parametrize(("site", "mode", "status"), [
    ("same-origin", "cors", 200), ("none", "navigate", 200), ("cross-site", "navigate", 200),
    ("cross-site", "no-cors", 403), ("cross-site", "cors", 403), ("same-site", "no-cors", 403),
])  # fmt: skip
def test_other_sites_may_link_here_but_not_load_from_here(program, site, mode, status):
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode}
    assert program.get("/sparql", query_string=QUERY, headers=headers).status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_pages_are_for_reading(visitor, method):
    answer = visitor.open("/categories/car", method=method, headers={"Origin": HERE, "Accept": "application/json"})
    assert (answer.status_code, answer.json["error"]["code"]) == (405, "OM812")


def test_a_body_beyond_the_limit_is_not_read(program):
    control = program.post("/sparql", data={"query": "ASK { ?s ?p ?o }" + " " * 50_000})
    assert control.status_code == 200
    answer = program.post("/sparql", data={"query": "ASK {}" + " " * 300_000})
    assert (answer.status_code, answer.json["error"]["code"]) == (413, "OM813")


def test_an_address_never_opens_a_file(visitor, streets):
    file = streets / "releases" / "1.0.0" / "ontology.nt"
    for address in (f"/?release={file}", f"/diff/1.0.0/{file}", f"/sparql?query=ASK%7B%7D&format=json&release={file}"):
        answer = visitor.get(address)
        assert answer.status_code == 404
    for name in ("..%2Fontoman.toml", "%2e%2e/ontoman.toml", "ontoman.db"):
        assert visitor.get(f"/releases/1.0.0/{name}").status_code == 404
        assert visitor.get(f"/static/{name}").status_code == 404


def test_a_map_that_a_manifest_places_outside_the_workspace_is_not_sent(streets):
    import json

    from ontoman_web import create_app

    outside = streets.parent / "secret.tsv"
    outside.write_text("secret")
    path = streets / "releases" / "2.0.0" / "manifest.json"
    manifest = json.loads(path.read_text())
    client = create_app(streets, token=TOKEN).test_client()
    client.get(f"/?token={TOKEN}")
    assert client.get("/releases/2.0.0/map.sssom.tsv", buffered=True).status_code == 200
    path.write_text(json.dumps(manifest | {"map": {**manifest["map"], "path": "../secret.tsv"}}))
    assert client.get("/releases/2.0.0/map.sssom.tsv").status_code == 404
    assert client.get("/releases/2.0.0").status_code == 200


def test_of_two_who_come_with_the_token_at_once_one_gets_in():
    from concurrent.futures import ThreadPoolExecutor

    for _ in range(50):
        door = Door("t")
        with ThreadPoolExecutor(8) as pool:
            assert sum(session is not None for session in pool.map(door.redeem, ["t"] * 8)) == 1


def test_the_cookie_is_named_for_the_port_because_browsers_share_it_between_ports(stranger):
    answer = stranger.get(f"/?token={TOKEN}", headers={"Host": "127.0.0.1:8765"})
    assert answer.headers["Set-Cookie"].startswith("ontoman_8765=")

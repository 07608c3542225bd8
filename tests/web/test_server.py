"""`ontoman serve`: a real process on a real port."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from ontoman.errors import Refused
from ontoman_web.server import open_server


def run(*words, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "ontoman", "serve", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        timeout=30,
    )


def test_it_prints_an_address_that_opens_the_pages_and_ends_with_ctrl_c(released):
    command = [sys.executable, "-m", "ontoman", "serve", "-w", str(released), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as process:
        url = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", process.stdout.readline())[0]
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(url) as answer:
            assert "token" not in answer.url
            assert "Street scenes" in answer.read().decode()
            assert "Server" not in answer.headers
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(url)
        process.send_signal(signal.SIGINT)
        assert "Stopped." in process.communicate(timeout=10)[0]
        assert process.returncode == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "example.org", "", "localhost.example.org", "127.1"])
def test_an_address_that_others_may_reach_is_refused(released, host):
    with pytest.raises(Refused) as letter:
        open_server(released, host, 0)
    assert letter.value.code == "OM830"


def test_the_refusal_reaches_the_shell(released):
    done = run("-w", released, "--host", "0.0.0.0")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("OM830")


def test_a_taken_port_is_told_with_a_free_one(released):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("-w", released, "--port", port)
    assert done.returncode == 2
    free = int(re.search(r"--port (\d+)", done.stderr)[1])
    assert done.stderr.startswith("OM831")
    assert free != port


def test_a_folder_that_is_no_workspace_is_told(tmp_path):
    done = run(cwd=tmp_path)
    assert (done.returncode, done.stderr[:5]) == (2, "OM101")


def test_it_listens_on_this_machine_only(served):
    port = int(re.search(r":(\d+)/", served)[1])
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {
        "127.0.0.1",
        "127.0.1.1",
    }
    with socket.create_connection(("127.0.0.1", port), 2):
        pass
    for address in others:
        with pytest.raises(OSError, match=r"."):
            socket.create_connection((address, port), 2)


def test_many_readers_at_once_all_get_their_page(served):
    from concurrent.futures import ThreadPoolExecutor

    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    opener.open(served).close()
    root = served.partition("?")[0]
    paths = [
        "?release=draft",
        "?release=1.0.0",
        "categories/van",
        "releases",
        "diff/1.0.0/draft",
        "sparql?query=ASK%7B%7D",
    ] * 5

    def read(path):
        with opener.open(root + path) as answer:
            return answer.status

    with ThreadPoolExecutor(12) as pool:
        assert set(pool.map(read, paths)) == {200}

"""Files are there whole or not at all; every fallback is forced."""

from __future__ import annotations

import errno
import os

import pytest

from ontoman.errors import BadInput
from ontoman.system import atomic_folder, atomic_write, files, limits, read_bytes, resource_dir, sha256_of_file


def test_a_write_replaces_the_file(tmp_path):
    path = tmp_path / "a.txt"
    atomic_write(path, b"old")
    atomic_write(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_full_disk_leaves_what_was_there_and_a_letter(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    atomic_write(path, b"old")

    def full(number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(BadInput) as caught:
        atomic_write(path, b"new")
    assert caught.value.code == "OM202"
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_folder_appears_whole(tmp_path):
    with atomic_folder(tmp_path / "release") as folder:
        (folder / "a").write_text("a")
        assert not (tmp_path / "release").exists()
    assert os.listdir(tmp_path) == ["release"]


def test_a_folder_whose_making_fails_leaves_nothing(tmp_path):
    def fail():
        with atomic_folder(tmp_path / "release") as folder:
            (folder / "a").write_text("a")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        fail()
    assert os.listdir(tmp_path) == []


def test_a_folder_never_replaces_another(tmp_path):
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "keep").write_text("mine")
    with pytest.raises(BadInput), atomic_folder(tmp_path / "release") as folder:
        (folder / "a").write_text("a")
    assert (tmp_path / "release" / "keep").read_text() == "mine"


def test_a_missing_file_is_a_letter(tmp_path):
    with pytest.raises(BadInput) as caught:
        read_bytes(tmp_path / "none")
    assert caught.value.code == "OM201"
    with pytest.raises(BadInput):
        sha256_of_file(tmp_path / "none")


def test_where_folders_cannot_be_synced_the_write_still_counts(tmp_path, monkeypatch):
    def refuse(path, flags):
        raise PermissionError(path)

    monkeypatch.setattr(files.os, "open", refuse)
    assert files.sync_folder(tmp_path) is False


def test_without_the_resource_module_limits_say_that_they_are_off(monkeypatch):
    monkeypatch.setattr(limits, "resource", None)
    assert limits.limit_memory(1 << 40) is False
    assert limits.close_file_table() is False


def test_a_checkout_uses_its_own_shapes(root):
    assert resource_dir("shapes") == root / "shapes"
    assert resource_dir("vocab") == root / "vocab"

"""The delta of two release files, which skips what they share as bytes."""

from __future__ import annotations

import pytest
from changes.ontologies import SUBJECTS, pairs
from hypothesis import given, strategies as st

from ontoman.changes import SortedLines, diff, merge, predicates as p
from ontoman.errors import BadInput
from ontoman.rdf import delta, file_bytes, indexed_file
from ontoman.rdf.catalogue import our_catalogue
from ontoman.rdf.delta import FilePair, diff_files

LONG = "x" * 300
SUBJECT = st.integers(0, 40).map(lambda number: f"<https://example.org/{'ä' if number % 3 else ''}{number}>")
LINES = st.sets(
    st.builds(
        lambda subject, number, tail: f'{subject} <https://example.org/p{number}> "{tail}" .',
        SUBJECT,
        st.integers(0, 3),
        st.sampled_from(("a", "b", LONG, "\u2028")),
    ),
    max_size=120,
)


@pytest.fixture(params=[(1 << 18, 1 << 12, 1 << 12), (64, 16, 8), (700, 100, 1)], ids=["as it is", "tiny", "small"])
def sizes(request, monkeypatch):
    window, indexed, step = request.param
    monkeypatch.setattr(indexed_file, "_WINDOW", window)
    monkeypatch.setattr(indexed_file, "_INDEXED", indexed)
    monkeypatch.setattr(delta, "_STEP", step)


@pytest.fixture(scope="module")
def write(tmp_path_factory):
    folder = tmp_path_factory.mktemp("releases")

    def both(old, new):
        paths = folder / "old.nt", folder / "new.nt"
        for path, lines in zip(paths, (old, new), strict=True):
            path.write_bytes(file_bytes(sorted(lines)))
        return paths

    return both


P1 = ("<https://example.org/p1>",)


def check(write, old, new):
    with FilePair(*write(old, new)) as pair:
        assert pair.delta == merge(sorted(old), sorted(new))
        known = SortedLines(old, new)
        for subject in {line.split(" ")[0] for line in (*old, *new)} | {"<https://example.org/nothing>", "<a>", "<z>"}:
            assert tuple(pair.old(subject)) == known.old(subject)
            assert tuple(pair.new(subject)) == known.new(subject)
        assert pair.old_inverse(P1) == known.old_inverse(P1)


@pytest.mark.usefixtures("sizes")
def test_files_give_the_delta_of_their_lines(write):
    @given(LINES, LINES, LINES)
    def law(shared, old, new):
        check(write, shared | old, shared | new)

    law()


@pytest.mark.usefixtures("sizes")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((), ()),
        ((), ("<a> <b> <c> .",)),
        (("<a> <b> <c> .",), ()),
        (("<a> <b> <c> .", "<a> <b> <d> ."), ("<a> <b> <d> .", "<a> <b> <e> .")),
        (("<a> <b> <c> .",), ("<a> <b> <c> .", "<a> <b> <cc> .")),
        (
            tuple(f'<a> <b> "{number}" .' for number in range(999)),
            tuple(f'<a> <b> "{number}" .' for number in range(1, 999)),
        ),
    ],
    ids=["both empty", "one line comes", "one line goes", "overlap", "a longer one comes", "one large subject"],
)
def test_edges_of_files(write, old, new):
    check(write, old, new)


def test_files_and_lines_give_the_same_changes(write):
    @given(pairs())
    def law(pair):
        old, new = pair
        assert diff_files(*write(old, new), our_catalogue()) == diff(old, new, SortedLines(old, new), our_catalogue())

    law()


def test_parents_stated_from_above_are_found_in_files(write):
    above = [f"{SUBJECTS[0]} {p.FROM_ABOVE[0]} {SUBJECTS[1]} ."]
    with FilePair(*write(above, above)) as pair:
        assert pair.new_inverse(p.FROM_ABOVE) == {SUBJECTS[1]: (SUBJECTS[0],)}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<a> <b> <c> .", "ends in the middle of a line"),
        (b"<a> <b> \xff .\n", "is not UTF-8"),
        (b"<a> <b>\n", "holds a line that is no statement"),
        (b"\x00\x01\x02\n", "holds a line that is no statement"),
    ],
    ids=["cut off", "not UTF-8", "no statement", "not text"],
)
def test_a_file_that_is_no_release_gets_a_letter(tmp_path, content, what):
    good, bad = tmp_path / "good.nt", tmp_path / "bad.nt"
    good.write_bytes(b"<a> <b> <d> .\n")
    bad.write_bytes(content)
    for paths in ((good, bad), (bad, good)):
        with pytest.raises(BadInput, match=what) as letter, FilePair(*paths):
            pass
        assert letter.value.code == "OM402"


def test_a_missing_file_gets_a_letter(tmp_path):
    good = tmp_path / "good.nt"
    good.write_bytes(b"")
    with pytest.raises(BadInput) as letter, FilePair(good, tmp_path / "none.nt"):
        pass
    assert letter.value.code == "OM201"

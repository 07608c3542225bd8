"""A letter is to be read: long values in it are cut."""

from __future__ import annotations

import pytest

from ontoman.errors import BadInput

LONG = "long " * 30
SHORT = "x" * 80


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (f"a label {LONG!r} of it.", f"a label '{LONG[:80]}…' of it."),
        (f"{LONG!r} (3 times), {'b' * 81!r}", f"'{LONG[:80]}…' (3 times), '{'b' * 80}…'"),
        (f"it's {LONG + chr(39)!r}!", f'it\'s "{LONG[:80]}…"!'),
        (f"a label {SHORT!r} stays", f"a label '{SHORT}' stays"),
        (f"the draft's {LONG}the file's own", f"the draft's {LONG}the file's own"),
        (f"{'a'!r}, {LONG}, {'b'!r}", f"'a', {LONG}, 'b'"),
        (f"no quotes: {LONG}", f"no quotes: {LONG}"),
    ],
)
def test_a_long_value_is_cut_and_the_rest_of_a_letter_is_not(message, shown):
    letter = BadInput("OM999", message, fix=message, details={"value": message})
    assert (letter.message, letter.fix) == (shown, shown)
    assert str(letter) == f"OM999  {shown}\n       {shown}"
    assert letter.details == {"value": message}

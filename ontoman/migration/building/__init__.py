"""How maps are made: from what was declared, from suggestions, from plain pairs."""

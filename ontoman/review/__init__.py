"""How much a change matters, and to whom."""

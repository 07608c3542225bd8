"""Migration maps, and what they decide for one item."""

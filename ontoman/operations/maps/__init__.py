"""Migration maps as use cases: built, taken in, checked, kept as revisions."""

"""Tables are relabeled here."""

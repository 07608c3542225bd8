"""One module per aspect: which kind of change claims which of a subject's changed lines."""

"""SPARQL over releases, in a process that can be stopped."""

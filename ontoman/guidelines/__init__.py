"""Labeling guidelines, built from an ontology."""

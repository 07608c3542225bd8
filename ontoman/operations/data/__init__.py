"""Labeled data as use cases: what it holds, before anything becomes of it."""

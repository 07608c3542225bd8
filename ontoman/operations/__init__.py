"""The use cases: the only place where input and output meet the domain."""

"""What must hold of a map before it runs."""

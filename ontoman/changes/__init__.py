"""What differs between two states, and how to go from one to the other."""

"""What follows from the axioms: contradictions, in the authors' words."""

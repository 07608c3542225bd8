"""The checks of shapes/, carried out."""

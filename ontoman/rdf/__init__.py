"""Between RDF and the model: parsing, canonical statements, reading, writing."""

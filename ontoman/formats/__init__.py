"""Label data, maps and reports in the formats that people have."""

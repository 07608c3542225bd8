"""The pages: Flask on top of the use cases."""

"""The first rows of a sheet -> its header, and which column holds which field."""

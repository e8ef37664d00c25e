"""Issues of what stands in ledgers and configured files: reading, cells, tables."""

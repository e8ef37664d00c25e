"""A sheet -> its tables, each cut out with its header, and with the year and the month that its titles name."""

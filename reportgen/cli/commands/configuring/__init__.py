"""The commands for a configuration, before there is a report."""

"""The text of a template as it is written: read, and looked at before it runs."""

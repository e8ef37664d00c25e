"""The tags of a Word page: expanded into a text for the sandbox, and what was printed put back as runs."""

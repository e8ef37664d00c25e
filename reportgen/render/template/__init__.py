"""The Word template: read, its tags checked, its own paragraphs named."""

"""A text of a document changed where it stands: runs, tracked changes, comments, colours."""

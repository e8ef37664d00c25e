"""Issues of documents on their way: opened, written, updated, compared, finalized."""

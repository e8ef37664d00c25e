"""What a document may hold, and what it does hold (`docs/word/contents.md`)."""

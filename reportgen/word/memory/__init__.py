"""The report's memory: its bookmarks, the narrative as printed, and both as XML."""

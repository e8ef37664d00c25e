"""Page + memory -> where each paragraph, row and figure of ours stands now, and its digest."""

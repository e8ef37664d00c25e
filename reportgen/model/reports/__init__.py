"""What is computed and said: figures, summaries, narratives, pictures, traces."""

"""Facts of written Chinese, each once: numerals both ways, words for totals. Knows nothing of reports and ledgers."""

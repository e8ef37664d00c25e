"""What words of ledgers mean: headers, verdicts, categories, handling, surnames, footers."""

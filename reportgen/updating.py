"""A report that people edited, made anew from today's ledgers, on one screen."""

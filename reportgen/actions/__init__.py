"""What is done with ledgers and finished reports beside building them, each on one screen."""

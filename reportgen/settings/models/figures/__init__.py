"""What a configuration says of figures: those that are declared, what they are counted by, and facts that no ledger holds."""

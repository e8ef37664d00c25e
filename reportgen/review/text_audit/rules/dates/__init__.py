"""What days and years say of each other: durations, ages, months of a quarter, years of documents."""

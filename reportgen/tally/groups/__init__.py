"""The book -> the figures of one kind each: categories, rankings and rates, times, cumulated."""

"""Many counties: which of them have to be built, their jobs in worker processes, and what became of each."""

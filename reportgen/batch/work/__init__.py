"""The job of one county, and the processes that run such jobs."""

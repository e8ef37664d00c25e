"""The clean copy of a report, to be handed over, on one screen."""

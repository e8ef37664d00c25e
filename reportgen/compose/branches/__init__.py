"""Which of several sentences a report says: decided here by its figures, worded in `phrases.md` of the templates."""

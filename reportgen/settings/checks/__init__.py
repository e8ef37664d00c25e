"""A merged tree -> what is wrong with it: against the models, and of its parts with each other."""

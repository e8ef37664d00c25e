"""Words of Chinese as lists: each `.txt` beside the module that gives it."""

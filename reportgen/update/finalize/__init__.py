"""A report that is ready -> the clean copy that is handed over: what a reader sees, and nothing of how it came about.

`cleaning.clean` does it, on the parts of the package; each module of `steps` takes out one kind of thing. `scanning.leftovers`
reads what was written again, by its own means, and says what is still in it.
"""

from reportgen.update.finalize.cleaning import Clean, clean
from reportgen.update.finalize.scanning import leftovers
from reportgen.word.cleaning.removed import Removed
from reportgen.word.cleaning.steps.accepting import OpenChange, open_changes

__all__ = ["Clean", "OpenChange", "Removed", "clean", "leftovers", "open_changes"]

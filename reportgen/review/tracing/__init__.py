"""The bytes of a report, its memory, and its figures worked out again -> where each figure stands and what stands behind it.

`occurrences` reads the document, `formulas` says in words what a figure is, `comparing` holds the two against each other,
`asking` finds figures by what a person types, `cases` says what may be told of the cases behind them, `checklist` writes the sheet that a reviewer ticks off (核对表).
"""

from reportgen.review.tracing.cases import traced_cases
from reportgen.review.tracing.comparing import expected_texts, reworded_blocks
from reportgen.review.tracing.formulas import Formulas, stated_words
from reportgen.review.tracing.occurrences import lost_figures, read_names, read_occurrences

__all__ = [
    "Formulas",
    "expected_texts",
    "lost_figures",
    "read_names",
    "read_occurrences",
    "reworded_blocks",
    "stated_words",
    "traced_cases",
]

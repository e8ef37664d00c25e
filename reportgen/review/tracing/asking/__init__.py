"""What a person types -> the figures of a report that are meant, or those that are nearest.

`parts` reads what was typed (numbers, periods, charts and tables, claims, and the rest as `words`), `scenes` what stands at
each figure, `grading` says how near the two are, `answering` takes the nearest.
"""

from reportgen.review.tracing.asking.answering import Answer, Asked

__all__ = ["Answer", "Asked"]

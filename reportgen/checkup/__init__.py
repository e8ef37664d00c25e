"""Rows + Ledger + issues -> Inspection: what is healthy in a ledger and what is not; and a copy of it with its bad cells marked.

`examine` counts and sorts. `copying.annotate` makes the copy: a workbook of the cells as they were read, coloured and commented
where an issue names them, with the results on its first sheet; it is imported where a copy is asked for, openpyxl takes its
time. Nothing in the copy can become alive: no formula, no link.
"""

from reportgen.checkup.examination import examine

__all__ = ["examine"]

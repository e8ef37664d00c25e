"""Texts and rows -> what a spreadsheet program takes: safe texts, widths, the page, and a workbook of the same bytes each time.

What `checkup` and `review` both know of Excel. Nothing written through here can become alive: no formula, no link.
"""

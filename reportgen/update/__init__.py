"""A report that people edited -> the same report with what is new: their work is kept, what cannot be decided is shown.

The edited file is the trunk: its XML is changed where the data changed, nothing else is touched.
"""

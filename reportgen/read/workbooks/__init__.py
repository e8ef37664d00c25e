"""Workbooks, of whatever kind and under whatever name -> sheets, and what a second look at them finds."""

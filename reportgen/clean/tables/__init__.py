"""Sheets -> tables of cases, and these gathered as one; what is said of sheets that hold none."""

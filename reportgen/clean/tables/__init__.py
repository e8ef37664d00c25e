"""Sheets -> tables of cases, and these gathered as one; what is reported of sheets that hold none."""

"""Blocks -> paragraphs, tables and pictures of Word."""

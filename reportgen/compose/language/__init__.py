"""Figures -> words, in Chinese and English: the one place where a number becomes text."""

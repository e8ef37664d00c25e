"""Sentences -> mentions: each quantity with what it is called, what it does in its clause, and the time it speaks of.

`mentions` reads a sentence, `enumerations` what it lists as parts of a whole, `story` the whole document by paragraphs. Rules
look for relations between mentions and never at how a sentence words them.
"""

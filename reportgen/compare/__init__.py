"""Two texts -> what became of each number between them, and numbers compared by value.

Shared by those who hold a document against what it was: placing, audit, trace. It knows none of them, and nothing of Word.
"""

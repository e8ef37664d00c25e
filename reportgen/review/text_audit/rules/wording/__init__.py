"""What the words and the form of a text say: periods, sequences, phrases, slips, layout."""

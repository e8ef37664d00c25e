"""A page -> passages, sentences, quantities; how a finding about them is made."""

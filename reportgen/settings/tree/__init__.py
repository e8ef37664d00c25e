"""YAML files -> one tree in which every key and value knows its line and column."""

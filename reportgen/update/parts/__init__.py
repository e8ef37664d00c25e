"""The parts of an edited report -> the same with what is new: paragraphs, tables, charts."""

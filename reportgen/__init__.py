"""reportgen: case ledgers and YAML in, an official Chinese survey report (.docx) out."""

__version__ = "0.1.0"

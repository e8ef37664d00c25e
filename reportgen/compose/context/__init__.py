"""What a template may name: frozen records and plain values only, never a table of rows; a module a purpose."""

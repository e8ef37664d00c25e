"""One module a command: flags in, the work of others, a screen or JSON out."""

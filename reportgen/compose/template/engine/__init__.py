"""What the sandbox makes of Jinja2: how templates are found and compiled."""

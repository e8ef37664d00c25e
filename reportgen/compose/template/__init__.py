"""Templates + values -> blocks: run in the sandbox, values as tokens, Markdown read."""

"""The reports of counties -> one summary: from their sidecars alone, no case leaves a county."""

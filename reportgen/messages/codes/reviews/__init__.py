"""Findings about finished documents: any text, reports of ours, traces."""

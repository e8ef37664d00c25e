"""Summary -> ChartSpec: the charts that a template may ask for by name."""

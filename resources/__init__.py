"""Data that ships with the tool: rules, weights, bank holidays, icons, translations."""

"""Synthetic caseloads to try the tool with and to test it against; no real child is in them."""

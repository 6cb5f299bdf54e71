"""Suggests moves: the fewest changes of worker that make a team safe, with proof."""

"""Sentences made from facts, in the language that was chosen. The home of all user text."""

"""Sentences made from facts, in the language that was chosen. The only home of user text below ui."""

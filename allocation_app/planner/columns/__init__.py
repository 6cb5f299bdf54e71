"""Answers questions too large to be solved exactly, and says how near the best an answer is."""

from allocation_app.planner.columns.solving import solve

__all__ = ["solve"]

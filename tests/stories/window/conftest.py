"""The window as a manager has it: shown, with nothing open and nothing remembered."""

from tests.gui.conftest import _fresh, store, whole

__all__ = ["_fresh", "store", "whole"]

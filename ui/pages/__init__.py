"""One module a page. Pages know the store and the widgets, never one another."""

"""Files in, sheets of cells out: what kind a file is, whether it is safe, and its readers."""

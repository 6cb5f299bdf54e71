"""What is asked or told apart from the pages."""

"""What the pages show, as frozen values made from a review by plain functions. No widgets here."""

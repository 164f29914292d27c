"""What the office remembers, on both databases."""

"""What happens when, written once: small functions that either clock runs."""

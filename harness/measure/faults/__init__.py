"""What we do to pages and answers on purpose, and what is true of them then."""

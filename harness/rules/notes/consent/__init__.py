"""Rules of consent tools, one a file."""

"""Rules of one state."""

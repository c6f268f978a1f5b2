"""The words, the errors, the settings, and what may be shown: what every other room may import."""

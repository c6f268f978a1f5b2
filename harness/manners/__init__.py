"""Manners towards sites: their robots.txt, one page at a time, not too fast, and no more tries than help."""

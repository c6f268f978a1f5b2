"""Adapters of well-known scrapers: one module each, called as the scraper's own manual shows it.

A module has ``extract(html, url)``, the name of its ``PACKAGE`` and ``HOW`` it is called.
"""

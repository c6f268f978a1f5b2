"""Vendors: what each puts up in the reader's way.

``RULES`` of a module holds its rules by id, each with its documentation: the first line says what is on the page, the
others why the obvious weaker test is wrong and where the rule is silent. A vendor that does several things has a file
with all of them; those that do one like many others stand in a table: :mod:`.walls`, :mod:`.challenges`, :mod:`.consent`.
"""

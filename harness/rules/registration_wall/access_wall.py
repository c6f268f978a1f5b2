"""A publisher's access wall asks to log in or to create an account.

The same wall sells access to other papers: its words tell which it is.
Silent beside a price.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall(".app-access-wall__container")

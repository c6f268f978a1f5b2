"""One file per kind of target; each has a ``SOURCE``. Finding them is a walk: there is no list to edit."""

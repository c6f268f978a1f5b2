"""From a target to its verdict, by whichever engine can tell."""

"""How the classifier of notices is learned from the wordings: never imported by harness."""

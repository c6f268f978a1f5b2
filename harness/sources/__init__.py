"""From what the user names to pages to look at: files, folders, lists, standard input, addresses."""

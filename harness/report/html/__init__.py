"""The HTML report: one file that opens from disk, asks nobody for anything and runs no script but its own."""

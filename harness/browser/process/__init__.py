"""Browser processes: found, started, watched, ended."""

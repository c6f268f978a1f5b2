"""Big inputs: cut into slices, judged over processes or machines, resumable, nothing lost or double."""

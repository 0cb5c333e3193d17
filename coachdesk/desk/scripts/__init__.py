"""Scripts on a desk: published, read, used."""

"""Windows over a view; for what is rare. What is done all day has no window."""

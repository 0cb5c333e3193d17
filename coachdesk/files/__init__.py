"""Outside files to core values and back; every fault keeps its line and column."""

"""The jobs people do, one verb phrase a function: the one door for cli and tui."""

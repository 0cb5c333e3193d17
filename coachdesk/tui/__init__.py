"""The desk in the terminal: screens that compose, listen and call `desk`; they compute nothing."""

"""The views, one module each, imported when somebody first goes there."""

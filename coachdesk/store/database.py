"""A desk's open database, as the rooms of the store hand it to each other."""

import sqlite3


class Database:
    """One connection. Only the store looks inside; the other floors hand it on."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection

    def close(self) -> None:
        """Lets go of the file."""
        self.conn.close()

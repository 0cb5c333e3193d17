"""What one would write first: the toolkit's own table over the desk's calls, read all at once.

`python benchmarks/stock_table.py desk.db ROWS`.
"""

import sqlite3
import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable


class StockTable(App[None]):
    """A table of calls."""

    def compose(self) -> ComposeResult:
        """Only the table."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Every row, as the toolkit's examples do it."""
        table = self.query_one(DataTable)
        table.add_columns("call", "started", "agent", "campaign", "length")
        connection = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
        query = "SELECT id, started_at, agent, campaign, duration_ms FROM calls LIMIT ?"
        table.add_rows(connection.execute(query, (int(sys.argv[2]),)).fetchall())
        table.focus()


StockTable().run()

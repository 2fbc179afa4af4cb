"""Tables of reports: CSV, JSON lines and Parquet, each row a document."""

from __future__ import annotations

from khabar.pages.table.columns import Columns, guess_columns, read_columns
from khabar.pages.table.read import read_csv, read_json_lines, read_parquet, read_table

__all__ = ["Columns", "guess_columns", "read_columns", "read_csv", "read_json_lines", "read_parquet", "read_table"]

"""The rows of an XLSX workbook as text; nothing in it is run, and a hostile one is not opened.

A workbook is a ZIP archive of XML. Before it is read every part is unpacked once and counted,
whatever size it claims to have: parts, bytes and their ratio have limits, and names stay inside.
Its XML may define no entities (defusedxml), and rows and columns have limits as well. A formula
gives the value that was stored with it.
"""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, time, timedelta

MOST_BYTES = 50 * 1024 * 1024
"""Of the file."""
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_RATIO = 100
_MOST_PARTS = 1000
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELLS = 100_000, 2_000, 5_000_000
_SMALL = 100_000
"""Bytes up to which a part may unpack to whatever the ratio allows for so many."""
_CHUNK = 1 << 20
_LOCAL_HEADER = 30


class Hostile(Exception):
    """The archive is not what a workbook is."""


class Unreadable(Exception):
    """This is no workbook, or not one with a single sheet of data."""


def looks_like_workbook(data: bytes) -> bool:
    """Whether the bytes are a ZIP archive."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def workbook_rows(data: bytes) -> list[tuple[str, ...]]:
    """The rows of the one sheet that has something in it, from row 1 on, as many cells each.

    Numbers are written plainly, dates as ISO 8601, times as `hh:mm`.

    Raises:
        Hostile: see above.
        Unreadable: it is no workbook, or several sheets hold something.
    """
    _inspect(data)
    with warnings.catch_warnings():
        # It tells of charts and other parts that it leaves out; they hold no rows.
        warnings.simplefilter("ignore")
        try:
            filled = [rows for rows in _sheets(data) if rows]
        except (Hostile, Unreadable):
            raise
        except Exception:  # noqa: BLE001 - a damaged part fails anywhere in openpyxl
            raise Unreadable("is no workbook that can be read") from None
    if len(filled) > 1:
        raise Unreadable(f"{len(filled)} sheets hold something, and only one may")
    width = max((len(row) for rows in filled for row in rows), default=0)
    return [row + ("",) * (width - len(row)) for rows in filled for row in rows]


def _sheets(data: bytes) -> Iterator[list[tuple[str, ...]]]:
    """The rows of every sheet, each up to its last cell, without empty ones at the end."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        # What a sheet says of its own size is not to be trusted.
        sheet.reset_dimensions()
        rows: list[tuple[str, ...]] = []
        cells = 0
        for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells += len(values)
            if line > _MOST_ROWS or len(values) > _MOST_COLUMNS or cells > _MOST_CELLS:
                raise Hostile(f"has more in row {line} than a table holds")
            rows.append(_without_empty_end(tuple(map(_text, values))))
        while rows and not rows[-1]:
            rows.pop()
        yield rows


def _without_empty_end(row: tuple[str, ...]) -> tuple[str, ...]:
    length = max((at for at, text in enumerate(row, start=1) if text.strip()), default=0)
    return row[:length]


def _inspect(data: bytes) -> None:
    """Unpack every part once, without keeping it.

    Raises:
        Hostile: a limit is passed.
        Unreadable: it is no archive.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        raise Unreadable("is no workbook: the archive is damaged") from None
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        raise Hostile(f"has {len(parts)} parts, and a workbook has at most {_MOST_PARTS}")
    names = [part.filename for part in parts]
    if len(set(names)) < len(names):
        raise Hostile("has two parts of one name")
    if "xl/workbook.xml" not in names:
        raise Unreadable("is an archive, but no XLSX workbook")
    whole = 0
    for part in parts:
        _refuse_name(part.filename)
        packed = _packed(data, part)
        size = 0
        for piece in _unpacked(packed, part):
            size += len(piece)
            whole += len(piece)
            if whole > _MOST_UNPACKED or size > _MOST_RATIO * max(len(packed), _SMALL):
                raise Hostile(f"'{part.filename}' unpacks to more than a workbook holds")


def _refuse_name(name: str) -> None:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in name:
        raise Hostile(f"a part wants to lie outside: '{name}'")


def _packed(data: bytes, part: zipfile.ZipInfo) -> bytes:
    at = part.header_offset
    header = data[at : at + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise Hostile(f"'{part.filename}' is not where the archive says")
    begins = at + _LOCAL_HEADER
    begins += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    return data[begins : begins + part.compress_size]


def _unpacked(packed: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """What the part really unpacks to, piece by piece."""
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflated(packed, part)
    else:
        raise Hostile(f"'{part.filename}' is packed in a way that workbooks do not use")


def _inflated(packed: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    rest = packed
    try:
        while rest and not unpacker.eof:
            piece = unpacker.decompress(rest, _CHUNK)
            rest = unpacker.unconsumed_tail
            yield piece
    except zlib.error:
        raise Unreadable(f"is damaged: '{part.filename}' cannot be unpacked") from None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        minutes = round(value / timedelta(minutes=1))
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(value)

"""Which numbers are payment cards: length, issuer's range and check digit (ISO/IEC 7812-1).

A card may be told in pieces, over several turns of one speaker, whatever the other says between.
"""

from collections.abc import Iterator, Sequence

from coachdesk.core.redact.digits import Group, Number

_BRANDS: tuple[tuple[int, int, frozenset[int]], ...] = tuple(
    (low, high, frozenset(lengths))
    for low, high, lengths in (
        (4, 4, (13, 16, 19)),  # Visa
        (51, 55, (16,)),  # Mastercard
        (2221, 2720, (16,)),  # Mastercard
        (34, 34, (15,)),  # American Express
        (37, 37, (15,)),  # American Express
        (300, 305, range(14, 20)),  # Diners Club
        (3095, 3095, range(14, 20)),  # Diners Club
        (36, 36, range(14, 20)),  # Diners Club
        (38, 39, range(14, 20)),  # Diners Club
        (3528, 3589, range(16, 20)),  # JCB
        (6011, 6011, range(16, 20)),  # Discover
        (644, 649, range(16, 20)),  # Discover
        (65, 65, range(16, 20)),  # Discover, RuPay
        (62, 62, range(16, 20)),  # UnionPay
        (81, 82, range(16, 20)),  # UnionPay, RuPay
        (60, 60, (16,)),  # RuPay
        (508, 508, (16,)),  # RuPay
        (2200, 2204, range(16, 20)),  # Mir
        (9792, 9792, (16,)),  # Troy
        (50, 50, range(13, 20)),  # Maestro
        (56, 58, range(13, 20)),  # Maestro
        (63, 63, range(13, 20)),  # Maestro
        (67, 69, range(13, 20)),  # Maestro
    )
)
"""First and last issuer prefix, and the lengths that its cards have."""
FEWEST, MOST = 13, 19
"""Digits of a card number."""


def cards_in(rows: Sequence[Sequence[Group]]) -> Iterator[tuple[Group, ...]]:
    """The groups of each card number in rows of neighbouring groups.

    Digits said right before a card may make up a card with its head. Which one is real can't be
    told, so overlapping ones are taken together and nothing of either stays.
    """
    for row in rows:
        first, last = 0, 0
        for begin, end in _windows(row):
            if begin >= last:
                if last:
                    yield tuple(row[first:last])
                first = begin
            last = max(last, end)
        if last:
            yield tuple(row[first:last])


def _windows(row: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """(first, one past the last) group of everything that is a card number, by its beginning."""
    for begin in range(len(row)):
        digits = ""
        for end in range(begin, len(row)):
            digits += row[end].digits
            if len(digits) > MOST:
                break
            if len(digits) >= FEWEST and is_card(digits):
                yield begin, end + 1


def is_card(digits: str) -> bool:
    """Whether the digits are a card number as its issuer would give it out."""
    return _has_issuer(digits) and _passes_luhn(digits)


def _has_issuer(digits: str) -> bool:
    return any(
        len(digits) in lengths and low <= int(digits[: len(str(low))]) <= high
        for low, high, lengths in _BRANDS
    )


def _passes_luhn(digits: str) -> bool:
    """Hans Peter Luhn, US patent 2,950,048."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def rows_of(speakers: Sequence[object], numbers: Sequence[Sequence[Number]]) -> list[list[Group]]:
    """Groups that one speaker says in a row, over turns where one goes on where another ended.

    Args:
        speakers: who speaks each turn.
        numbers: of each turn.
    """
    rows: list[list[Group]] = []
    going: dict[object, list[Group]] = {}
    for speaker, said in zip(speakers, numbers, strict=True):
        row = going.get(speaker)
        if not said:
            continue
        for number in said:
            if row is None or not number.opens or number.dialled:
                row = []
                rows.append(row)
            if not number.dialled:
                row.extend(number.groups)
        if row is not None and said[-1].closes:
            going[speaker] = row
        else:
            going.pop(speaker, None)
    return rows

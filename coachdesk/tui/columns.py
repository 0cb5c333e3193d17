"""Which columns of a list fit, and how wide each is."""

from collections.abc import Mapping, Sequence


def widths(
    least: Mapping[str, int],
    room: int,
    *,
    gives_way: Sequence[str],
    grows: Sequence[tuple[str, int]],
) -> Mapping[str, int]:
    """The columns that fit with their widths, from left to right, a blank between any two.

    Args:
        least: every column with the least that it needs, in their order.
        room: cells for all of them.
        gives_way: columns to leave out where not all fit, the first one first.
        grows: who takes what is left, in turn: (column, at most so wide).
    """
    wide = dict(least)
    for name in gives_way:
        if sum(wide.values()) + len(wide) - 1 <= room:
            break
        wide.pop(name, None)
    left = room - sum(wide.values()) - len(wide) + 1
    for name, most in grows:
        if name in wide and left > 0:
            more = min(left, max(0, most - wide[name]))
            wide[name] += more
            left -= more
    return wide

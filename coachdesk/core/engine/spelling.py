"""A condition written out again, as the rule language has it."""

from coachdesk.core.engine.conditions import (
    After,
    And,
    Before,
    Comparison,
    Condition,
    Count,
    Field,
    InWindow,
    Literal,
    Metric,
    Not,
    Or,
    SignalTrue,
    Unit,
    Which,
)


def spelled(condition: Condition) -> str:
    """The condition as text that means the same."""
    match condition:
        case SignalTrue():
            return condition.signal
        case Not():
            return f"not {_bracketed(condition.part)}"
        case And():
            return " and ".join(map(_bracketed, condition.parts))
        case Or():
            return " or ".join(map(_bracketed, condition.parts))
        case Before():
            return f"{condition.signal} before {condition.other}"
        case After():
            which = "" if condition.which is Which.FIRST else f"{condition.which.value} "
            limit = f" within {_limit(condition)}" if condition.within else ""
            return f"{condition.signal} after {which}{condition.other}{limit}"
        case InWindow():
            return f"{condition.signal} in {condition.window}"
        case Count():
            return f"count({condition.signal}) {_compared(condition.comparison)}"
        case Metric():
            return f"{condition.name} {_compared(condition.comparison)}"
        case Field():
            return f"call.{condition.name} {_compared(condition.comparison)}"


def _bracketed(condition: Condition) -> str:
    text = spelled(condition)
    return f"({text})" if isinstance(condition, And | Or) else text


def _limit(condition: After) -> str:
    assert condition.within is not None
    if condition.within.turns is not None:
        return f"{condition.within.turns} turn{'' if condition.within.turns == 1 else 's'}"
    return f"{(condition.within.ms or 0) / 1000:g}s"


def _compared(comparison: Comparison) -> str:
    values = [_literal(value) for value in comparison.values]
    if comparison.operator == "between":
        return f"between {values[0]} and {values[1]}"
    if comparison.operator == "in":
        return f"in ({', '.join(values)})"
    return f"{comparison.operator} {values[0]}"


def _literal(literal: Literal) -> str:
    value = literal.value
    if isinstance(value, str):
        return value if value.isidentifier() else f'"{value}"'
    if literal.unit is Unit.PERCENT:
        return f"{float(value):g}%"
    if literal.unit is Unit.MILLISECONDS:
        return f"{float(value) / 1000:g}s"
    if literal.unit is Unit.TIME_OF_DAY:
        return f"{int(value) // 60:02}:{int(value) % 60:02}"
    return f"{float(value):g}"

"""What a desk holds true for every call, beside the rules: the two decide a verdict."""

import msgspec


class Assumptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk holds true for every call."""

    role_threshold: float = 0.8
    """Below this role confidence, rules that need roles answer UNKNOWN."""
    company: str | None = None
    """The value of `{company}` for calls whose metadata has none."""

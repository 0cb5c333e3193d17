"""Take card numbers, their check codes and a desk's own patterns out of a call.

Pure, and done before anything is stored, logged or drafted. What it cannot catch stands in
docs/redaction.md.

glance           a call -> the few turns worth reading closely
digits           turns -> the numbers in them, written or spoken
cards            numbers -> which of them are payment cards
security_codes   numbers -> which of them are check codes, by the words around
patterns         a desk's own patterns
masking          spans -> the call with marks in their place
"""

from coachdesk.core.redact.masking import Redacted, redact
from coachdesk.core.redact.patterns import NamedPattern, pattern_fault

__all__ = ["NamedPattern", "Redacted", "pattern_fault", "redact"]

"""What is said when the program itself is at fault: where, and never with what data."""

import traceback
from pathlib import Path


def where(error: BaseException) -> str:
    """The fault as lines for a report: its kind and the places in the code; no message, no values.

    A message may quote a transcript, and so may the line of code that a usual traceback shows.
    """
    frames = traceback.extract_tb(error.__traceback__)
    root = Path(__file__).parent.parent.parent
    lines = [f"internal error ({type(error).__name__}); your answers up to here are kept"]
    for frame in frames[-8:]:
        path = Path(frame.filename)
        short = path.relative_to(root) if path.is_relative_to(root) else path.name
        lines.append(f"  {short}:{frame.lineno} in {frame.name}")
    lines.append("please report these lines")
    return "\n".join(lines)

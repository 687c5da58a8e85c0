"""How much work the product's own code does, counted instead of timed: instructions of the interpreter.

Belongs here: the count. Not here: how it may grow; that stands in each test.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def instructions(work: Callable[[], object], of: str) -> int:
    """Those executed while the work is done in modules whose name begins so."""
    count = 0

    def inside(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "opcode"
        return inside

    def entered(frame: FrameType, event: str, argument: Any) -> Any:
        if not str(frame.f_globals.get("__name__", "")).startswith(of):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return inside

    former = sys.gettrace()
    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(former)
    return count

"""Waiting with a deadline."""

import os
import time

# Every deadline is for a slow machine already; a slower one multiplies them.
PATIENCE = float(os.environ.get("E2E_PATIENCE", "1"))


class NotInTime(Exception):
    """What was waited for did not happen; the text says what and for how long."""


def wait_until(what, condition, seconds=60, check=None, pause=0.05):
    """Calls `condition` until it returns something true, and returns that.

    OSError and ValueError of `condition` count as not yet: what is asked may not listen yet. `check` is called every
    round and may raise, so that a crashed process is reported at once instead of at the deadline.
    """
    seconds *= PATIENCE
    deadline = time.monotonic() + seconds
    last = None
    while True:
        try:
            result = condition()
            if result:
                return result
            last = result
        except (OSError, ValueError) as error:
            last = error
        if check:
            check()
        if time.monotonic() > deadline:
            raise NotInTime(f"{what}: not within {seconds:g} s (last: {last!r})")
        time.sleep(pause)

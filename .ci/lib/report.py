"""What was tried, and how it went: one line each, a count at the end."""

import time


class Failed(Exception):
    """A step did not come to what it should."""


class Report:
    """Counts the steps."""

    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.skipped = 0

    def step(self, name, action):
        """Runs one step and says how it went. Answers whether it passed."""
        begun = time.monotonic()
        try:
            told = action()
        except Exception as fault:  # whatever it is: the step failed, and the next may still tell something
            self.failed += 1
            print(f"  FAILED  {name}\n          {type(fault).__name__}: {fault}", flush=True)
            return False
        self.passed += 1
        words = f": {told}" if isinstance(told, str) else ""
        print(f"  ok      {name}{words}  ({time.monotonic() - begun:.1f} s)", flush=True)
        return True

    def skip(self, name, why):
        """Says that a step was left out."""
        self.skipped += 1
        print(f"  skipped {name}: {why}", flush=True)

    def end(self):
        """Prints the count, as the last line. Answers the exit code."""
        left_out = f", {self.skipped} skipped" if self.skipped else ""
        print(f"{self.passed} passed, {self.failed} failed{left_out}", flush=True)
        return 1 if self.failed else 0


def require(holds, words):
    """Fails the step where something does not hold."""
    if not holds:
        raise Failed(words)


def wait_for(condition, what, timeout=20.0, every=0.05):
    """Asks again and again until the answer is true, and answers it."""
    end = time.monotonic() + timeout
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Failed(f"waited {timeout:.0f} s in vain for {what}")
        time.sleep(every)

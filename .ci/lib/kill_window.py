"""Kills the window while somebody types on a card or moves it with the arrow keys: at most a second of it is lost.

Usage: kill_window.py PROGRAM [NUMBER]

By turns, letters and arrow keys are sent to a window on a display of its own, one by one and with their times, and it is
killed at a random moment. `headway recovered` then gives the map: the title has to hold the letters, and the card to stand
where the keys have moved it, but for those of the last second. The file itself is as it was.
"""

import json
import os
import random
import shutil
import string
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True

from desktop import Desktop, Window  # noqa: E402
from page import Page, View  # noqa: E402

SAMPLE, CARD = "kaiser-permanente", "own-record"

# How far an arrow key moves a card, in units of the page.
STEP = 10

# The least and the most that somebody works before the window is killed, in seconds.
LEAST, MOST = 0.2, 3.0

# How long a hand waits between two keys, in seconds: what the window has not seen yet is no work of it.
PAUSES = 0.03, 0.12


class Killing:
    """One window after the other on one map."""

    def __init__(self, desktop, program):
        self.desktop, self.program = desktop, program
        self.file = desktop.home / "map.json"
        subprocess.run([program, "samples", SAMPLE, "-o", self.file], check=True, stdin=subprocess.DEVNULL)
        self.bytes = self.file.read_bytes()
        self.before = self.card(self.file)
        self.recovery = Path(desktop.environment["XDG_STATE_HOME"]) / "headway" / "recovery"
        self.spot = None

    def card(self, path):
        """The card in a file."""
        initiatives = json.loads(path.read_text(encoding="utf-8"))["initiatives"]
        return next(initiative for initiative in initiatives if initiative["id"] == CARD)

    def place(self):
        """Where the title of the card is on the screen."""
        if self.spot is None:
            page = Page(self.program, self.file)
            box = page.card(CARD)
            self.spot = View(self.desktop.picture(), page).spot((box.x + 60, box.y + 20))
        return self.spot

    def kill(self, types):
        """One window: how many keys were pressed, how many of them are lost, and for how long the first of those was."""
        window = Window(self.desktop, self.program, self.file)
        window.click(self.place(), 2 if types else 1)
        window.rest()
        if types:
            window.key("ctrl+a")
        end = time.monotonic() + random.uniform(LEAST, MOST)
        pressed = []
        while time.monotonic() < end:
            key = string.ascii_lowercase[len(pressed) % 26] if types else "Right"
            # Noted before it is pressed: it may be on the disk already when this is known here.
            pressed.append(time.monotonic())
            self.desktop.do("xdotool", "key", "--delay", "0", key)
            time.sleep(min(random.uniform(*PAUSES), max(end - time.monotonic(), 0.0)))
        killed = time.monotonic()
        window.process.kill()
        window.process.wait()
        kept = self.kept(types)
        assert kept <= len(pressed), f"{kept} of {len(pressed)} keys"
        lost = pressed[kept:]
        return len(pressed), len(lost), killed - lost[0] if lost else 0.0

    def kept(self, types):
        """How many keys the recovered map holds."""
        assert self.file.read_bytes() == self.bytes, "the file was changed"
        listed = json.loads(self.run("recovered", "--json"))["recovered"]
        if not listed:
            return 0
        assert len(listed) == 1 and listed[0]["file"] == str(self.file), listed
        out = self.desktop.home / "recovered.json"
        self.run("recovered", "1", out)
        card = self.card(out)
        shutil.rmtree(self.recovery)
        if not types:
            moved = (card["position"]["x"] - self.before["position"]["x"]) / STEP
            assert moved == int(moved) and card["title"] == self.before["title"], card
            return int(moved)
        typed = "" if card["title"] == self.before["title"] else card["title"]
        assert typed == "".join(string.ascii_lowercase[at % 26] for at in range(len(typed))), typed
        return len(typed)

    def run(self, *arguments):
        """What a command prints."""
        command = [self.program, *map(str, arguments)]
        return subprocess.run(command, env=self.desktop.environment, stdin=subprocess.DEVNULL, check=True, capture_output=True,
                              text=True, timeout=60).stdout


def main():
    program = os.path.abspath(sys.argv[1])
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    with tempfile.TemporaryDirectory() as shots, Desktop(1280, 800, shots) as desktop:
        killing = Killing(desktop, program)
        ends = [killing.kill(turn % 2 == 0) for turn in range(number)]
    pressed, most = sum(end[0] for end in ends), max(end[1] for end in ends)
    longest = max(end[2] for end in ends)
    none = sum(end[1] == 0 for end in ends)
    print(f"          {number} windows killed after {pressed} keys: at most {most} lost, of the last {longest * 1000:.0f} ms;"
          f" {none} lost none")
    return longest > 1.0


sys.exit(main())

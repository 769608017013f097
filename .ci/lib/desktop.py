"""A desktop without a screen, and the program's window on it: pointer and keys by xdotool, pictures by ImageMagick."""

import array
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from report import Failed, require, wait_for

# Every window fills the screen, without a frame; Alt and F4 ask it to close, as a click on its cross does.
WINDOW_MANAGER = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <applications><application name="*"><decor>no</decor><maximized>yes</maximized></application></applications>
</openbox_config>
"""

# How long the pointer rests between two moves: a person's hand is slower.
HAND = 0.03


def environment(home):
    """The environment of a user who has nothing yet: no settings, no D-Bus, no display."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "DBUS_", "WAYLAND_", "HEADWAY_")) and name not in ("DISPLAY", "XAUTHORITY", "SESSION_MANAGER")
    }
    folders = {"XDG_CONFIG_HOME": ".config", "XDG_DATA_HOME": ".local/share", "XDG_STATE_HOME": ".local/state",
               "XDG_CACHE_HOME": ".cache", "XDG_RUNTIME_DIR": "run"}
    for name, folder in folders.items():
        path = Path(home, folder)
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o700)
        kept[name] = str(path)
    return kept | {"HOME": str(home), "LC_ALL": "C.UTF-8", "LIBGL_ALWAYS_SOFTWARE": "1"}


def stop(process):
    """Ends a process that was started here, and waits for its end."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Picture:
    """The pixels of the screen at one moment."""

    def __init__(self, rgba, width):
        self.pixels = array.array("I", rgba)
        self.width = width
        self.height = len(self.pixels) // width

    def __eq__(self, other):
        return self.pixels == other.pixels

    def value(self, color):
        """A colour as a pixel has it."""
        return array.array("I", bytes.fromhex(color.lstrip("#")) + b"\xff")[0]

    def at(self, x, y):
        """The colour at a place."""
        return self.pixels[y * self.width + x]

    def colors(self):
        """How many colours there are: an empty window has very few."""
        return len(set(self.pixels))

    def count(self, color):
        """How many pixels have a colour."""
        return self.pixels.count(array.array("I", bytes.fromhex(color.lstrip("#")) + b"\xff")[0])

    def extent(self, color):
        """Where an area of one colour lies, as left, top, right, bottom: by its longest run across and its longest run down."""
        value = array.array("I", bytes.fromhex(color.lstrip("#")) + b"\xff")[0]
        rows = (self.pixels[y * self.width:(y + 1) * self.width] for y in range(self.height))
        columns = (self.pixels[x::self.width] for x in range(self.width))
        left, right = longest_run(rows, value)
        top, bottom = longest_run(columns, value)
        return left, top, right, bottom


def longest_run(lines, value):
    """Where the longest run of a value begins and ends, over all lines."""
    best = (0, 0)
    for line in lines:
        if value not in line:
            continue
        start = None
        for at, found in enumerate(line):
            if found == value:
                start = at if start is None else start
            elif start is not None:
                best = max(best, (start, at), key=lambda run: run[1] - run[0])
                start = None
        if start is not None:
            best = max(best, (start, len(line)), key=lambda run: run[1] - run[0])
    return best


class Desktop:
    """A display of its own with a window manager."""

    def __init__(self, width, height, shots):
        self.width, self.height, self.shots = width, height, Path(shots)
        self.home = Path(tempfile.mkdtemp(prefix="headway-ci-"))
        self.environment = environment(self.home)
        self.processes = []

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def start(self):
        """Starts the display on the first free number, then the window manager."""
        reader, writer = os.pipe()
        size = f"{self.width}x{self.height}x24"
        server = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
        self.processes.append(subprocess.Popen(server, pass_fds=[writer], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                               stderr=subprocess.DEVNULL, env=self.environment))
        os.close(writer)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()
        require(number, "Xvfb does not start")
        self.environment["DISPLAY"] = f":{number}"
        settings = self.home / "openbox.xml"
        settings.write_text(WINDOW_MANAGER)
        self.processes.append(subprocess.Popen(["openbox", "--config-file", str(settings)], stdin=subprocess.DEVNULL,
                                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment))
        wait_for(lambda: "window id" in self.ask("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "the window manager")

    def __exit__(self, *_):
        for process in reversed(self.processes):
            stop(process)
        shutil.rmtree(self.home, ignore_errors=True)

    def ask(self, *command):
        """What a command prints; nothing where it fails."""
        done = subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        return done.stdout.strip()

    def do(self, *command):
        """Runs a command that must work."""
        subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, check=True, capture_output=True, timeout=60)

    def picture(self):
        """The screen as it is."""
        grabbed = subprocess.run(["import", "-silent", "-window", "root", "-depth", "8", "rgba:-"], env=self.environment,
                                 stdin=subprocess.DEVNULL, check=True, capture_output=True, timeout=60)
        return Picture(grabbed.stdout, self.width)

    def shoot(self, name):
        """Keeps a picture of the screen for people."""
        self.shots.mkdir(parents=True, exist_ok=True)
        self.do("import", "-silent", "-window", "root", str(self.shots / f"{name}.png"))

    def stillness(self, timeout=15.0):
        """Waits until the screen stands still, and answers its picture."""
        last = [self.picture()]

        def still():
            before, last[0] = last[0], self.picture()
            return before == last[0]

        wait_for(still, "the screen to stand still", timeout, every=0.1)
        return last[0]

    def change(self, before, timeout=10.0):
        """Waits until the screen is another than it was, and then stands still."""
        wait_for(lambda: self.picture() != before, "the screen to change", timeout)
        return self.stillness()


class Window:
    """The program in its window."""

    def __init__(self, desktop, binary, *arguments):
        self.desktop = desktop
        self.log = desktop.home / "headway.log"
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([binary, *map(str, arguments)], env=desktop.environment, stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, cwd=desktop.home)
        desktop.processes.append(self.process)
        self.id = wait_for(self.find, "the window", timeout=60)
        wait_for(lambda: desktop.picture().colors() > 50, "the first frame", timeout=60)
        desktop.stillness()

    def find(self):
        """The window's number, once it is there."""
        require(self.process.poll() is None, f"the program ended with {self.process.returncode}: {self.told()}")
        found = self.desktop.ask("xdotool", "search", "--all", "--onlyvisible", "--pid", str(self.process.pid), "--name", "Headway$")
        return found.split()[0] if found else None

    def told(self):
        """What the program printed."""
        return self.log.read_text(errors="replace").strip()

    def title(self):
        """The title of the window."""
        return self.desktop.ask("xdotool", "getwindowname", self.id)

    def is_changed(self):
        """Whether the title says that there are changes."""
        return "(changed)" in self.title()

    def key(self, *keys):
        """Presses keys, each after the program has taken the one before."""
        for key in keys:
            self.desktop.do("xdotool", "key", key)
            self.rest_or_end()

    def type(self, text):
        """Types a text."""
        self.desktop.do("xdotool", "type", "--delay", "25", text)
        self.rest_or_end()

    def move(self, place):
        """Moves the pointer."""
        self.desktop.do("xdotool", "mousemove", *(str(round(value)) for value in place))
        time.sleep(HAND)

    def click(self, place, times=1):
        """Clicks, or double-clicks."""
        self.move(place)
        self.desktop.do("xdotool", "click", "--repeat", str(times), "--delay", "90", "1")

    def drag(self, start, end, shot=None):
        """Drags from one place to another, as a hand does: it presses before it moves, and arrives before it lets go."""
        self.move(start)
        self.rest()
        self.desktop.do("xdotool", "mousedown", "1")
        self.rest()
        steps = 16
        for step in range(1, steps + 1):
            part = step / steps
            self.move((start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part))
        self.rest()
        if shot:
            self.desktop.shoot(shot)
        self.desktop.do("xdotool", "mouseup", "1")
        self.rest()

    def rest(self, timeout=20.0):
        """Waits until the program has taken what was sent to it: all its threads sleep, for some moments in a row."""
        before, calm = None, 0

        def rests():
            nonlocal before, calm
            now = self.ticks()
            sleeps = now == before and self.sleeps()
            before, calm = now, calm + 1 if sleeps else 0
            return calm >= 4

        wait_for(rests, "the program to rest", timeout, every=0.04)

    def rest_or_end(self):
        """Waits until the program rests, or has ended."""
        try:
            self.rest()
        except (Failed, OSError):
            if self.process.poll() is None:
                raise

    def sleeps(self):
        """Whether no thread of the program has anything to do."""
        return all(thread_state(path) in "SIZ" for path in Path(f"/proc/{self.process.pid}/task").glob("*/stat"))

    def ticks(self):
        """The processor time that the program has used, in clock ticks."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def ends(self, timeout=10.0):
        """Waits for the end of the program, and answers its exit code."""
        wait_for(lambda: self.process.poll() is not None, "the program to end", timeout)
        return self.process.returncode


def thread_state(path):
    """The letter for what a thread does; one that is gone sleeps for good."""
    try:
        return path.read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return "S"


def is_sentence(text):
    """Whether a message is one sentence for people: no dump, no panic."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) != 1 or re.search(r"panicked|backtrace|RUST_|unwrap", text):
        raise Failed(f"this is not one sentence: {text!r}")
    return True

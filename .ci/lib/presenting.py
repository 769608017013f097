"""One sitting with a board: the map is presented, and copied as a picture."""

import json
import struct
import subprocess
import time
from xml.etree import ElementTree

from desktop import Window
from page import Page, View
from report import require, wait_for

SAMPLE, CARD = "kaiser-permanente", "care-messages"

# More steps than the sample has.
STEPS = 16

# The clipboard holds these, each for the programs that understand it.
FORMS = ("image/png", "image/svg+xml", "text/html", "UTF8_STRING")

# Nothing may be drawn during a step that stands still: so much processor time in so many seconds.
IDLE_TICKS, IDLE_SECONDS = 2, 3.0


class Presenting:
    """A presentation from the first step to Escape, and what is copied."""

    def __init__(self, desktop, binary):
        self.desktop, self.binary = desktop, binary
        self.file = desktop.home / "board.json"
        subprocess.run([binary, "samples", SAMPLE, "-o", self.file], check=True, stdin=subprocess.DEVNULL)
        self.start = self.file.read_bytes()
        self.window = self.view = self.before = None
        self.steps = []

    def open(self):
        """The window opens, and a card is selected."""
        self.window = Window(self.desktop, self.binary, self.file)
        page = Page(self.binary, self.file)
        self.view = View(self.desktop.picture(), page)
        self.window.click(self.view.spot(page.card(CARD).middle))
        self.window.rest()
        # The pointer rests where it lights up nothing, and shows no hint.
        self.window.move((self.desktop.width - 2, self.desktop.height - 2))
        self.before = self.desktop.stillness()

    def begin(self):
        """F5 shows the first step over the whole screen."""
        self.window.key("F5")
        self.steps = [self.desktop.change(self.before)]
        self.desktop.shoot("40-presenting")
        self.window.rest()
        before = self.window.ticks()
        time.sleep(IDLE_SECONDS)
        used = self.window.ticks() - before
        require(used <= IDLE_TICKS, f"a step that stands still takes {used} clock ticks in {IDLE_SECONDS:.0f} s")
        return f"{used} clock ticks in {IDLE_SECONDS:.0f} s"

    def lead(self):
        """Right leads on, each step another picture; Left leads to the pictures from before."""
        for number in range(3):
            self.window.key("Right")
            self.steps.append(self.desktop.change(self.steps[-1]))
            self.desktop.shoot(f"41-step-{number + 2}")
        for earlier in (self.steps[2], self.steps[1]):
            self.window.key("Left")
            require(self.desktop.stillness() == earlier, "a step looks other than before when one comes back to it")

    def play(self):
        """Time plays by itself and rests when asked; the other steps look as they do when they are reached at once."""
        self.window.key("End")
        last = self.desktop.stillness()
        self.desktop.shoot("42-last-step")
        self.to_time()
        first = self.desktop.picture()
        wait_for(lambda: self.desktop.picture() != first, "time to go on by itself")
        self.press("p")
        rests = self.desktop.stillness(timeout=5.0)
        self.desktop.shoot("43-time")
        self.press("p")
        wait_for(lambda: self.desktop.picture() != rests, "time to go on again")
        self.window.key("Right", "Right")
        require(self.desktop.stillness() == last, "the last step looks other than when it was reached at once")
        self.press(*["Left"] * 3, *["Right", "Left"] * 5, *["Left"] * STEPS, *["Right"] * STEPS, "Home")
        require(self.desktop.stillness() == self.steps[0], "the first step looks other than at first")

    def press(self, *keys):
        """Presses keys, and does not wait until the program rests: it plays."""
        self.desktop.do("xdotool", "key", "--delay", "60", *keys)

    def to_time(self):
        """From the last step to the one in which time plays."""
        self.press("Left", "Left")
        time.sleep(0.3)

    def leave(self):
        """Escape in the midst of the play brings back what was there, pixel by pixel, and nothing is changed."""
        self.window.key("End")
        self.to_time()
        self.press("Escape")
        require(self.desktop.stillness() == self.before, "the window is not as it was before")
        require(not self.window.is_changed(), "to present is no change of the map")
        require(self.file.read_bytes() == self.start, "the file is changed")

    def taken(self, form):
        """What another program takes from the clipboard."""
        command = ["xclip", "-selection", "clipboard", "-target", form, "-out"]
        done = subprocess.run(command, env=self.desktop.environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        return done.stdout if done.returncode == 0 else b""

    def copy(self):
        """The selected card is on the clipboard in all forms at once."""
        self.window.key("ctrl+alt+c")
        wait_for(lambda: b"image/png" in self.taken("TARGETS"), "the picture on the clipboard")
        offered = self.taken("TARGETS").decode().split()
        require([form for form in offered if form in FORMS] == list(FORMS), f"the clipboard offers {offered}")
        width, height = self.size()
        svg = ElementTree.fromstring(self.taken("image/svg+xml"))
        expected = [round(2 * float(svg.get(side))) for side in ("width", "height")]
        require([width, height] == expected, f"the picture has {width} × {height} pixels, not {expected}")
        groups = [group.get("id") for group in svg.iter("{http://www.w3.org/2000/svg}g")]
        require(groups == [f"initiative/{CARD}"], f"the drawing holds {groups}")
        require(self.taken("text/html").startswith(b'<img src="data:image/png;base64,'), "the HTML is no picture")
        title = next(one["title"] for one in json.loads(self.start)["initiatives"] if one["id"] == CARD)
        require(title in self.taken("UTF8_STRING").decode(), "the text does not name the card")
        return f"{width} × {height} pixels"

    def size(self):
        """The size of the picture on the clipboard."""
        png = self.taken("image/png")
        require(png[:8] == b"\x89PNG\r\n\x1a\n" and png[12:16] == b"IHDR", "what is called PNG is none")
        return struct.unpack(">II", png[16:24])

    def copy_page(self):
        """With nothing selected the whole page is copied."""
        self.window.key("ctrl+shift+a")
        small = self.size()
        self.window.key("ctrl+alt+c")
        wait_for(lambda: self.size() > small, "the whole page on the clipboard")
        self.end()

    def end(self):
        """Closes the window."""
        self.window.key("alt+F4")
        require(self.window.ends() == 0, f"exit code {self.window.process.returncode}: {self.window.told()}")

    def state(self):
        """What the window manager says of the window."""
        return self.desktop.ask("xprop", "-id", self.window.id, "_NET_WM_STATE")

    def close_while_presenting(self):
        """A window that is closed while it presents comes back as an ordinary one."""
        self.window = Window(self.desktop, self.binary, self.file)
        self.window.key("F5")
        wait_for(lambda: "FULLSCREEN" in self.state(), "the window to fill the screen")
        self.end()
        self.window = Window(self.desktop, self.binary, self.file)
        wait_for(lambda: "FULLSCREEN" not in self.state(), "the window to be an ordinary one again")
        self.end()
        # A window manager may have its own way with a new window: what the program keeps of it tells as well.
        kept = "".join(path.read_text() for path in self.desktop.home.rglob("app.ron"))
        require("fullscreen:false" in kept, f"the program keeps {kept!r}")

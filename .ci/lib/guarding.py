"""Sittings that end badly, or with somebody else at the same file: nothing that was saved or done is lost."""

import json
import os
import random
import subprocess
import time

from desktop import Window
from report import require, wait_for

SAMPLE = "kaiser-permanente"

# What unsaved work may be lost at most, in seconds.
PROMISE = 1.0

# The strip under the bar begins here; its first button stands at the right and is filled.
STRIP_TOP, STRIP_BOTTOM = 46, 110
FILLED = "#18212F"

# How often Tab leads to the button that leaves unsaved work in recovery.
LEAVE = 3


class Guarding:
    """Edits, kills, other programs and second windows."""

    def __init__(self, desktop, binary):
        self.desktop, self.binary = desktop, binary
        self.file = desktop.home / "guarded.json"
        subprocess.run([binary, "samples", SAMPLE, "-o", self.file], check=True, stdin=subprocess.DEVNULL)
        self.start = self.file.read_bytes()
        self.window = None

    # --- Hands and eyes ---

    def opens(self, *arguments):
        """A window, with the file or with whatever it shows by itself."""
        self.window = Window(self.desktop, self.binary, "--theme", "light", *arguments)

    def idea(self, title):
        """Types an idea into the tray."""
        self.window.key("ctrl+i")
        self.window.type(title)
        self.window.key("Return")
        wait_for(self.window.is_changed, "the title to say that the map is changed")

    def killed(self):
        """Ends the program as a crash does."""
        self.window.process.kill()
        self.window.process.wait()

    def closed(self):
        """Closes the window, where nothing is unsaved."""
        self.window.key("alt+F4")
        require(self.window.ends() == 0, f"exit code {self.window.process.returncode}: {self.window.told()}")

    def save(self):
        """Saves by Ctrl+S, and waits for it."""
        self.window.key("ctrl+s")
        wait_for(lambda: not self.window.is_changed(), "the title to say that nothing is unsaved")

    def saved(self):
        """The map in the file."""
        return json.loads(self.file.read_bytes())

    def titles(self):
        """The titles of all initiatives and ideas in the file."""
        return [initiative["title"] for initiative in self.saved()["initiatives"]]

    def button(self):
        """Where the first button of the strip is, or nothing where there is no strip."""
        picture = self.desktop.picture()
        value = picture.value(FILLED)
        for y in range(STRIP_TOP, STRIP_BOTTOM):
            run = 0
            for x in range(picture.width - 8, picture.width // 2, -1):
                run = run + 1 if picture.at(x, y) == value else 0
                if run == 30:
                    return x, y + 8
        return None

    def strip_now(self):
        """The pixels of the strip."""
        picture = self.desktop.picture()
        return picture.pixels[STRIP_TOP * picture.width:(STRIP_BOTTOM - 40) * picture.width]

    def strip(self, what):
        """Waits for a strip; answers where its first button is."""
        return wait_for(self.button, what, timeout=12, every=0.2)

    def press(self, what, shot):
        """Waits for a strip, keeps a picture of it, and presses its first button."""
        place = self.strip(what)
        self.desktop.stillness()
        self.desktop.shoot(shot)
        self.window.click(self.button() or place)
        self.window.rest()

    def elsewhere(self, change):
        """Another program changes the file, as a synchroniser does: a new file in its place."""
        other = self.saved()
        change(other)
        beside = self.file.with_suffix(".other")
        beside.write_text(json.dumps(other, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(beside, self.file)

    # --- What is tried ---

    def kill_and_recover(self):
        """An idea is typed, the program killed a second later; the next start shows it, and it is kept and saved."""
        self.opens(self.file)
        self.idea("Survives a crash")
        time.sleep(PROMISE)
        self.killed()
        require(self.file.read_bytes() == self.start, "the file was changed without a save")
        self.opens()
        require(self.window.title().startswith("guarded.json (changed)"), f"the title is {self.window.title()!r}")
        self.strip("the strip that tells of recovered work")
        # Whatever happens before the choice is made loses nothing.
        self.killed()
        self.opens()
        self.press("the strip that tells of recovered work, again", "50-recovered")
        self.save()
        require("Survives a crash" in self.titles(), "what was recovered is not in the file")
        self.closed()

    def nothing_left_to_recover(self):
        """After that the next start offers nothing more."""
        self.opens()
        require(self.window.title() == "Headway", f"the title is {self.window.title()!r}")
        self.closed()

    def undo_of_recovery(self):
        """Killed during a rename, the next start with the file shows it; undo takes the recovery back in one step."""
        before = self.file.read_bytes()
        self.opens(self.file)
        for title in ("One", "Two", "Three"):
            self.idea(title)
        time.sleep(PROMISE)
        self.killed()
        self.opens(self.file)
        self.press("the strip that tells of recovered work", "51-recovered-of-file")
        self.window.key("ctrl+z")
        self.save()
        require(self.file.read_bytes() == before, "undo does not lead to the file as it was")
        self.window.key("ctrl+shift+z")
        self.save()
        require(self.titles()[-3:] == ["One", "Two", "Three"], f"the last are {self.titles()[-3:]}")
        self.closed()

    def left_in_recovery(self):
        """Closing with unsaved work offers to leave it in recovery; the next start shows it."""
        before = self.file.read_bytes()
        self.opens(self.file)
        self.idea("Left for later")
        still = self.desktop.stillness()
        self.window.key("alt+F4")
        self.desktop.change(still)
        self.desktop.shoot("58-leaving")
        self.window.key(*["Tab"] * LEAVE, "space")
        require(self.window.ends() == 0, f"exit code {self.window.process.returncode}: {self.window.told()}")
        require(self.file.read_bytes() == before, "the file is changed")
        self.opens()
        self.press("the strip that tells of recovered work", "59-left-and-recovered")
        self.save()
        require("Left for later" in self.titles(), "what was left is not in the file")
        self.closed()

    def killed_while_saving(self, times):
        """Saves in the window are killed at any moment: the file is the old or the new version, and nothing is lost."""
        told = {"old": 0, "new": 0}
        for turn in range(times):
            old, title = self.file.read_bytes(), f"Killed {turn}"
            self.opens(self.file)
            if self.button():
                self.press("the strip that tells of recovered work", "52-recovered-save")
            self.idea(title)
            time.sleep(PROMISE)
            self.desktop.do("xdotool", "key", "ctrl+s")
            time.sleep(random.random() * 0.08)
            self.killed()
            now = self.file.read_bytes()
            if now == old:
                told["old"] += 1
            else:
                require(title in self.titles(), "the file is neither the old nor the new version")
                told["new"] += 1
        # What the last kill left is recovered or was saved; then all that was ever typed is there.
        self.opens(self.file)
        if self.button():
            self.press("the strip that tells of recovered work", "52-recovered-save")
            self.save()
        missing = [turn for turn in range(times) if f"Killed {turn}" not in self.titles()]
        require(not missing, f"lost: {missing}")
        self.closed()
        return f"{times} kills: {told['old']} old, {told['new']} new, none lost"

    def changed_while_clean(self):
        """Another program changes the file: the window shows that by itself, and undo brings the old map back."""
        self.opens(self.file)
        old = self.file.read_bytes()

        def rename(other):
            other["initiatives"][0]["title"] = "Renamed elsewhere"

        self.elsewhere(rename)
        self.strip("the strip that tells what was read again")
        self.desktop.stillness()
        self.desktop.shoot("53-reloaded")
        require(not self.window.is_changed(), "a reloaded map is not unsaved work")
        self.window.key("ctrl+z")
        wait_for(self.window.is_changed, "undo to bring the old map back")
        self.save()
        require(self.file.read_bytes() == old, "undo does not bring back the map as it was")
        self.window.key("ctrl+shift+z")
        self.save()
        require("Renamed elsewhere" in self.titles(), "redo does not bring back what was reloaded")
        self.closed()

    def changed_while_dirty(self):
        """Another program changes the file while there is unsaved work: after the merge and a save both are in it."""
        self.opens(self.file)
        self.idea("Typed here")

        def add(other):
            other["initiatives"].append({"id": "from-elsewhere", "title": "Written elsewhere"})

        self.elsewhere(add)
        self.strip("the strip that tells of the merge")
        self.desktop.stillness()
        self.desktop.shoot("54-merged")
        require(self.window.is_changed(), "what was typed here counts as saved")
        self.save()
        for title in ("Typed here", "Written elsewhere"):
            require(title in self.titles(), f"{title!r} is not in the file after the merge")
        left = sorted(path.name for path in self.file.parent.glob("guarded*"))
        require(left == [self.file.name], f"beside the file: {left}")
        self.closed()

    def changed_without_notice(self):
        """The file is changed just before a save: both are in it all the same."""
        self.opens(self.file)
        self.idea("Saved at once")

        def add(other):
            other["initiatives"].append({"id": "at-the-last-moment", "title": "At the last moment"})

        self.elsewhere(add)
        self.window.key("ctrl+s")
        time.sleep(3.0)
        self.save()
        for title in ("Saved at once", "At the last moment"):
            require(title in self.titles(), f"{title!r} is not in the file")
        self.desktop.shoot("55-merged-by-save")
        self.window.key("Escape")
        self.closed()

    def second_window(self):
        """A second window on the file only looks; killed, the first one frees the file."""
        self.opens(self.file)
        first = self.window
        self.opens(self.file)
        self.strip("the strip that tells why nothing can be changed")
        self.desktop.shoot("56-second-window")
        self.window.key("ctrl+i")
        self.window.type("Not taken")
        self.window.key("Return")
        require(not self.window.is_changed(), "the second window changes the map")
        looked = self.strip_now()
        first.process.kill()
        first.process.wait()
        wait_for(lambda: self.strip_now() != looked, "the strip to say something else", timeout=12, every=0.2)
        self.press("the strip that tells that the file is free", "57-free-again")
        self.idea("Taken over")
        self.save()
        require("Taken over" in self.titles() and "Not taken" not in self.titles(), "the window that took over did not save")
        self.closed()


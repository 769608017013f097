"""Kills saves at random moments: the file is always the old or the new version, and whole.

Usage: kill_saves.py PROGRAM [NUMBER]

`PROGRAM export A.json TARGET.json` is started with two versions of a map by turns, and killed after a random part of the
time that it takes, until so many (200 unless told) were killed before they came to their end. After each the file is
compared byte for byte. At the end one save is left in peace: it takes away what the killed ones left.
"""

import collections
import itertools
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time


def export(program, source, target):
    return subprocess.Popen([program, "export", source, target], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def how_long(program, source, target):
    """The time of a save in peace, in seconds: the longest of a few."""
    times = []
    for _ in range(5):
        began = time.monotonic()
        assert export(program, source, target).wait() == 0, "a save in peace failed"
        times.append(time.monotonic() - began)
    return max(times)


def versions(program, folder):
    """Two versions of one map, as the program writes them."""
    paths = []
    for number in (1, 2):
        path = folder / f"version {number}.json"
        raw = folder / "raw.json"
        if number == 1:
            subprocess.run([program, "samples", "kaiser-permanente", "-o", raw], check=True)
        else:
            text = raw.read_text(encoding="utf-8")
            raw.write_text(text.replace('"title": "Kaiser', '"title": "The other Kaiser', 1), encoding="utf-8")
        subprocess.run([program, "export", raw, path], check=True)
        paths.append(path)
    contents = [path.read_bytes() for path in paths]
    assert contents[0] != contents[1]
    return paths, contents


def main():
    program = os.path.abspath(sys.argv[1])
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        sources, contents = versions(program, folder)
        (folder / "saved").mkdir()
        target = folder / "saved" / "target.json"
        whole = how_long(program, sources[0], target)
        found = collections.Counter()
        turns = itertools.count()
        while found["killed"] < number:
            turn = next(turns)
            old, new = target.read_bytes(), contents[turn % 2]
            # Where the last one was killed before it came to its end, old and new may be the same: then the other one.
            if old == new:
                new = contents[(turn + 1) % 2]
            source = sources[contents.index(new)]
            saving = export(program, source, target)
            time.sleep(random.random() * whole * 1.05)
            saving.kill()
            ended = saving.wait() == 0
            saving.stderr.close()
            now = target.read_bytes()
            found["came to their end" if ended else "killed"] += 1
            # What else the machine does changes how long a save takes: so every third comes to its end, whatever that is.
            whole *= 0.99 if ended else 1.005
            if ended and now != new:
                found["told as saved, but not"] += 1
            found["new" if now == new else "old" if now == old else "DAMAGED"] += 1
            found["left something behind"] += sum(name.startswith(".") for name in os.listdir(target.parent)) > 0
        saving = export(program, sources[0], target)
        assert saving.wait() == 0 and target.read_bytes() == contents[0], "the last save, in peace, failed"
        left = [name for name in os.listdir(target.parent) if name != target.name]
        print(f"          {next(turns)} saves of {whole * 1000:.0f} ms: " + ", ".join(f"{found[k]} {k}" for k in sorted(found)))
        print(f"          after a save in peace: {', '.join(left) or 'nothing'} beside the file")
        return bool(found["DAMAGED"] or found["told as saved, but not"] or left)


sys.exit(main())

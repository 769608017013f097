"""Lets every call that a save makes to the system fail once with each of nine errors, in the real program, by strace.

Usage: strace_faults.py PROGRAM

Saves over a file behind a symbolic link, into a new file, and over a file beside which a killed save left something.
After each fault the file is the old or the new version, the program said so by its exit code, and nothing stays behind.
Needs strace 5 or later, and a kernel that lets it trace. Ends with exit code 77 where it cannot.
"""

import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ERRORS = "EIO ENOSPC EACCES EROFS EINTR EXDEV EINVAL ENOSYS EOPNOTSUPP".split()
# These have no bearing on what is on the disk; only a build for testing makes the second.
PASSED_OVER = {"close", "fcntl", "execve"}
CALL = re.compile(r"^(\d+) +(\w+)\((.*)")
KEPT = re.compile(r"(Another program|Other programs) had changed the file since; .* kept beside it as .*$")
OLD = b"the old version\n"
THEIRS = b"somebody else's version\n"


class Bench:
    def __init__(self, program, scratch):
        self.program, self.scratch = program, scratch
        self.source = scratch / "source.json"
        subprocess.run([program, "samples", "kaiser-permanente", "-o", self.source], check=True)
        self.new = self.source.read_bytes()
        self.folder = scratch / "maps"

    def set_up(self, before):
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "real").mkdir(parents=True)
        target = self.folder / "care.json"
        if before == "a link":
            (self.folder / "real/care.json").write_bytes(OLD)
            target.symlink_to("real/care.json")
        elif before == "a leftover":
            target.write_bytes(OLD)
            self.leave_something(target)
        return target

    def leave_something(self, target):
        """What another program wrote while a save was killed, under the name that the program would give it."""
        target.unlink()
        (self.folder / self.leftover).write_bytes(THEIRS)
        target.write_bytes(OLD)

    def find_name_of_leftovers(self):
        """Learns it from the program: of what it exchanges with a file that is called like this."""
        self.leftover = "none"
        target = self.set_up("a leftover")
        swapped = re.search(r'renameat2\(.*?"[^"]*/([^"/]+\.swap)"', self.trace(target)[1])
        self.leftover = swapped.group(1)[:-15] + "leftleft99.swap"

    def trace(self, target, *options):
        log = self.scratch / "log"
        command = ["strace", "-f", "-y", "-o", log, *options, self.program, "export", self.source, target]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
        return ended, log.read_text(encoding="utf-8", errors="replace")

    def calls(self, before):
        """The calls of a save that reach its folder, each with its number among the calls of its name."""
        ended, log = self.trace(self.set_up(before))
        assert ended.returncode == 0, ended.stderr
        found, counts = [], collections.Counter()
        for tracee, name, rest in (call.groups() for call in map(CALL.match, log.splitlines()) if call):
            counts[tracee, name] += 1
            if str(self.folder) in rest and name not in PASSED_OVER:
                found.append((name, counts[tracee, name]))
        return found

    def fault(self, before, name, number, error):
        """What is wrong after a fault, and whether the map was saved all the same."""
        target = self.set_up(before)
        ended, log = self.trace(target, "-e", f"inject={name}:error={error}:when={number}")
        wrong = [] if "(INJECTED)" in log else ["the fault did not come"]
        now = target.read_bytes() if target.exists() else None
        if now not in (self.new, None if before == "nothing" else OLD):
            wrong.append(f"the file is damaged: {now!r:.60}")
        if ended.returncode == 0 and now != self.new:
            wrong.append("told as saved, but not")
        # That another version is kept is told by itself, or at the end of why the save failed.
        told = [KEPT.sub("", line) for line in ended.stderr.splitlines()]
        failed = any(not line.strip().endswith("care.json:") for line in told)
        if ended.returncode not in (0, 2) or "panicked" in ended.stderr or (ended.returncode == 2) != failed:
            wrong.append(f"ended with {ended.returncode}: {ended.stderr!r}")
        if before == "a link" and not target.is_symlink():
            wrong.append("the link is gone")
        beside = [path for path in self.folder.rglob("*") if path.is_file() and path.name != "care.json"]
        left = [path.name for path in beside if path.name.startswith(".") and path.read_bytes() != THEIRS]
        if left:
            wrong.append(f"left behind: {left}")
        if before == "a leftover" and THEIRS not in [path.read_bytes() for path in beside]:
            wrong.append("somebody else's version is lost")
        if error == "EINTR" and ended.returncode:
            wrong.append("not tried again after a signal")
        return wrong, ended.returncode == 0


def main():
    program = os.path.abspath(sys.argv[1])
    works = shutil.which("strace") and subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True)
    if not works or works.returncode:
        print("          strace is not there, or may not trace here")
        return 77
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(program, pathlib.Path(scratch).resolve())
        bench.find_name_of_leftovers()
        faults = 0
        for before in ("a link", "nothing", "a leftover"):
            calls, saved, count = bench.calls(before), 0, 0
            for name, number in calls:
                for error in ERRORS:
                    wrong, was_saved = bench.fault(before, name, number, error)
                    faults += bool(wrong)
                    count += 1
                    saved += was_saved
                    for what in wrong:
                        print(f"          {before}, {name} number {number}, {error}: {what}")
            names = ", ".join(sorted({name for name, _ in calls}))
            print(f"          {before}: {len(calls)} calls ({names}), {count} faults, {saved} saved all the same")
        return bool(faults)


sys.exit(main())

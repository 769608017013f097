"""Where things stand on the page, from its export as SVG, and where the page is on the screen."""

import re
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from report import require

SVG = "{http://www.w3.org/2000/svg}"
LANES = ("customer_engagement", "digitized_solutions")


class Box:
    """A rectangle."""

    def __init__(self, x, y, w, h, fill=None):
        self.x, self.y, self.w, self.h, self.fill = x, y, w, h, fill

    @property
    def middle(self):
        """The point in its middle."""
        return self.x + self.w / 2, self.y + self.h / 2

    @property
    def right(self):
        """Its right edge."""
        return self.x + self.w

    @property
    def bottom(self):
        """Its lower edge."""
        return self.y + self.h

    def moved(self, x, y):
        """The same, elsewhere."""
        return Box(x, y, self.w, self.h, self.fill)

    def overlap(self, other):
        """The area that both cover."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return max(across, 0.0) * max(down, 0.0)

    def grown(self, by):
        """The same with room around it."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)


class Page:
    """What stands where, in page units."""

    def __init__(self, binary, map_file, theme="light"):
        svg = Path(map_file).with_suffix(".places.svg")
        command = [binary, "export", str(map_file), str(svg), "--theme", theme]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        root = ElementTree.parse(svg).getroot()
        svg.unlink()
        self.boxes, self.titles, self.links = {}, {}, set()
        for group in root.findall(f"{SVG}g"):
            name = group.get("id")
            if name.startswith("link/"):
                self.links.add(name)
            x, y = origin(group)
            box = frame(group)
            if box:
                self.boxes[name] = box.moved(x + box.x, y + box.y)
            words = group.find(f"{SVG}text")
            if words is not None:
                self.titles[name] = (x + float(words.get("x")), y + float(words.get("y")))

    def lane(self, strategy):
        """A lane."""
        return self.boxes[f"lane/{strategy}"]

    def card(self, initiative):
        """A card."""
        return self.boxes[f"initiative/{initiative}"]

    def capability(self, capability):
        """A box of the backbone."""
        return self.boxes[f"capability/{capability}"]

    def cards(self, but=None):
        """All cards, perhaps but one."""
        return [box for name, box in self.boxes.items() if name.startswith("initiative/") and name != f"initiative/{but}"]

    def free_place(self, strategy, but=None):
        """A place for a card in a lane, with room around it: the topmost where nothing lies under it."""
        lane, card = self.lane(strategy), next(iter(self.cards()))
        others = self.cards(but)
        places = [
            card.moved(lane.x + x, lane.y + y)
            for y in range(80, int(lane.h - card.h) + 31, 10)
            for x in range(20, int(lane.w - card.w) - 19, 10)
        ]
        return min(places, key=lambda place: sum(place.grown(11).overlap(other) for other in others))


def origin(group):
    """How far a group is moved."""
    found = re.fullmatch(r"translate\((\S+) (\S+)\)", group.get("transform", ""))
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


def frame(group):
    """The box that a group draws itself in: the first that has an edge."""
    for rect in group.findall(f"{SVG}rect"):
        if rect.get("stroke"):
            return Box(*(float(rect.get(name)) for name in ("x", "y", "width", "height")), fill=rect.get("fill"))
    return None


class View:
    """How the page lies on the screen: found by the colours of its two lanes."""

    def __init__(self, picture, page):
        seen = [picture.extent(page.lane(lane).fill) for lane in LANES]
        lanes = [page.lane(lane) for lane in LANES]
        require(all(right - left > 50 and bottom - top > 50 for left, top, right, bottom in seen), f"no lanes on the screen: {seen}")
        # Between the middles of the lanes: their edges are lines of their own.
        middles = [(left + right) / 2 for left, _, right, _ in seen]
        self.zoom = (middles[1] - middles[0]) / (lanes[1].middle[0] - lanes[0].middle[0])
        self.x = middles[0] - lanes[0].middle[0] * self.zoom
        self.y = (seen[0][1] + seen[0][3]) / 2 - lanes[0].middle[1] * self.zoom
        for lane, (left, top, right, bottom) in zip(lanes, seen):
            for drawn, meant in ((right - left, lane.w), (bottom - top, lane.h)):
                require(abs(drawn - meant * self.zoom) < 5, f"a lane is {drawn} pixels long, not {meant * self.zoom:.0f}")

    def spot(self, point):
        """A point of the page on the screen."""
        return self.x + point[0] * self.zoom, self.y + point[1] * self.zoom

    def handle(self, card):
        """The round handle below a card, which links are drawn from."""
        x, y = self.spot((card.middle[0], card.bottom))
        return x, y + 9

"""Reads a deck back with python-pptx and holds it against the map that it was made from.

Usage: deck.py MAP DECK [DAY]

Checks what an office program cannot tell by itself: every placed initiative has one card, which is one shape with its
text; every link is a connector that is glued at both ends, its end points on the sites; charts hold the observations of
the map, and their workbooks the same; tables are native; everything has an alternative text or is marked as decorating;
no text is below nine points, none overflows its shape; no two cards overlap; there is no picture.
"""

import io
import json
import re
import sys
import zipfile

import openpyxl
from lxml import etree
from PIL import ImageFont
from pptx import Presentation
from pptx.util import Emu

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CARLITO = "/usr/share/fonts/truetype/crosextra/Carlito-%s.ttf"
faults = []


def fault(words):
    faults.append(words)


def tidy(text):
    """A text as it can stand in XML, without what only breaks lines."""
    return " ".join("".join(c for c in text if c >= " " or c in "\t\n").split())


def walk(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type is not None and shape.shape_type == 6:
            yield from walk(shape.shapes)


def identity(element):
    return element.find(".//" + P + "cNvPr")


def xfrm(element):
    return element.find(".//" + A + "xfrm")


def sites(element):
    at = xfrm(element)
    off, ext = at.find(A + "off"), at.find(A + "ext")
    x, y, w, h = int(off.get("x")), int(off.get("y")), int(ext.get("cx")), int(ext.get("cy"))
    return [(x + w / 2, y), (x, y + h / 2), (x + w / 2, y + h), (x + w, y + h / 2)]


def ends(element):
    """Where a connector begins and ends, as PowerPoint draws what is stored."""
    at = xfrm(element)
    off, ext = at.find(A + "off"), at.find(A + "ext")
    x, y, w, h = (int(v) for v in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))
    turn = int(at.get("rot", "0")) // 5400000 % 4
    found = []
    for px, py in [(0, 0), (w, h)]:
        px = w - px if at.get("flipH") == "1" else px
        py = h - py if at.get("flipV") == "1" else py
        px, py = px - w / 2, py - h / 2
        for _ in range(turn):
            px, py = -py, px
        found.append((x + w / 2 + px, y + h / 2 + py))
    return found


def check_links(number, slide, expected):
    by_id = {identity(s._element).get("id"): s._element for s in walk(slide.shapes)}
    found = 0
    for element in slide._element.iter(P + "cxnSp"):
        found += 1
        name = identity(element).get("name")
        for tag, end in zip(("stCxn", "endCxn"), ends(element)):
            glue = element.find(".//" + A + tag)
            if glue is None or glue.get("id") not in by_id:
                fault(f"slide {number}: {name}: {tag} is glued to nothing")
                continue
            site = sites(by_id[glue.get("id")])[int(glue.get("idx"))]
            if abs(site[0] - end[0]) > 2 or abs(site[1] - end[1]) > 2:
                fault(f"slide {number}: {name}: {tag} ends at {end}, its site is {site}")
    return found


def check_alternatives(number, slide):
    for element in slide._element.iter(P + "cNvPr"):
        if element.get("id") == "1":
            continue
        decorates = element.find(".//{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative")
        if not element.get("descr") and decorates is None:
            fault(f"slide {number}: “{element.get('name')}” has no alternative text and does not only decorate")
    ids = [element.get("id") for element in slide._element.iter(P + "cNvPr")]
    if len(ids) != len(set(ids)):
        fault(f"slide {number}: two shapes have one id")


fonts = {}


def font(size, bold):
    key = (round(size, 1), bold)
    if key not in fonts:
        fonts[key] = ImageFont.truetype(CARLITO % ("Bold" if bold else "Regular"), key[0] * 20)
    return fonts[key]


def height_of(paragraphs, width):
    """How high a text is in points when a width in points is filled, as PowerPoint would break it."""
    height = 0.0
    for paragraph in paragraphs:
        runs = paragraph.findall(A + "r")
        if not runs:
            continue
        properties = runs[0].find(A + "rPr")
        size, bold = int(properties.get("sz", "900")) / 100, properties.get("b") == "1"
        face = font(size, bold)
        measure = lambda text: face.getlength(text) / 20
        before = paragraph.find(".//" + A + "spcPts")
        height += int(before.get("val")) / 100 if before is not None and height else 0
        margin = paragraph.find(A + "pPr")
        room = width - (int(margin.get("marL", "0")) / 12700 if margin is not None else 0)
        lines, line = 1, ""
        for word in re.findall(r"\S+\s*|\s+", "".join(run.findtext(A + "t") for run in runs)):
            if line and measure((line + word).rstrip()) > room:
                lines, line = lines + 1, ""
            while measure(word.rstrip()) > room and len(word) > 1:
                fits = max(1, next((i for i in range(1, len(word)) if measure(word[: i + 1]) > room), len(word)))
                word, lines = word[fits:], lines + 1
            line += word
        height += lines * size * 1.2207
    return height


def check_texts(number, slide):
    for run in slide._element.iter(A + "rPr"):
        if run.get("sz") and int(run.get("sz")) < 900:
            fault(f"slide {number}: a text of {int(run.get('sz')) / 100} pt")
    for shape in walk(slide.shapes):
        body = shape._element.find(P + "txBody")
        if body is None:
            continue
        inside = body.find(A + "bodyPr")
        if inside.get("lIns") is None:
            continue
        inset = {side: int(inside.get(side)) for side in ("lIns", "tIns", "rIns", "bIns")}
        width = (shape.width - inset["lIns"] - inset["rIns"]) / 12700
        room = (shape.height - inset["tIns"]) / 12700
        height = height_of(body.findall(A + "p"), width)
        if height > room + 1.5:
            fault(f"slide {number}: “{shape.name}”: a text of {height:.1f} pt in {room:.1f} pt: {shape.text_frame.text[:60]!r}")


def check_places(number, slide, page):
    cards = [s for s in walk(slide.shapes) if identity(s._element).get("name") in known and s.has_text_frame]
    for shape in walk(slide.shapes):
        if shape.is_placeholder or shape._element.tag == P + "cxnSp":
            continue
        if shape.left < 0 or shape.top < 0 or shape.left + shape.width > page[0] + 2 or shape.top + shape.height > page[1] + 2:
            fault(f"slide {number}: “{shape.name}” stands outside the slide")
    for i, a in enumerate(cards):
        for b in cards[i + 1 :]:
            if a.left < b.left + b.width and b.left < a.left + a.width and a.top < b.top + b.height and b.top < a.top + a.height:
                fault(f"slide {number}: “{a.name}” and “{b.name}” overlap")
    return cards


def observations():
    found = {}
    owners = map_["initiatives"] + map_.get("capabilities", []) + [map_]
    for owner in owners:
        for indicator in owner.get("indicators", []):
            found[indicator["id"]] = indicator
    return found


def check_chart(number, frame, indicators):
    chart = frame.chart
    name = identity(frame._element).get("name")
    plot = chart.plots[0]
    cached = [list(series.values) for series in plot.series]
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    sheet = book.worksheets[0]
    for column, values in enumerate(cached):
        cells = [sheet.cell(row=row + 2, column=column + 2).value for row in range(len(values))]
        if [None if v is None else float(v) for v in values] != [None if v is None else float(v) for v in cells]:
            fault(f"slide {number}: chart {name}: series {column} is {values}, its workbook {cells}")
    seen = sorted(float(v) for v in cached[0] if v is not None)
    wanted = sorted(float(o["value"]) for o in indicators[name]["observations"])
    if (day is None and seen != wanted) or any(v not in wanted for v in seen):
        fault(f"slide {number}: chart {name} holds {seen}, the map {wanted}")


def check_package(path):
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        if any(name.endswith("/") for name in names) or len(set(names)) != len(names):
            fault("the package has folders or parts twice")
        if any(re.search(r"\.(png|jpe?g|emf|wmf|gif|svg)$", name) for name in names):
            fault("the package has a picture")
        types = etree.fromstring(package.read("[Content_Types].xml"))
        told = {element.get("PartName") for element in types if element.get("PartName")}
        if not told <= {"/" + name for name in names}:
            fault("content types name parts that are not there")
        for name in names:
            if name.endswith(".xml") or name.endswith(".rels"):
                etree.fromstring(package.read(name))
            if name.endswith(".rels"):
                folder = name.replace("_rels/", "").rsplit("/", 1)[0] if "/" in name.replace("_rels/", "") else ""
                for relation in etree.fromstring(package.read(name)):
                    if relation.get("TargetMode") == "External":
                        continue
                    parts = (folder + "/" + relation.get("Target")).lstrip("/").split("/")
                    way = []
                    for part in parts:
                        way.pop() if part == ".." else way.append(part)
                    if "/".join(way) not in names:
                        fault(f"{name}: {relation.get('Target')} is not there")
        presentation = package.read("ppt/presentation.xml").decode()
        if presentation.index("notesMasterIdLst") > presentation.index("sldIdLst"):
            fault("the notes master comes behind the slides")


map_ = json.load(open(sys.argv[1]))
day = sys.argv[3] if len(sys.argv) > 3 else None
check_package(sys.argv[2])
deck = Presentation(sys.argv[2])
placed = {i["id"]: i for i in map_["initiatives"] if i.get("position") and i.get("strategy")}
capabilities = {c["id"]: c for c in map_.get("capabilities", [])}
known = set(placed) | set(capabilities)
indicators = observations()
shown, links, charts, tables = [], 0, 0, 0
for number, slide in enumerate(deck.slides, 1):
    check_alternatives(number, slide)
    check_texts(number, slide)
    links += check_links(number, slide, placed)
    for shape in check_places(number, slide, (deck.slide_width, deck.slide_height)):
        name = shape.name
        is_reference = "on another page" in shape.text_frame.text and name in placed
        if name in placed and not is_reference:
            shown.append(name)
            title = tidy(placed[name].get("title", "")) or "Untitled"
            first = tidy(shape.text_frame.paragraphs[0].text.replace("\v", " "))
            if not (first == title or (first.endswith("…") and title.startswith(first[:-1].rstrip()))):
                fault(f"slide {number}: the card of {name} says {first!r}, not {title!r}")
    for shape in slide.shapes:
        if shape.has_chart:
            charts += 1
            check_chart(number, shape, indicators)
        tables += shape.has_table
        if shape.shape_type == 13:
            fault(f"slide {number}: a picture")
    if not slide.has_notes_slide:
        fault(f"slide {number} has no notes")
if sorted(shown) != sorted(placed) and day is None:
    fault(f"{len(shown)} cards for {len(placed)} placed initiatives")
wanted = sum(len({l["capability"] for l in i.get("relies_on", []) if l["capability"] in capabilities}) for i in placed.values())
wanted += sum(len([s for s in i.get("serves", []) if s in placed and s != i["id"]]) for i in placed.values())
if links != wanted and day is None:
    fault(f"{links} connectors for {wanted} links")
print(f"{len(deck.slides)} slides, {len(shown)} cards, {links} connectors, {charts} charts, {tables} tables")
for words in faults[:20]:
    print("  " + words)
if len(faults) > 20:
    print(f"  and {len(faults) - 20} more")
sys.exit(bool(faults))

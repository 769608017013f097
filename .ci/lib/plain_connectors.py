"""Writes a copy of a deck whose connectors are plain shapes.

LibreOffice leads connectors anew when it opens a deck; PowerPoint draws them as they are stored. To see what PowerPoint
shows, LibreOffice has to take them for shapes.

Usage: plain_connectors.py DECK COPY
"""

import re
import sys
import zipfile


def plain(xml):
    xml = re.sub(r"<p:cNvCxnSpPr>.*?</p:cNvCxnSpPr>", "<p:cNvSpPr/>", xml, flags=re.S)
    return xml.replace("p:nvCxnSpPr", "p:nvSpPr").replace("p:cxnSp>", "p:sp>")


with zipfile.ZipFile(sys.argv[1]) as deck, zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as copy:
    for name in deck.namelist():
        content = deck.read(name)
        if re.fullmatch(r"ppt/slides/slide\d+\.xml", name):
            content = plain(content.decode()).encode()
        copy.writestr(name, content)

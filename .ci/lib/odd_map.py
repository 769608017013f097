"""Writes a map of so many initiatives with texts of every kind: long words, emoji, Greek, Cyrillic, control characters,
the marks of XML, and none at all. The same number gives the same map.

Usage: odd_map.py NUMBER FILE
"""

import json
import random
import sys

WORDS = (
    "Digital channels care analytics outreach remote monitoring record video Ω Ελληνικά стратегия цифровой 😀 👩‍⚕️ "
    "<b>&amp; \"quoted\" 'x' café naïve Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte "
    "initiative platform mobile customers \u0001\u0008 partner data =1+1"
).split(" ")

count = int(sys.argv[1])
dice = random.Random(count)


def text(least, most):
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(least, most)))


def capability(i):
    maturity = {"date": "2015", "level": dice.randint(1, 5), "illustrative": dice.random() < 0.5}
    backbone = dice.choice(["operational", "digital_services"])
    return {"id": f"c{i}", "title": text(1, 5), "backbone": backbone, "maturity": [maturity]}


def link(capability):
    answer = {"on": "2013", "answer": dice.choice(["yes", "yes_if", "open", "not_yet"])}
    return {"capability": capability, "ask": text(1, 9), "answers": [answer]}


def indicator(i):
    observations = [
        {"date": str(2008 + j), "value": round(dice.random() * 100 + j * 5, 1), "illustrative": dice.random() < 0.3}
        for j in range(dice.randint(0, 8))
    ]
    return {"id": f"k{i}", "name": text(1, 4), "unit": "%", "desired": "increase", "observations": observations}


columns = max(3, int((count * 1.2) ** 0.5))
capabilities = [capability(i) for i in range(max(2, min(60, count // 5)))]
primary, initiatives = [], []
for i in range(count):
    leads = dice.random() < 0.6
    initiative = {
        "id": f"i{i}",
        "title": text(0, 7) if i % 9 else "",
        "strategy": "customer_engagement" if leads else "digitized_solutions",
        "position": {"x": 20 + (i % columns) * 290, "y": 72 + (i // columns) * 140},
        "outcome": text(0, 20),
        "technologies": dice.sample(["mobile", "cloud", "analytics", "social", "internet_of_things"], dice.randint(0, 3)),
        "stages": [{"since": "2012", "stage": dice.choice(["idea", "experiment", "scaling", "established", "stopped"])}],
        "relies_on": [link(c["id"]) for c in dice.sample(capabilities, min(len(capabilities), dice.randint(0, 3)))],
        "indicators": [indicator(i)] if dice.random() < 0.5 else [],
    }
    if leads:
        primary.append(initiative["id"])
    elif primary and dice.random() < 0.7:
        initiative["serves"] = [dice.choice(primary)]
    initiatives.append(initiative)

strategy = {
    "direction": text(3, 20),
    "customer_need": text(0, 60),
    "competitive_strength": text(0, 30),
    "primary": [{"since": "2010", "strategy": "customer_engagement", "why": text(0, 40)}],
    "not_doing": [text(0, 9) for _ in range(3)],
}
sources = [
    {"id": "s1", "title": text(1, 8), "url": "https://example.org/a?b=c&d=<e>"},
    {"id": "s2", "title": "x", "url": "https://example.org/a"},
]
with open(sys.argv[2], "w") as file:
    overview = {"format": "headway", "version": 1, "min_reader": 1, "title": text(1, 6), "organization": "A & <b>"}
    notes = [{"id": "n1", "text": text(1, 10), "position": {"x": 100, "y": 100}}]
    silenced = [{"check": "split-focus", "reason": text(1, 10), "on": "2016-01-02"}]
    map_ = overview | {"as_of": "2016", "strategy": strategy, "initiatives": initiatives, "capabilities": capabilities}
    json.dump(map_ | {"notes": notes, "sources": sources, "silenced": silenced}, file, ensure_ascii=False)

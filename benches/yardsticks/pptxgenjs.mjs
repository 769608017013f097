// A yardstick for PPTX: the map as PptxGenJS writes it, on one slide: a shape with its text for each card and each box of the
// backbone, and a line for each link.
//
//   node pptxgenjs.mjs FOLDER MAP.json OUT.pptx
//
// FOLDER is the one that pptxgenjs was installed into. Prints what was written and how long that took, as JSON.

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const [folder, mapPath, outPath] = process.argv.slice(2);
const PptxGenJS = createRequire(folder + "/")("pptxgenjs");

const CARD = { w: 264, h: 92 };
const PAGE = { w: 13.333, h: 7.5 };
const DASHES = { yes: "solid", yes_if: "dash", open: "sysDot", not_yet: "sysDot" };

const map = JSON.parse(readFileSync(mapPath, "utf8"));
const start = performance.now();

const placed = map.initiatives.filter((initiative) => initiative.position);
const widthOf = (lane) => Math.max(0, ...placed.filter((i) => i.strategy === lane).map((i) => i.position.x + CARD.w));
const second = widthOf("customer_engagement") + 40;
const places = new Map();
for (const { id, strategy, position } of placed) {
  places.set(id, { x: position.x + (strategy === "digitized_solutions" ? second : 0), y: position.y, ...CARD });
}
const floor = Math.max(...[...places.values()].map((place) => place.y + place.h)) + 60;
const width = Math.max(...[...places.values()].map((place) => place.x + place.w)) + 20;
const backbones = ["digital_services", "operational"];
backbones.forEach((backbone, row) => {
  const there = map.capabilities.filter((capability) => capability.backbone === backbone);
  const step = width / Math.max(1, there.length);
  there.forEach(({ id }, n) => places.set(id, { x: n * step, y: floor + row * 130, w: step * 0.9, h: 90 }));
});
const height = floor + 260;
const scale = Math.min(PAGE.w / width, PAGE.h / height);
const inches = (place) => ({ x: place.x * scale, y: place.y * scale, w: place.w * scale, h: place.h * scale });

const deck = new PptxGenJS();
deck.layout = "LAYOUT_WIDE";
const slide = deck.addSlide();
const counts = { cards: 0, boxes: 0, links: 0, texts: 0 };

function line(from, to, dash) {
  const [x0, y0] = [from.x + from.w / 2, from.y + from.h];
  const [x1, y1] = [to.x + to.w / 2, to.y];
  slide.addShape(deck.ShapeType.line, {
    ...inches({ x: Math.min(x0, x1), y: Math.min(y0, y1), w: Math.abs(x1 - x0), h: Math.abs(y1 - y0) }),
    flipH: x1 < x0,
    flipV: y1 < y0,
    line: { color: "8A94A6", width: 1, dashType: dash },
  });
  counts.links += 1;
}

for (const initiative of placed) {
  for (const link of initiative.relies_on ?? []) {
    const answer = link.answers?.at(-1)?.answer ?? "open";
    line(places.get(initiative.id), places.get(link.capability), DASHES[answer]);
  }
  for (const served of initiative.serves ?? []) line(places.get(initiative.id), places.get(served), "solid");
}
for (const initiative of placed) {
  const stage = initiative.stages?.at(-1);
  const runs = [
    { text: initiative.title, options: { bold: true, fontSize: 9, breakLine: true } },
    { text: stage ? `${stage.stage} · since ${stage.since}` : "", options: { fontSize: 7, breakLine: true } },
    { text: (initiative.technologies ?? []).join("  "), options: { fontSize: 7 } },
  ];
  slide.addText(runs, {
    shape: deck.ShapeType.roundRect,
    ...inches(places.get(initiative.id)),
    objectName: `initiative/${initiative.id}`,
    altText: initiative.title,
    fill: { color: "FFFFFF" },
    line: { color: "D0D5DD", width: 0.75 },
    align: "left",
    margin: 2,
  });
  counts.cards += 1;
  counts.texts += runs.length;
}
for (const capability of map.capabilities) {
  slide.addText(capability.title, {
    shape: deck.ShapeType.rect,
    ...inches(places.get(capability.id)),
    objectName: `capability/${capability.id}`,
    fill: { color: "F2F4F7" },
    fontSize: 8,
  });
  counts.boxes += 1;
  counts.texts += 1;
}
writeFileSync(outPath, await deck.write({ outputType: "nodebuffer", compression: true }));
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ ...counts, elapsed_ms: performance.now() - start, cpu_ms: (user + system) / 1000 }));

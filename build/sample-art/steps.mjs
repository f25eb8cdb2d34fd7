// The letter: harbour steps under a full moon, and a piece of orange peel
// that shows which way the water is really going.
import { clip, disc, field, fill, flecks, gouge, ink, rect, rng, run, smooth, within } from "./marks.mjs";

const moon = [790, 138];
const horizon = 292;

function sky() {
  let [near, far] = ["", ""];
  for (let r = 90, i = 0; r < 960; r += 13 + r * 0.014, i++) {
    const d = run((t) => [moon[0] + r * Math.cos(t), moon[1] + r * Math.sin(t)], {
      from: -Math.PI * 1.25,
      to: Math.PI * 0.75,
      cut: 70 / r + 0.12,
      gap: 14 / r,
      width: Math.max(2.8, 8 - r / 110),
      seed: 11 + i,
      keep: (x, y) => (y < horizon && y > -20 && x > -20 && x < 1220 ? 1 : 0),
    });
    if (r < 190) near += d;
    else far += d;
  }
  const craters = field({
    box: [735, 90, 850, 190],
    pitch: 12,
    length: 26,
    width: 4.5,
    seed: 5,
    lean: () => -0.5,
    tone: (x, y) => (Math.hypot(x - moon[0] - 14, y - moon[1] - 16) < 40 ? 0.9 : 0),
  });
  return (
    fill(ink.deep, rect(0, 0, 1200, horizon + 4)) +
    fill(ink.slate, far) +
    fill(ink.haze, near) +
    fill(ink.foam, disc(...moon, 66)) +
    fill(ink.mist, craters)
  );
}

function shore() {
  const hills =
    "M300 292C380 262 470 270 540 256C640 236 700 268 790 262C900 254 980 226 1070 236C1130 242 1170 232 1200 226V296H300Z";
  let town = "";
  let windows = "";
  const random = rng(8);
  for (let x = 930; x < 1180; x += 17 + 12 * random()) {
    const [w, h, y] = [15 + 8 * random(), 13 + 13 * random(), 283];
    town += `M${x} ${y}V${y - h}l${w / 2} ${-9}l${w / 2} 9V${y}Z`;
    if (random() < 0.6) windows += rect(x + w / 2 - 2, y - h + 4, x + w / 2 + 2, y - h + 9);
  }
  return (
    fill(ink.night, hills) +
    fill(ink.night, town) +
    fill(ink.haze, windows) +
    fill(ink.night, rect(300, 282, 1200, 298))
  );
}

function water() {
  const path = (x, y) => Math.abs(x - moon[0]) / (44 + (y - horizon) * 0.72);
  let [dim, bright, mid] = ["", "", ""];
  for (let y = horizon + 8, i = 0; y < 612; i++) {
    const depth = (y - horizon) / 308;
    const line = (t) => [t, y + Math.sin(t / (40 + 70 * depth) + i * 1.7) * (1 + 5 * depth)];
    const opts = { from: -10, to: 1210, cut: 34 + 110 * depth, gap: 10 + 26 * depth, width: 2.6 + 7 * depth };
    dim += run(line, { ...opts, seed: 300 + i, keep: (x, yy) => (path(x, yy) > 1.25 ? 0.75 : 0) });
    mid += run(line, { ...opts, seed: 500 + i, keep: (x, yy) => (path(x, yy) > 0.85 && path(x, yy) < 1.7 ? 0.8 : 0) });
    bright += run(line, {
      ...opts,
      cut: opts.cut * 0.7,
      seed: 700 + i,
      keep: (x, yy) => Math.max(0, 1.15 - path(x, yy)),
    });
    y += 8 + 17 * depth;
  }
  return (
    fill(ink.navy, rect(0, horizon, 1200, 600)) + fill(ink.deep, dim) + fill(ink.slate, mid) + fill(ink.foam, bright)
  );
}

const treads = 8;
const level = 430; // where the stone goes under, px
const stair = (i) => [190 + i * 42, 192 + i * 34];

function quay() {
  let d = `M-5 ${stair(0)[1]}`;
  for (let i = 0; i < treads; i++) d += `H${stair(i)[0]}V${stair(i + 1)[1]}`;
  d += `V${level}H-5Z`;
  let [joints, lips] = ["", ""];
  const random = rng(21);
  for (let row = 0; row < treads; row++) {
    const [edge, top] = stair(row);
    joints += gouge(
      [
        [-10, top + 34],
        [edge / 2, top + 35],
        [edge + 4, top + 34],
      ],
      3,
      0.2,
    );
    for (let x = 50 * random() - (row % 2) * 30; x < edge - 18; x += 58 + 40 * random()) {
      joints += gouge(
        [
          [x, top + 3],
          [x + 1, top + 18],
          [x, top + 32],
        ],
        2.8,
        0.3,
      );
    }
    lips += gouge(
      [
        [row ? edge - 42 : -8, top + 2],
        [edge - 14, top + 2],
        [edge + 1, top + 2],
      ],
      4,
      0.2,
    );
  }
  const grit = field({
    box: [0, 196, 520, level],
    pitch: 9,
    length: 18,
    width: 2.2,
    seed: 31,
    lean: () => 0.08,
    tone: (x, y) => (x - y > -130 ? 0.7 : 0.2),
  });
  return (
    clip("quay", d) +
    fill(ink.night, d) +
    within("quay", fill(ink.deep, grit), fill(ink.deep, joints), fill(ink.haze, lips))
  );
}

/** The sea's edge along the stone, and two steps that it has already taken. */
function lap() {
  const drowned = [0, 1].map((i) => `M-5 ${level + 8 + i * 34}H${470 + i * 34}v26H-5Z`).join("");
  const glint = (y, to, width, seed) =>
    run((t) => [t, y + Math.sin(t / 34) * 2.2], { from: -10, to, cut: 74, gap: 9, width, seed });
  return (
    `<g opacity=".5">${fill(ink.night, drowned)}</g>` +
    fill(ink.deep, glint(level + 20, 520, 5, 71) + glint(level + 38, 560, 6, 72) + glint(level + 58, 580, 6, 74)) +
    fill(ink.foam, glint(level, 486, 5.5, 77))
  );
}

function people() {
  // Seen from behind, coats to the knee; one of them points at the water.
  const coat =
    "M0 0c-9 0-14-8-12-17c-10 3-15 12-17 28l-7 52c-1 5 4 6 8 4l2 47h9l2-44h6l3 44h9l2-46c8 2 10-1 9-6l-6-50c-1-14-4-24-12-28c1 8 0 16-6 16Z";
  const hatted = `<circle cx="-3" cy="-24" r="14"/><path d="M-20-27c2-14 32-14 34 0l8 2c0 4-48 4-48 0Z"/><path d="${coat}"/>`;
  const pointing = `<circle cx="-3" cy="-24" r="14"/><path d="M-18-24c-3-22 32-22 29 0c6 10 0 12-4 8c-8 3-18 3-24 0c-3 2-5 0-1-8Z"/><path d="${coat}"/><path d="M8-8c14 12 32 26 52 36l4 8l-9-3c-20-8-40-20-52-34Z"/>`;
  const rim =
    gouge(
      [
        [244, 158],
        [249, 180],
        [251, 214],
      ],
      3.4,
    ) +
    gouge(
      [
        [302, 198],
        [304, 220],
        [306, 248],
      ],
      3,
    ) +
    gouge(
      [
        [301, 189],
        [320, 204],
        [342, 216],
      ],
      2.6,
    );
  return (
    `<g fill="${ink.night}"><g transform="translate(238 157) scale(.88)">${hatted}</g><g transform="translate(293 194) scale(.82)">${pointing}</g></g>` +
    fill(ink.mist, rim)
  );
}

/** A helical ribbon, seen from a little above: the far half shows its pith. */
function ribbon() {
  const [cx, cy, tilt] = [742, 480, 0.42];
  const turns = 2.62;
  const at = (t, side) => {
    const a = 2.5 + t * turns * 2 * Math.PI;
    const w = 20 * Math.sin(Math.PI * Math.min(1, t * 0.97 + 0.02)) ** 0.5 * side;
    const r = 126 - 88 * t + w * 0.3;
    return [
      cx + r * 1.12 * Math.cos(a),
      cy + r * Math.sin(a) * tilt + 12 - (18 + 84 * t ** 1.2 + w) * 0.9,
      Math.sin(a),
    ];
  };
  const bands = []; // runs of the strip that show one side
  for (let i = 0; i < 120; i++) {
    const t = i / 119;
    const front = at(t, 0)[2] > 0;
    if (!bands.length || bands.at(-1).front !== front)
      bands.push({ front, ts: bands.length ? [bands.at(-1).ts.at(-1)] : [] });
    bands.at(-1).ts.push(t);
  }
  const strip = ({ ts }, lo, hi) =>
    smooth(ts.map((t) => at(t, lo))) + smooth(ts.map((t) => at(t, hi)).reverse()).replace("M", "L") + "Z";
  const pith = bands
    .filter((b) => !b.front)
    .map((b) => fill("#f6dfae", strip(b, -1, 1)) + fill(ink.amber, strip(b, 0.78, 1)))
    .join("");
  const rind = bands
    .filter((b) => b.front)
    .reverse()
    .map((b) => {
      const pores = b.ts
        .filter((_, i) => i % 3 === 1)
        .map((t, i) => disc(...at(t, [-0.3, 0.25, 0.55][i % 3]).slice(0, 2), 1.8, 1.3))
        .join("");
      return fill(ink.amber, strip(b, -1, 1)) + fill(ink.rust, strip(b, -1, -0.62)) + fill(ink.rust, pores);
    })
    .join("");
  return pith + rind;
}

function peel() {
  const [cx, cy] = [742, 492];
  let rings = "";
  for (let i = 0; i < 3; i++) {
    const r = 138 + i * 50;
    rings += run((t) => [cx + r * 1.15 * Math.cos(t), cy + r * 0.4 * Math.sin(t)], {
      from: 0.2,
      to: 6.4,
      cut: 0.8,
      gap: 0.2,
      width: 6.5 - i,
      seed: 60 + i,
    });
  }
  return (
    fill(ink.navy, disc(cx, cy, 138, 54)) +
    fill(ink.foam, rings) +
    `<g opacity=".55">${fill(ink.rust, [0, 1, 2].map((i) => run((t) => [t, cy + 24 + i * 12], { from: 652 + i * 26, to: 838 - i * 24, cut: 70, gap: 10, width: 8 - i, seed: 9 + i })).join(""))}</g>` +
    ribbon()
  );
}

export function draw() {
  return (
    sky() +
    shore() +
    water() +
    quay() +
    people() +
    lap() +
    peel() +
    fill(ink.haze, flecks({ box: [0, 0, 1200, 600], count: 90, size: 1.8, seed: 4 }))
  );
}

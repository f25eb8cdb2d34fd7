// How to Stem the Tide: waves come in from the left and meet winter grass.
// The picture is a small model of the story: each wave loses a part of its
// height to every stem that it passes, and stems bend with the slope they meet.
import { fill, field, flecks, gouge, ink, rect, rng, run, smooth } from "./marks.mjs";

const rows = 11;
const meadow = [392, 985]; // where the grass begins and ends, px

/** How much grass a wave has passed at x, from 0 to 1. */
const passed = (x) => Math.max(0, Math.min(1, (x - meadow[0] + 20) / (meadow[1] - meadow[0])));
const base = (row) => 262 + row * 18 + row * row * 1.75;

/** The water's edge of one row: trochoid-like crests that die away in the grass. */
function level(row, x) {
  const size = 0.42 + row * 0.085;
  const height = size * (24 * Math.exp(-3.6 * passed(x)) + 0.6);
  const phase = x / (29 + row * 4.2) + row * 2.35;
  const crest = 1 - Math.abs(Math.sin(phase / 2)); // sharp above, round below
  return base(row) - height * (crest * 2 - 0.75);
}

function water(row) {
  const points = Array.from({ length: 151 }, (_, i) => [i * 8, level(row, i * 8)]);
  const tone = [
    ink.haze,
    ink.haze,
    "#5f8ca6",
    "#5f8ca6",
    ink.slate,
    ink.slate,
    "#2d5876",
    "#2d5876",
    ink.deep,
    ink.deep,
    ink.navy,
  ][row];
  const cut = row > 6 ? ink.slate : row > 3 ? ink.haze : ink.mist;
  let d = "";
  for (let k = 1; k <= 3; k++) {
    d += run((t) => [t, level(row, t) + k * (5 + row * 1.25)], {
      from: -10,
      to: 1210,
      cut: 44 + row * 7,
      gap: 22 + row * 3,
      width: (2 + row * 0.5) * (1.1 - k * 0.2),
      seed: row * 31 + k,
    });
  }
  const foam = run((t) => [t, level(row, t)], {
    from: -10,
    to: 1210,
    cut: 34 + row * 5,
    gap: 7,
    width: 3.4 + row * 0.55,
    seed: row * 57,
    keep: (x) => (passed(x) < 0.5 ? 1 - passed(x) : 0.36),
  });
  return fill(tone, smooth(points) + "V610H0Z") + fill(cut, d) + fill(ink.foam, foam);
}

function stems(row) {
  const random = rng(900 + row);
  const [gold, rust, pale] = [[], [], []];
  const size = 0.5 + row * 0.09;
  const shift = 46 * Math.sin(row * 1.3) + row * 3;
  for (let x = meadow[0] + shift; x < meadow[1] + shift; x += (7 + 6 * random()) * (0.75 + size * 0.5)) {
    const edge = Math.min(1, (x - meadow[0] - shift) / 70, (meadow[1] + shift - x) / 60);
    if (random() > 0.45 + 0.55 * edge) continue;
    const h = (58 + 46 * random()) * size * (0.6 + 0.4 * Math.max(0, edge));
    const slope = level(row, x + 6) - level(row, x - 6);
    const lean = 0.16 + slope * 0.035 + (random() - 0.5) * 0.22 + 0.2 * (1 - passed(x));
    const y = base(row) + 9;
    const broken = random() < 0.07;
    const tip = [x + Math.sin(lean) * h, y - Math.cos(lean) * h];
    const mid = [x + Math.sin(lean * 0.45) * h * 0.55, y - h * 0.55];
    const points = broken
      ? [[x, y], [x + 1, y - h * 0.3], mid, [mid[0] + h * 0.2, mid[1] - h * 0.02]]
      : [[x, y + 4], [x, y - h * 0.2], mid, tip];
    const into = broken ? pale : random() < 0.3 ? rust : gold;
    into.push(gouge(points, (3.8 + 1.8 * random()) * size, 0.5));
    if (!broken && random() < 0.5) {
      // a seed head, leaning away from the wind
      into.push(
        gouge(
          [
            [tip[0] - 1, tip[1] + h * 0.14],
            [tip[0] + 2 * size, tip[1]],
            [tip[0] + 6 * size, tip[1] - h * 0.1],
          ],
          7.5 * size,
          0.9,
        ),
      );
    }
  }
  return fill(ink.rust, rust.join("")) + fill(ink.amber, gold.join("")) + fill("#f3d493", pale.join(""));
}

function sky() {
  const wind = Array.from({ length: 15 }, (_, i) =>
    run((t) => [t, 10 + i * 18 + Math.sin(t / 200 + i * 0.7) * 7], {
      from: -30,
      to: 1230,
      cut: 120,
      gap: 50,
      width: 5,
      seed: 20 + i,
    }),
  ).join("");
  const bank = "M880 262C960 240 1040 236 1200 232V300H880Z";
  let town = "";
  const random = rng(6);
  for (let x = 1010; x < 1190; x += 30 + 10 * random()) {
    const [w, h] = [22 + 8 * random(), 22 + 16 * random()];
    town += `M${x} 240V${238 - h}l${w / 2} -13l${w / 2} 13V240Z`;
  }
  const birds = [
    [250, 78, 1],
    [296, 96, 0.8],
    [330, 72, 0.7],
    [386, 92, 0.62],
    [214, 104, 0.6],
  ]
    .map(([x, y, k]) =>
      gouge(
        [
          [x - 22 * k, y - 8 * k],
          [x - 10 * k, y - 9 * k],
          [x, y],
          [x + 12 * k, y - 10 * k],
          [x + 24 * k, y - 7 * k],
        ],
        6 * k,
        0.6,
      ),
    )
    .join("");
  return (
    fill(ink.mist, rect(0, 0, 1200, 320)) +
    fill(ink.foam, wind) +
    fill(ink.deep, town) +
    fill(ink.navy, bank) +
    fill(ink.slate, field({ box: [900, 240, 1200, 262], pitch: 8, length: 26, width: 3, seed: 3, lean: () => -0.5 })) +
    fill(ink.navy, birds)
  );
}

export function draw() {
  const scene = Array.from({ length: rows }, (_, row) => (row ? stems(row) : "") + water(row)).join("");
  return sky() + scene + fill(ink.foam, flecks({ box: [0, 0, 1200, 600], count: 60, size: 1.8, seed: 4 }));
}

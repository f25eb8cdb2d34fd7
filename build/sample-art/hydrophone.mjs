// Pier Pressure: a hydrophone under a pier. The rings are what it hears; the
// paler ones come from the surface, which is a mirror to sound, so they are
// drawn around the hydrophone's mirror image above the water.
import { clip, disc, field, fill, flecks, gouge, ink, rect, rng, run, smooth, within } from "./marks.mjs";

const surface = 128;
const bed = 528;
const ear = [690, 392];
const wave = (x) => surface + Math.sin(x / 47) * 4 + Math.sin(x / 19 + 2) * 1.6;

function above() {
  const wind = Array.from({ length: 7 }, (_, i) =>
    run((t) => [t, 12 + i * 17 + Math.sin(t / 160 + i) * 3], {
      from: -20,
      to: 1220,
      cut: 120,
      gap: 60,
      width: 3.4,
      seed: 20 + i,
    }),
  ).join("");
  return fill(ink.mist, rect(0, 0, 1200, surface + 10)) + fill(ink.foam, wind);
}

function sea() {
  const top = smooth(Array.from({ length: 61 }, (_, i) => [i * 20, wave(i * 20)])) + "V600H0Z";
  const shade = field({
    box: [0, surface, 1200, 600],
    pitch: 13,
    length: 60,
    width: 6.5,
    seed: 40,
    lean: (x, y) => Math.sin(x / 140 + y / 60) * 0.06,
    tone: (x, y) => Math.max(0, (y - 250) / 330),
  });
  const light = field({
    box: [0, surface + 8, 1200, 330],
    pitch: 13,
    length: 74,
    width: 5.5,
    seed: 41,
    lean: (x, y) => Math.sin(x / 120 + y / 50) * 0.08,
    tone: (x, y) => Math.max(0, 1 - (y - surface) / 130),
  });
  return (
    fill(ink.deep, top) +
    fill(ink.navy, shade) +
    fill(ink.slate, light) +
    fill(
      ink.foam,
      run((t) => [t, wave(t) + 1], { from: -10, to: 1210, cut: 110, gap: 9, width: 7, seed: 42 }),
    )
  );
}

function rings() {
  let [direct, echo] = ["", ""];
  const inSea = (x, y) => (y > surface + 14 && y < bed + 10 && x > -20 && x < 1220 ? 1 : 0);
  for (let r = 74, i = 0; r < 760; r += 33, i++) {
    const width = Math.max(2.2, 6.4 - r / 150);
    direct += run((t) => [ear[0] + r * Math.cos(t), ear[1] + r * Math.sin(t)], {
      from: -3.5,
      to: 3,
      cut: 46 / r + 0.22,
      gap: 12 / r + 0.02,
      width,
      seed: 100 + i,
      keep: (x, y) => inSea(x, y) * Math.max(0, 1 - r / 820),
    });
  }
  const mirror = [ear[0], 2 * surface - ear[1]];
  for (let r = 300, i = 0; r < 1100; r += 33, i++) {
    echo += run((t) => [mirror[0] + r * Math.cos(t), mirror[1] + r * Math.sin(t)], {
      from: 0.1,
      to: 3.04,
      cut: 44 / r + 0.05,
      gap: 26 / r,
      width: 4.4,
      seed: 200 + i,
      keep: (x, y) => inSea(x, y) * Math.max(0, 1 - Math.hypot(x - ear[0], y - surface) / 520),
    });
  }
  return fill(ink.slate, echo) + fill(ink.mist, direct);
}

function pile(x, w, seed, colour, bark) {
  const random = rng(seed);
  const jag = (side) =>
    Array.from({ length: 14 }, (_, i) => [x + side * (w / 2 + (i > 3 ? 3 * random() : 0)), -10 + i * 48]);
  const left = jag(-1);
  const right = jag(1).reverse();
  const d = smooth(left) + smooth(right).replace("M", "L") + "Z";
  const grain = field({
    box: [x - w / 2, 0, x + w / 2, 600],
    pitch: 11,
    length: 54,
    width: 3.4,
    seed,
    lean: () => Math.PI / 2,
    tone: (px) => 0.25 + 0.75 * Math.max(0, (px - x) / (w / 2)),
  });
  // Barnacles: small broken crowns, thick between the tides.
  let shells = "";
  for (let i = 0; i < w * 2.2; i++) {
    const [sx, sy] = [x + (random() - 0.5) * w, 96 + 230 * random() ** 1.9];
    const r = 2.2 + 3 * random();
    const crown = Array.from({ length: 7 }, (_, k) => {
      const [a, q] = [(k / 7) * 2 * Math.PI, r * (0.75 + 0.5 * random())];
      return `${(sx + q * Math.cos(a)).toFixed(1)} ${(sy + q * Math.sin(a)).toFixed(1)}`;
    });
    shells += `M${crown.join("L")}Z` + rect(sx - r * 0.25, sy - r * 0.3, sx + r * 0.25, sy + r * 0.3);
  }
  return (
    clip(`pile${seed}`, d) +
    fill(colour, d) +
    within(`pile${seed}`, fill(bark, grain), `<path fill="${ink.haze}" fill-rule="evenodd" d="${shells}"/>`)
  );
}

function deck() {
  const planks = Array.from({ length: 26 }, (_, i) => rect(i * 48 + 2, 0, i * 48 + 44, 20)).join("");
  return (
    fill(ink.night, rect(0, 0, 1200, 50)) +
    fill(ink.deep, planks) +
    fill(
      ink.slate,
      run((t) => [t, 46], { from: 0, to: 1200, cut: 130, gap: 14, width: 4, seed: 55 }),
    )
  );
}

function floor() {
  const sand =
    smooth(Array.from({ length: 31 }, (_, i) => [i * 40, bed + Math.sin(i * 0.7) * 7 + Math.sin(i * 1.9) * 3])) +
    "V610H0Z";
  let ripples = "";
  for (let i = 0; i < 6; i++)
    ripples += run((t) => [t, bed + 14 + i * 13 + Math.sin(t / 60 + i) * 4], {
      from: -10,
      to: 1210,
      cut: 70,
      gap: 24,
      width: 5 + i,
      seed: 70 + i,
    });
  const weed = [
    [118, 1],
    [150, 0.7],
    [452, 0.8],
    [934, 1.1],
    [968, 0.7],
    [1096, 0.9],
  ]
    .map(
      ([x, k], i) =>
        gouge(
          [
            [x, bed + 22],
            [x + 14 * k, bed - 20 * k],
            [x - 6 * k, bed - 60 * k],
            [x + 16 * k, bed - 104 * k],
          ],
          15 * k,
          0.5,
        ) +
        gouge(
          [
            [x + 8, bed + 22],
            [x - 12 * k, bed - 10 * k],
            [x + 2 * k, bed - 44 * k],
            [x - 16 * k, bed - 74 * k],
          ],
          12 * k,
          0.5,
        ),
    )
    .join("");
  return fill(ink.night, weed) + fill(ink.night, sand) + fill(ink.deep, ripples);
}

function fish(x, y, k, turn = 1) {
  const d = `M0 0C16-15 44-17 70-3L92-16C88-6 88 4 92 14L70 3C44 15 16 13 0 0Z`;
  return `<g transform="translate(${x} ${y}) scale(${k * turn} ${k})">${fill(ink.night, d)}${fill(
    ink.haze,
    disc(14, -3, 2.6) +
      gouge(
        [
          [26, -7],
          [44, -9],
          [62, -3],
        ],
        3.4,
      ),
  )}</g>`;
}

function hydrophone() {
  const [x, y] = ear;
  const cable = gouge(
    [
      [x - 26, 30],
      [x - 20, 120],
      [x - 2, 220],
      [x, y - 66],
    ],
    6,
    0.12,
  );
  const bars = [-22, -11, 0, 11, 22].map((o) => rect(x + o - 1.6, y - 34, x + o + 1.6, y + 36)).join("");
  return (
    fill(ink.night, cable) +
    fill(ink.night, disc(x, y + 4, 64, 70)) +
    fill(ink.night, `M${x - 10} ${y - 72}h20l5 30h-30Z`) +
    fill(ink.amber, `M${x - 28} ${y - 34}a28 20 0 0 1 56 0V${y + 26}a28 28 0 0 1-56 0Z`) +
    fill(
      "#f6dfae",
      gouge(
        [
          [x - 17, y - 36],
          [x - 19, y],
          [x - 15, y + 30],
        ],
        8,
      ),
    ) +
    fill(ink.rust, `M${x + 13} ${y - 44}c10 3 15 7 15 10V${y + 26}c0 12-7 21-17 25c5-26 6-62 2-95Z`) +
    fill(ink.night, bars + rect(x - 30, y - 36, x + 30, y - 31) + rect(x - 30, y + 27, x + 30, y + 32)) +
    fill(ink.night, `M${x - 4} ${y + 50}h8l3 ${bed - y - 40}h-14Z`) +
    fill(ink.night, `M${x - 44} ${bed + 6}l20-26h48l20 26Z`)
  );
}

export function draw() {
  return (
    above() +
    sea() +
    rings() +
    pile(452, 40, 3, ink.navy, ink.deep) +
    pile(958, 44, 4, ink.navy, ink.deep) +
    floor() +
    fish(500, 286, 0.62) +
    fish(560, 316, 0.5) +
    fish(528, 330, 0.42) +
    pile(196, 78, 5, ink.night, ink.deep) +
    pile(1126, 84, 6, ink.night, ink.deep) +
    deck() +
    hydrophone() +
    fill(ink.haze, flecks({ box: [0, 0, 1200, 600], count: 90, size: 1.8, seed: 4 }))
  );
}

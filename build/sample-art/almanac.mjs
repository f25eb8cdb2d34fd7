// The almanac: an open book whose pages are two swells, and a buoy that rides
// in the fold. The lines on the pages are tide curves, springs and neaps.
import { clip, disc, fill, flecks, gouge, hatch, ink, rect, run, smooth, within } from "./marks.mjs";

const fold = [600, 372];

function ground() {
  let d = "";
  for (let r = 60, i = 0; r < 900; r += 17 + r * 0.01, i++) {
    d += run((t) => [fold[0] + r * 1.35 * Math.cos(t), 250 + r * Math.sin(t)], {
      from: -3.3,
      to: 3.1,
      cut: 90 / r + 0.1,
      gap: 24 / r,
      width: 6.2,
      seed: 40 + i,
      keep: (x, y) => (x > -20 && x < 1220 && y > -12 && y < 612 ? 0.9 : 0),
    });
  }
  return fill(ink.deep, rect(0, 0, 1200, 600)) + fill(ink.slate, d);
}

/** The top edge of a page: up from the fold, over like a swell, out and down. */
const crest = (u, lift) => {
  const p = [
    [0, 0],
    [86, -104 - lift],
    [250, -104 - lift * 0.6],
    [452, -18 - lift * 0.25],
  ];
  const v = 1 - u;
  return [0, 1].map((k) => v ** 3 * p[0][k] + 3 * v * v * u * p[1][k] + 3 * v * u * u * p[2][k] + u ** 3 * p[3][k]);
};
const depth = 178; // of a page, px down the picture

const place = (side, [x, y], down = 0) => [fold[0] + side * (x + down * 0.1 * (x / 452)), fold[1] - 56 + y + down];
const edge = (side, lift, down, grow = 1) =>
  Array.from({ length: 25 }, (_, i) => {
    const [x, y] = crest(i / 24, lift);
    return place(side, [x * grow, y], down);
  });
const between = (upper, lower) => smooth(upper) + smooth([...lower].reverse()).replace("M", "L") + "Z";

function page(side) {
  let leaves = "";
  for (let k = 7; k >= 1; k--)
    leaves += fill(
      k % 2 ? ink.mist : ink.haze,
      between(edge(side, 16 - k * 2.4, depth - 20), edge(side, 14 - k * 2.6, depth + k * 4.4)),
    );
  let [curves, rules, shade] = ["", "", ""];
  for (let row = 0; row < 4; row++) {
    const mid = 32 + row * 39;
    const at = (t) => {
      const day = t * 1.9 + row * 0.47 + (side > 0 ? 1.9 : 0); // half-lunations
      const range = 0.34 + 0.66 * Math.cos(day * Math.PI) ** 2; // neaps to springs
      return place(side, crest(t, 16), mid + 14 * range * Math.sin(t * 84 + row));
    };
    curves += gouge(
      Array.from({ length: 260 }, (_, i) => at(0.2 + (0.74 * i) / 259)),
      4.6,
      0.1,
    );
    rules += run((t) => place(side, crest(t, 16), mid + 19.5), {
      from: 0.14,
      to: 0.95,
      cut: 0.4,
      gap: 0.01,
      width: 2,
      seed: 190 + row + side,
    });
  }
  for (let i = 0; i < 9; i++) {
    shade += gouge(
      [
        place(side, [3, 0], 26 + i * 17),
        place(side, [22, -18], 26 + i * 17),
        place(side, [40 + 14 * (i % 2), -33], 28 + i * 17),
      ],
      5,
    );
  }
  const sheet = between(edge(side, 16, 0), edge(side, 16, depth));
  return leaves + fill(ink.foam, sheet) + fill(ink.mist, rules) + fill(ink.slate, curves) + fill(ink.mist, shade);
}

/** The boards stand out a little beyond the leaves. */
const cover = () =>
  [-1, 1].map((side) => fill(ink.night, between(edge(side, 6, 30, 1.055), edge(side, -6, depth + 52, 1.055)))).join("");

/** The sea that the book floats on. */
function sea(from, to, tones) {
  let d = "";
  for (let row = from; row < to; row++) {
    const y = 462 + row * 22 + row * row * 1.6;
    const at = (x) => y - Math.abs(Math.sin(x / (58 + row * 9) + row * 1.9)) * (9 + row * 2.4);
    const line = Array.from({ length: 121 }, (_, i) => [i * 10, at(i * 10)]);
    d +=
      fill(tones[row - from], smooth(line) + "V610H0Z") +
      fill(
        ink.slate,
        [1, 2]
          .map((k) =>
            run((t) => [t, at(t) + k * 9 + 3], {
              from: -10,
              to: 1210,
              cut: 70,
              gap: 30,
              width: 5,
              seed: 300 + row * 3 + k,
            }),
          )
          .join(""),
      ) +
      fill(
        ink.mist,
        run((t) => [t, at(t)], { from: -10, to: 1210, cut: 60, gap: 12, width: 5.4, seed: 400 + row }),
      );
  }
  return d;
}

function buoy() {
  const [x, y] = [600, 318];
  return (
    `<g transform="rotate(-9 ${x} ${y})">` +
    fill(ink.night, rect(x - 3, y - 262, x + 3, y - 196) + `M${x} ${y - 284}l20 26h-40Z`) +
    fill(ink.amber, disc(x, y - 196, 15)) +
    fill(
      ink.night,
      `M${x - 15} ${y - 186}h30l32 124h-94ZM${x - 8} ${y - 176}L${x - 32} ${y - 74}H${x - 6}V${y - 176}ZM${x + 8} ${y - 176}L${x + 32} ${y - 74}H${x + 6}V${y - 176}Z`,
      `fill-rule="evenodd"`,
    ) +
    fill(ink.night, rect(x - 30, y - 122, x + 30, y - 115)) +
    clip(
      "float",
      `M${x - 82} ${y - 64}H${x + 82}C${x + 76} ${y - 6} ${x + 40} ${y + 32} ${x} ${y + 36}C${x - 40} ${y + 32} ${x - 76} ${y - 6} ${x - 82} ${y - 64}Z`,
    ) +
    within(
      "float",
      fill(ink.amber, rect(x - 90, y - 70, x + 90, y + 40)),
      fill(
        ink.rust,
        hatch({ box: [x + 14, y - 70, x + 96, y + 44], angle: -1.1, pitch: 9, width: 5, seed: 12, cut: 60 }),
      ),
      fill(ink.foam, rect(x - 90, y - 40, x + 90, y - 20)),
      fill(
        "#f6dfae",
        gouge(
          [
            [x - 70, y - 60],
            [x - 60, y - 24],
            [x - 34, y + 10],
          ],
          9,
        ),
      ),
    ) +
    fill(ink.night, `M${x - 88} ${y - 74}h176v13h-176Z`) +
    fill(
      ink.haze,
      gouge(
        [
          [x - 84, y - 72],
          [x, y - 72],
          [x + 84, y - 72],
        ],
        4,
      ),
    ) +
    `</g>`
  );
}

function splash() {
  let d = "";
  for (let i = 0; i < 3; i++) {
    const r = 84 + i * 26;
    d += run((t) => [fold[0] + r * Math.cos(t), 338 + r * 0.26 * Math.sin(t)], {
      from: 0.3,
      to: Math.PI - 0.3,
      cut: 0.5,
      gap: 0.1,
      width: 7 - i * 1.4,
      seed: 20 + i,
    });
  }
  return fill(ink.slate, d);
}

export function draw() {
  return (
    ground() +
    sea(0, 2, [ink.deep, ink.navy]) +
    cover() +
    page(-1) +
    page(1) +
    buoy() +
    splash() +
    sea(3, 5, [ink.navy, ink.night]) +
    fill(ink.haze, flecks({ box: [0, 0, 1200, 600], count: 60, size: 1.8, seed: 4 }))
  );
}

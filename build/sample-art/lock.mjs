// Gate Expectations: the lower gates of a lock, shut, with a boat waiting
// behind them and one lamp that says somebody is at home.
import { clip, disc, field, fill, flecks, gouge, ink, rect, rng, run, within } from "./marks.mjs";

const mid = 600;
const sill = 470; // water level below the gates
const top = 196; // top of the gates
const [west, east] = [352, 848]; // the lock's walls

function sky() {
  let d = "";
  for (let r = 70, i = 0; r < 760; r += 21, i++) {
    d += run((t) => [mid + r * 1.25 * Math.cos(t), 196 + r * Math.sin(t)], {
      from: -Math.PI - 0.2,
      to: 0.2,
      cut: 70 / r + 0.09,
      gap: 20 / r,
      width: 5.6,
      seed: 30 + i,
      keep: (x, y) => (y < 230 && y > -12 ? 1 : 0),
    });
  }
  const hills =
    "M0 208C120 168 230 176 330 190C430 150 520 168 600 178C720 150 830 170 900 188C1000 160 1110 172 1200 150V300H0Z";
  const trees = [
    [66, 190, 40],
    [122, 186, 30],
    [1010, 176, 34],
    [1074, 170, 44],
    [1150, 166, 36],
    [232, 186, 26],
  ]
    .map(
      ([x, y, r]) =>
        `M${x} ${y - r * 2.6}C${x + r * 0.9} ${y - r * 1.6} ${x + r * 0.75} ${y - r * 0.2} ${x} ${y + 8}C${x - r * 0.75} ${y - r * 0.2} ${x - r * 0.9} ${y - r * 1.6} ${x} ${y - r * 2.6}Z`,
    )
    .join("");
  const bark = [
    [66, 190, 40],
    [122, 186, 30],
    [1010, 176, 34],
    [1074, 170, 44],
    [1150, 166, 36],
    [232, 186, 26],
  ]
    .map(([x, y, r]) =>
      [0.1, 0.3, 0.46]
        .map((o, k) =>
          gouge(
            [
              [x - r * o, y - r * (2.2 - k * 0.4)],
              [x - r * (o + 0.16), y - r],
              [x - r * o, y - 4],
            ],
            4,
          ),
        )
        .join(""),
    )
    .join("");
  return (
    fill(ink.haze, rect(0, 0, 1200, 320)) +
    fill(ink.mist, d) +
    fill(ink.slate, hills) +
    fill(ink.navy, trees) +
    fill(ink.slate, bark)
  );
}

function boat() {
  const [x, y] = [mid, top + 6];
  const hull = `M${x - 92} ${y - 46}C${x - 60} ${y - 32} ${x + 60} ${y - 32} ${x + 92} ${y - 46}C${x + 84} ${y} ${x + 50} ${y + 40} ${x} ${y + 48}C${x - 50} ${y + 40} ${x - 84} ${y} ${x - 92} ${y - 46}Z`;
  const cabin = `M${x - 64} ${y - 40}L${x - 54} ${y - 96}C${x - 20} ${y - 106} ${x + 20} ${y - 106} ${x + 54} ${y - 96}L${x + 64} ${y - 40}Z`;
  const glow = Array.from({ length: 20 }, (_, i) => {
    const [a, r, l] = [-Math.PI - 0.25 + (i / 19) * (Math.PI + 0.5), 32, i % 2 ? 12 : 22];
    const p = (q) => [x + q * Math.cos(a), y - 118 + q * Math.sin(a)];
    return gouge([p(r), p(r + l / 2), p(r + l)], 4.6, 0.8);
  }).join("");
  return (
    fill(ink.night, cabin) +
    fill(ink.haze, rect(x - 40, y - 84, x - 14, y - 56) + rect(x + 14, y - 84, x + 40, y - 56)) +
    fill(ink.deep, hull) +
    fill(
      ink.mist,
      gouge(
        [
          [x - 88, y - 42],
          [x - 40, y - 32],
          [x, y - 30],
          [x + 40, y - 32],
          [x + 88, y - 42],
        ],
        6,
        0.3,
      ),
    ) +
    fill(
      ink.slate,
      gouge(
        [
          [x, y - 28],
          [x + 1, y],
          [x, y + 40],
        ],
        5,
      ),
    ) +
    fill(ink.night, rect(x - 2.5, y - 104, x + 2.5, y - 92)) +
    fill(ink.amber, glow + disc(x, y - 118, 22)) +
    fill("#f9e2b0", disc(x, y - 119, 12)) +
    fill(ink.night, rect(x - 10, y - 144, x + 10, y - 138) + rect(x - 10, y - 98, x + 10, y - 92))
  );
}

/** One leaf: planks that lean towards the mitre, rails, straps and a paddle. */
function leaf(side) {
  const x = (u) => mid + side * u; // u: px from the mitre
  const outer = Math.abs(east - mid);
  const lift = 15; // the mitre stands nearer the viewer's eye
  const d = `M${x(0)} ${top + lift}L${x(outer)} ${top}V${sill + 40}L${x(0)} ${sill + 40}Z`;
  let seams = "";
  let grain = "";
  for (let u = 0, i = 0; u < outer; u += 31, i++) {
    seams += gouge(
      [
        [x(u), top + 4],
        [x(u) + 0.6, (top + sill) / 2],
        [x(u), sill + 30],
      ],
      4.6,
      0.2,
    );
    grain += [9, 17, 24]
      .map((o, k) =>
        run((t) => [x(u + o) + Math.sin(t / 22 + i) * 1.3, t], {
          from: top + 16,
          to: sill + 20,
          cut: 62,
          gap: 34,
          width: 3,
          seed: 70 + i * 3 + k + (side > 0 ? 500 : 0),
        }),
      )
      .join("");
  }
  const rails = [0, 104, 208]
    .map((o) => `M${x(0)} ${top + 22 + lift + o}L${x(outer)} ${top + 22 + o}v19L${x(0)} ${top + 41 + lift + o}Z`)
    .join("");
  const edges = [0, 104, 208]
    .map((o) =>
      gouge(
        [
          [x(2), top + 24 + lift + o],
          [x(outer / 2), top + 24 + lift / 2 + o],
          [x(outer - 2), top + 24 + o],
        ],
        4.4,
        0.2,
      ),
    )
    .join("");
  const bolts = [0, 104, 208]
    .flatMap((o) => [40, 102, 164, 226].map((u) => disc(x(u), top + 32 + o + lift * (1 - u / outer), 3.4)))
    .join("");
  const beam = `M${x(-6)} ${top + lift - 6}L${x(outer + 208)} ${top - 40}v34L${x(-6)} ${top + lift + 20}Z`;
  const beamLine = gouge(
    [
      [x(0), top + lift - 3],
      [x(outer / 2 + 100), top - 20],
      [x(outer + 204), top - 36],
    ],
    6,
    0.3,
  );
  const end = `M${x(outer + 150)} ${top - 34}L${x(outer + 208)} ${top - 40}v34L${x(outer + 150)} ${top - 20}Z`;
  return (
    clip(`leaf${side}`, d) +
    fill(ink.navy, d) +
    within(
      `leaf${side}`,
      fill(ink.deep, grain),
      fill(ink.night, seams),
      fill(ink.night, rails),
      fill(ink.slate, edges),
      fill(ink.haze, bolts),
    ) +
    fill(ink.night, beam) +
    fill(ink.foam, end) +
    fill(ink.haze, beamLine)
  );
}

function walls() {
  const random = rng(17);
  let [joints, light] = ["", ""];
  for (let y = 232, row = 0; y < 620; y += 36, row++) {
    for (const [a, b] of [
      [-10, west],
      [east, 1210],
    ]) {
      joints += run((t) => [t, y], {
        from: a,
        to: b,
        cut: 160,
        gap: 4,
        width: 4,
        seed: 200 + row * 2 + (a > 0 ? 1 : 0),
      });
      for (let x = a + 70 * random() - (row % 2) * 30; x < b; x += 66 + 40 * random()) {
        joints += gouge(
          [
            [x, y + 2],
            [x + 0.6, y + 18],
            [x, y + 35],
          ],
          4,
          0.3,
        );
      }
    }
  }
  const grit = field({
    box: [-10, 234, 1210, 620],
    pitch: 10,
    length: 18,
    width: 3,
    seed: 18,
    lean: () => 0.1,
    tone: (x) => (x < west - 90 || x > east + 90 ? 0.45 : 0.75),
  });
  for (const x of [west - 3, east + 3])
    light += run((t) => [x, t], { from: 232, to: sill + 20, cut: 60, gap: 6, width: 6, seed: 19 });
  const both = rect(-10, 226, west, 620) + rect(east, 226, 1210, 620);
  const coping = rect(-10, 214, west + 8, 238) + rect(east - 8, 214, 1210, 238);
  const iron = [
    [188, 330],
    [1012, 330],
  ]
    .map(([x, y]) => `M${x - 22} ${y}a22 26 0 1 0 44 0a22 26 0 1 0-44 0Zm8 0a14 18 0 1 1 28 0a14 18 0 1 1-28 0Z`)
    .join("");
  const rungs =
    Array.from({ length: 9 }, (_, i) => rect(east + 62, 254 + i * 27, east + 106, 260 + i * 27)).join("") +
    rect(east + 60, 240, east + 66, 500) +
    rect(east + 102, 240, east + 108, 500);
  return (
    clip("walls", both) +
    fill(ink.slate, both) +
    within("walls", fill(ink.deep, grit), fill(ink.navy, joints)) +
    fill(ink.mist, coping) +
    fill(
      ink.haze,
      run((t) => [t, 234], { from: -10, to: west + 6, cut: 90, gap: 6, width: 5, seed: 20 }) +
        run((t) => [t, 234], { from: east - 6, to: 1210, cut: 90, gap: 6, width: 5, seed: 21 }),
    ) +
    fill(ink.navy, light) +
    fill(ink.night, rungs) +
    fill(ink.night, iron, `fill-rule="evenodd"`)
  );
}

/** No lock is tight: the leaks that every keeper knows by name. */
function leaks() {
  const random = rng(33);
  let [d, drops] = ["", ""];
  for (const [x, y, s, reach] of [
    [600, 262, -1, 26],
    [600, 318, 1, 34],
    [600, 372, -1, 30],
    [600, 292, 1, 18],
    [478, 344, 1, 12],
    [724, 404, -1, 14],
  ]) {
    for (let k = 0; k < 4; k++) {
      const w = reach * (0.6 + 0.5 * random()) * s;
      d += gouge(
        [
          [x, y],
          [x + w * 0.6, y + 14],
          [x + w, y + 52],
          [x + w * 1.15, y + (sill - y) * 0.8],
          [x + w * 1.2, sill + 6],
        ],
        5.4 - k,
        0.6,
      );
    }
    for (let k = 0; k < 12; k++)
      drops += disc(x + reach * s * 1.2 + (random() - 0.5) * 34, sill - 2 - 20 * random() ** 2, 1.5 + 2.6 * random());
  }
  return fill(ink.foam, d + drops);
}

function pool() {
  let [lines, bright] = ["", ""];
  for (let i = 0, y = sill + 8; y < 610; i++, y += 9 + i * 1.3) {
    lines += run((t) => [t, y + Math.sin(t / 38 + i * 1.8) * (1.5 + i * 0.3)], {
      from: west - 330 * (i / 10),
      to: east + 330 * (i / 10),
      cut: 54 + i * 9,
      gap: 18,
      width: 4.4 + i * 0.7,
      seed: 300 + i,
    });
    bright += run((t) => [t, y - 3 + Math.sin(t / 30 + i) * 2], {
      from: mid - 96 - i * 9,
      to: mid + 104 + i * 9,
      cut: 40 + i * 6,
      gap: 16,
      width: 5 + i * 0.4,
      seed: 400 + i,
      keep: (x) => Math.max(0, 1 - Math.abs(x - mid) / (90 + i * 14)),
    });
  }
  const lamp = [0, 1, 2, 3]
    .map((i) =>
      run((t) => [t, sill + 44 + i * 22], {
        from: mid - 40 + i * 5,
        to: mid + 44 - i * 6,
        cut: 46,
        gap: 9,
        width: 8,
        seed: 500 + i,
      }),
    )
    .join("");
  const shape = `M${west} ${sill}H${east}L1210 566V620H-10V566Z`;
  return (
    clip("pool", shape) +
    fill(ink.night, shape) +
    within("pool", fill(ink.deep, lines), fill(ink.mist, bright), fill(ink.amber, lamp)) +
    fill(
      ink.haze,
      run((t) => [t, sill], { from: west, to: east, cut: 50, gap: 8, width: 6, seed: 23 }) +
        run((t) => [t, sill + ((west - t) / (west + 10)) * 96], {
          from: -10,
          to: west,
          cut: 90,
          gap: 8,
          width: 6,
          seed: 24,
        }) +
        run((t) => [t, sill + ((t - east) / (1210 - east)) * 96], {
          from: east,
          to: 1210,
          cut: 90,
          gap: 8,
          width: 6,
          seed: 25,
        }),
    )
  );
}

export function draw() {
  return (
    sky() +
    boat() +
    walls() +
    leaf(-1) +
    leaf(1) +
    pool() +
    leaks() +
    fill(ink.foam, flecks({ box: [0, 0, 1200, 600], count: 60, size: 1.8, seed: 4 }))
  );
}

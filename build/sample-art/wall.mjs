// A Bill for Every Wave: a sea wall cut open, and the bathtub behind it that
// counts what comes over.
import { clip, disc, field, fill, flecks, gouge, hatch, ink, rect, rng, run, smooth, within } from "./marks.mjs";

const street = 452;

function sky() {
  const wind = Array.from({ length: 24 }, (_, i) =>
    run((t) => [t, 10 + i * 19 + Math.sin(t / 210 + i * 0.6) * 9], {
      from: -30,
      to: 1230,
      cut: 110,
      gap: 46,
      width: 5,
      seed: 20 + i,
    }),
  ).join("");
  const far = Array.from({ length: 6 }, (_, i) =>
    run((t) => [t, 318 + i * 17 + Math.sin(t / 50 + i) * 3], {
      from: -10,
      to: 330,
      cut: 60,
      gap: 16,
      width: 5,
      seed: 60 + i,
    }),
  ).join("");
  return (
    fill(ink.mist, rect(0, 0, 1200, 600)) +
    fill(ink.foam, wind) +
    fill(ink.slate, rect(0, 306, 330, 600)) +
    fill(ink.deep, far)
  );
}

function houses() {
  const random = rng(12);
  let [back, roofs, panes] = ["", "", ""];
  for (const [x, w, h, up] of [
    [770, 74, 92, 40],
    [842, 92, 126, 52],
    [936, 70, 100, 44],
    [1004, 104, 142, 58],
    [1106, 110, 112, 50],
  ]) {
    const top = street - h;
    back += rect(x, top, x + w, street + 4);
    roofs +=
      `M${x - 7} ${top + 2}L${x + w / 2} ${top - up}L${x + w + 7} ${top + 2}Z` +
      rect(x + w * 0.7, top - up * 0.86, x + w * 0.7 + 13, top - 4);
    for (let r = 0; r < Math.floor(h / 42); r++) {
      for (let c = 0; c < Math.floor(w / 32); c++) {
        if (random() < 0.86) panes += rect(x + 13 + c * 29, top + 16 + r * 40, x + 27 + c * 29, top + 36 + r * 40);
      }
    }
    panes += rect(x + w / 2 - 8, street - 30, x + w / 2 + 8, street + 4);
  }
  const hill = "M640 452C720 350 800 330 880 300C960 268 1060 250 1200 196V456H640Z";
  return (
    fill(ink.haze, hill) +
    fill(
      ink.mist,
      field({
        box: [660, 200, 1200, 450],
        pitch: 15,
        length: 44,
        width: 4,
        seed: 91,
        lean: () => -0.42,
        tone: (x, y) => (y > 462 - (x - 640) * 0.45 ? 0.9 : 0),
      }),
    ) +
    fill(ink.deep, back) +
    fill(ink.navy, roofs) +
    fill(ink.haze, panes)
  );
}

/** The wave stands on its own curl: a body, cuts that follow its back, claws of foam. */
function wave() {
  const body =
    "M-10 420C60 404 118 372 176 300C226 236 288 150 392 118C470 96 546 122 572 176C536 150 492 154 464 186C428 228 436 296 470 352C500 402 520 470 516 610H-10Z";
  let back = "";
  for (let i = 0; i < 15; i++) {
    const o = i * 23;
    back += run(
      (t) => {
        const u = 1 - t;
        const p = [
          [-40, 436 + o * 0.9],
          [180 + o * 0.18, 420 + o * 0.62],
          [190 + o * 0.62, 130 + o * 0.72],
          [452 - o * 0.06, 128 + o * 0.9],
        ];
        const b = [u ** 3, 3 * u * u * t, 3 * u * t * t, t ** 3];
        return [0, 1].map((k) => p.reduce((s, q, j) => s + b[j] * q[k], 0));
      },
      { from: 0.02, to: 0.99, cut: 0.2, gap: 0.02, width: 9.5 - i * 0.15, seed: 120 + i },
    );
  }
  const inner = Array.from({ length: 5 }, (_, i) =>
    gouge(
      [
        [560 - i * 16, 168 + i * 5],
        [486 - i * 8, 172 + i * 15],
        [452 - i * 5, 240 + i * 12],
        [474 - i * 5, 330 + i * 22],
        [506 - i * 5, 430 + i * 28],
      ],
      8 - i,
    ),
  ).join("");
  return (
    clip("wave", body) + fill(ink.navy, body) + within("wave", fill(ink.slate, back), fill(ink.haze, inner)) + crest()
  );
}

/** Water lies in the trough, between the wave's face and the wall's foot. */
function trough() {
  const d = "M440 418C480 404 520 416 600 398V610H440Z";
  const cuts = Array.from({ length: 8 }, (_, i) =>
    run((t) => [t, 424 + i * 22 + Math.sin(t / 22 + i) * 3], {
      from: 440,
      to: 600,
      cut: 50,
      gap: 12,
      width: 6,
      seed: 210 + i,
    }),
  ).join("");
  return (
    fill(ink.slate, d) +
    fill(ink.deep, cuts) +
    fill(
      ink.foam,
      run((t) => [t, 410 + Math.sin(t / 17) * 5], { from: 450, to: 584, cut: 44, gap: 6, width: 7, seed: 220 }),
    )
  );
}

const jet = (t, lift = 0) => [568 + 236 * t, 168 + lift - 300 * t + 494 * t * t];

function crest() {
  const random = rng(44);
  let foam = "";
  const ridge = (t) => {
    const [u, p] = [
      1 - t,
      [
        [330, 146],
        [410, 100],
        [520, 104],
        [576, 180],
      ],
    ];
    return [0, 1].map((k) => u ** 3 * p[0][k] + 3 * u * u * t * p[1][k] + 3 * u * t * t * p[2][k] + t ** 3 * p[3][k]);
  };
  for (let i = 0; i <= 46; i++) {
    const t = i / 46;
    const [x, y] = ridge(t);
    const r = 5 + 21 * t ** 0.8 * (0.55 + 0.6 * random());
    foam += disc(x + (random() - 0.5) * 8, y + (random() - 0.5) * 9, r, r * 0.86);
  }
  // Claws hook down towards the wall, smaller ones ride on the back.
  for (let i = 0; i < 22; i++) {
    const t = 0.3 + 0.7 * (i / 21);
    const [x, y] = ridge(t);
    const a = -0.75 + 2.5 * (i / 21) ** 1.5 + (random() - 0.5) * 0.3;
    const l = 22 + 40 * t * (0.5 + 0.6 * random());
    const hook = Array.from({ length: 5 }, (_, k) => {
      const turn = a + 0.32 * k;
      return [x + (l * k * Math.cos(turn)) / 4, y + (l * k * Math.sin(turn)) / 4];
    });
    foam += gouge([[x - 14 * Math.cos(a), y - 14 * Math.sin(a)], ...hook], 10 + 7 * t, 0.55);
  }
  for (let i = 0; i < 120; i++) {
    const t = random();
    const [x, y] = jet(t);
    const spread = 52 * (1 - t) + 6;
    const r = (1.3 + 4.6 * random() ** 2) * (1 - 0.3 * t);
    foam += disc(x + (random() - 0.5) * spread, y + (random() - 0.5) * spread, r, r * 1.2);
  }
  const strands = [0, 1, 2, 3]
    .map((k) =>
      run((t) => jet(t, k * 13 * (1 - t)), {
        from: 0.02,
        to: 0.99,
        cut: 0.36,
        gap: 0.02,
        width: 12 - 2 * k,
        seed: 150 + k,
      }),
    )
    .join("");
  const shade = [
    [0.5, 4],
    [0.66, 8],
    [0.82, 10],
    [0.94, 6],
  ]
    .map(([t, o]) => ridge(t).map((v, k) => v + (k ? o : -6)))
    .map(([x, y]) =>
      gouge(
        [
          [x - 12, y + 8],
          [x, y + 11],
          [x + 12, y + 4],
        ],
        5,
      ),
    )
    .join("");
  return fill(ink.foam, foam + strands) + fill(ink.haze, shade);
}

function wall() {
  const section = `M524 610C528 520 536 470 560 420C576 386 584 350 578 306L566 282H664V330L676 ${street}V610Z`;
  const cap = "M556 262H674V288H560Z";
  const earth = `M664 ${street}H1210V610H640Z`;
  const stones = Array.from({ length: 46 }, (_, i) => {
    const random = rng(300 + i);
    const [x, y, r] = [545 + 115 * random(), 300 + 300 * random(), 4 + 8 * random()];
    return smooth(
      Array.from({ length: 6 }, (_, k) => [
        x + r * (0.7 + 0.5 * random()) * Math.cos(k * 1.05),
        y + r * 0.8 * (0.7 + 0.5 * random()) * Math.sin(k * 1.05),
      ]),
      true,
    );
  }).join("");
  const layers = Array.from({ length: 7 }, (_, i) =>
    run((t) => [t, street + 26 + i * 20 + Math.sin(t / 90 + i) * 4], {
      from: 650,
      to: 1210,
      cut: 90,
      gap: 22,
      width: 6 + i * 0.4,
      seed: 400 + i,
    }),
  ).join("");
  return (
    clip("section", section) +
    fill(ink.night, earth) +
    fill(ink.deep, layers) +
    fill(ink.night, section) +
    within(
      "section",
      fill(ink.slate, hatch({ box: [510, 270, 690, 610], angle: -0.8, pitch: 15, width: 4.6, seed: 9 })),
      fill(ink.night, stones),
    ) +
    fill(ink.night, cap) +
    fill(
      ink.haze,
      run((t) => [t, 265], { from: 556, to: 676, cut: 70, gap: 5, width: 5, seed: 10 }),
    ) +
    fill(
      ink.mist,
      run((t) => [t, street + 2], { from: 676, to: 1204, cut: 120, gap: 7, width: 5, seed: 11 }),
    )
  );
}

function tub(x, y, k) {
  const d = "M-78-62C-70-14-62 2-30 4H38C66 2 78-14 86-70Z";
  return (
    `<g transform="translate(${x} ${y}) scale(${k})">` +
    fill(ink.night, "M-44 2c-16 4-18 16-24 20h24c4-6 10-10 12-18ZM52 2c16 4 18 16 24 20H52C48 16 42 12 40 4Z") +
    clip("tub", d) +
    fill(ink.amber, d) +
    within(
      "tub",
      fill(ink.rust, hatch({ box: [10, -70, 96, 10], angle: 1.2, pitch: 9, width: 4.4, seed: 5, cut: 60 })),
      fill(
        "#f6dfae",
        gouge(
          [
            [-62, -52],
            [-54, -20],
            [-38, -6],
          ],
          9,
        ),
      ),
    ) +
    fill(ink.foam, "M-72-66C-50-80-30-70-8-76C16-84 44-70 82-74L80-62H-70Z") +
    fill(ink.amber, "M-88-68c0-7 6-8 10-8l168-8c6 0 8 12 0 13L-78-60c-6 0-10-2-10-8Z") +
    fill(
      "#f6dfae",
      gouge(
        [
          [-82, -70],
          [0, -75],
          [88, -80],
        ],
        4,
      ),
    ) +
    `</g>`
  );
}

export function draw() {
  return (
    sky() +
    houses() +
    trough() +
    wave() +
    wall() +
    tub(800, street - 22, 0.98) +
    fill(
      ink.foam,
      [
        [762, 356, 5],
        [836, 346, 6],
        [848, 370, 3.4],
        [752, 378, 3],
        [822, 330, 3.4],
        [778, 336, 4],
      ]
        .map(([x, y, r]) => disc(x, y, r))
        .join(""),
    ) +
    fill(ink.navy, flecks({ box: [0, 0, 1200, 600], count: 70, size: 1.8, seed: 4 }))
  );
}

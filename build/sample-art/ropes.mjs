// Learning the Ropes: a ship held by four lines, one of which is out of tune.
// Its ghosts are the third mode of a string, which is what the camera sees.
import { clip, disc, field, fill, flecks, gouge, hatch, ink, rect, rng, run, smooth, within } from "./marks.mjs";

const quay = 452;

function sky() {
  const wind = Array.from({ length: 23 }, (_, i) =>
    run((t) => [t, 8 + i * 18 + Math.sin(t / 230 + i * 0.8) * 10], {
      from: -30,
      to: 1230,
      cut: 130,
      gap: 54,
      width: 5.4,
      seed: 20 + i,
    }),
  ).join("");
  const far = "M0 352C90 330 170 338 250 330C330 320 420 340 520 336C600 332 660 346 720 344V400H0Z";
  const cranes = [
    [228, 334, 1],
    [340, 332, 0.8],
    [444, 336, 0.66],
  ]
    .map(
      ([x, y, k]) =>
        `M${x - 26 * k} ${y}L${x - 12 * k} ${y - 92 * k}H${x + 12 * k}L${x + 26 * k} ${y}h${-8 * k}L${x + 8 * k} ${y - 60 * k}H${x - 8 * k}L${x - 18 * k} ${y}ZM${x - 70 * k} ${y - 104 * k}L${x + 12 * k} ${y - 104 * k}L${x + 6 * k} ${y - 132 * k}L${x + 98 * k} ${y - 100 * k}V${y - 92 * k}H${x - 70 * k}Z`,
    )
    .join("");
  return fill(ink.haze, rect(0, 0, 1200, 400)) + fill(ink.mist, wind) + fill(ink.slate, cranes) + fill(ink.slate, far);
}

function sea() {
  let [lines, light] = ["", ""];
  for (let i = 0, y = 362; y < quay + 20; i++, y += 9 + i * 0.8) {
    lines += run((t) => [t, y + Math.sin(t / (30 + i * 3) + i * 2) * (1.6 + i * 0.2)], {
      from: -10,
      to: 1210,
      cut: 50 + i * 8,
      gap: 17,
      width: 4 + i * 0.5,
      seed: 60 + i,
    });
    light += run((t) => [t, y + 4], {
      from: -10,
      to: 1210,
      cut: 44,
      gap: 60,
      width: 4,
      seed: 160 + i,
      keep: (x) => (x < 760 ? 0.7 : 0),
    });
  }
  return fill(ink.deep, rect(0, 354, 1200, 600)) + fill(ink.navy, lines) + fill(ink.haze, light);
}

function ship() {
  const hull = "M640 28C690 60 760 74 860 76H1210V470H836C792 456 770 420 756 360C738 280 706 150 640 28Z";
  const boot = "M742 300C750 340 764 410 800 448L836 476H1210V366H757Z";
  let plates = "";
  for (let i = 0; i < 6; i++)
    plates += run((t) => [t, 122 + i * 42 - ((1200 - t) / 560) ** 2 * 16], {
      from: 668 + i * 17,
      to: 1210,
      cut: 150,
      gap: 8,
      width: 4,
      seed: 80 + i,
    });
  const shade = hatch({
    box: [630, 20, 900, 470],
    angle: 1.16,
    pitch: 12,
    width: 6,
    seed: 81,
    cut: 110,
    tone: (x, y) => Math.max(0, 1 - (x - 650 - (y - 40) * 0.26) / 150),
  });
  const flare = gouge(
    [
      [644, 34],
      [690, 130],
      [724, 230],
      [748, 330],
      [762, 396],
    ],
    9,
    0.3,
  );
  const rail = run((t) => [t, 66 - 40 * Math.max(0, (860 - t) / 220) ** 1.7], {
    from: 646,
    to: 1210,
    cut: 160,
    gap: 4,
    width: 6,
    seed: 82,
  });
  const posts = Array.from({ length: 13 }, (_, i) =>
    rect(720 + i * 40, 34 - 22 * Math.max(0, (860 - 720 - i * 40) / 220), 724 + i * 40, 76),
  ).join("");
  const wire = [0, 1]
    .map((k) =>
      run((t) => [t, 38 + k * 15 - 34 * Math.max(0, (860 - t) / 220) ** 1.3], {
        from: 690,
        to: 1210,
        cut: 200,
        gap: 2,
        width: 3,
        seed: 84 + k,
      }),
    )
    .join("");
  const holes = hawse.map(([x, y]) => disc(x, y, 17, 13)).join("");
  const lips = hawse.map(([x, y]) => disc(x, y, 23, 18)).join("");
  const anchor =
    "M858 214h12v56c14-2 26-10 32-22l10 14c-10 18-28 28-48 28s-38-10-48-28l10-14c6 12 18 20 32 22ZM864 190a14 14 0 1 1 0 28a14 14 0 1 1 0-28Zm0 8a6 6 0 1 0 0 12a6 6 0 1 0 0-12Z";
  return (
    clip("hull", hull) +
    fill(ink.night, posts + wire) +
    fill(ink.night, hull) +
    within(
      "hull",
      fill(ink.slate, boot),
      fill(ink.deep, hatch({ box: [740, 366, 1210, 480], angle: 0.1, pitch: 13, width: 5, seed: 83, cut: 80 })),
      fill(ink.deep, plates + shade),
    ) +
    fill(ink.slate, flare) +
    fill(ink.haze, rail) +
    fill(ink.slate, lips) +
    fill("#050d16", holes) +
    fill(ink.slate, anchor, `fill-rule="evenodd"`) +
    fill(
      ink.foam,
      run((t) => [t, 462 + Math.sin(t / 20) * 3], { from: 812, to: 1210, cut: 50, gap: 10, width: 7, seed: 86 }),
    )
  );
}

const hawse = [
  [724, 120],
  [790, 132],
  [886, 138],
  [1010, 140],
];
const bollards = [
  [138, 492],
  [330, 508],
  [560, 516],
];

/** A rope as laid strands: a body and the slanting cuts between them. */
function rope(from, to, sag, colour, strand, width, id) {
  const at = (t) => [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t + sag * 4 * t * (1 - t)];
  const points = Array.from({ length: 41 }, (_, i) => at(i / 40));
  const edge = (side) =>
    points.map(([x, y], i) => {
      const [a, b] = [points[Math.max(0, i - 1)], points[Math.min(40, i + 1)]];
      const len = Math.hypot(b[0] - a[0], b[1] - a[1]);
      return [x - ((b[1] - a[1]) / len) * side * width * 0.5, y + ((b[0] - a[0]) / len) * side * width * 0.5];
    });
  const body = smooth(edge(1)) + smooth(edge(-1).reverse()).replace("M", "L") + "Z";
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  let lay = "";
  for (let t = 0; t < 1; t += (width * 0.85) / length) {
    const [x, y] = at(t);
    const [px, py] = at(t + 0.01);
    const a = Math.atan2(py - y, px - x) + 0.75;
    const h = width * 0.72;
    lay += gouge(
      [
        [x - Math.cos(a) * h, y - Math.sin(a) * h],
        [x, y],
        [x + Math.cos(a) * h, y + Math.sin(a) * h],
      ],
      width * 0.3,
      0.6,
    );
  }
  return clip(id, body) + fill(colour, body) + within(id, fill(strand, lay));
}

/** The standing wave of a string with n lobes, as pairs of thin ghosts. */
function ghosts(from, to, n) {
  const len = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [nx, ny] = [-(to[1] - from[1]) / len, (to[0] - from[0]) / len];
  const ghost = (a) =>
    gouge(
      Array.from({ length: 91 }, (_, i) => {
        const t = i / 90;
        const o = a * Math.sin(n * Math.PI * t);
        return [
          from[0] + (to[0] - from[0]) * t + nx * o,
          from[1] + (to[1] - from[1]) * t + ny * o + 10 * 4 * t * (1 - t),
        ];
      }),
      2.8,
      0.15,
    );
  return [30, 18].map((a) => fill(ink.amber, ghost(a) + ghost(-a))).join("");
}

function bollard([x, y], k = 1) {
  const d = `M${x - 26 * k} ${y + 52 * k}L${x - 21 * k} ${y - 30 * k}C${x - 42 * k} ${y - 34 * k} ${x - 40 * k} ${y - 62 * k} ${x} ${y - 64 * k}C${x + 40 * k} ${y - 62 * k} ${x + 42 * k} ${y - 34 * k} ${x + 21 * k} ${y - 30 * k}L${x + 26 * k} ${y + 52 * k}Z`;
  const foot = disc(x, y + 54 * k, 44 * k, 13 * k);
  return (
    fill(ink.night, foot) +
    fill(ink.night, d) +
    fill(
      ink.slate,
      gouge(
        [
          [x - 30 * k, y - 48 * k],
          [x - 8 * k, y - 58 * k],
          [x + 18 * k, y - 56 * k],
        ],
        7 * k,
      ) +
        gouge(
          [
            [x - 13 * k, y - 20 * k],
            [x - 14 * k, y + 10 * k],
            [x - 18 * k, y + 46 * k],
          ],
          7 * k,
        ) +
        gouge(
          [
            [x - 4 * k, y - 20 * k],
            [x - 4 * k, y + 10 * k],
            [x - 7 * k, y + 40 * k],
          ],
          3.4 * k,
        ),
    )
  );
}

function ground() {
  const random = rng(5);
  let joints = "";
  for (let i = 0; i < 4; i++)
    joints += run((t) => [t, quay + 36 + i * 34 + i * i * 2], {
      from: -10,
      to: 1210,
      cut: 190,
      gap: 5,
      width: 4.4,
      seed: 700 + i,
    });
  for (let i = 0; i < 4; i++)
    for (let x = -40 + 70 * random(); x < 1210; x += 110 + 60 * random())
      joints += gouge(
        [
          [x, quay + 38 + i * 34 + i * i * 2],
          [x - 4, quay + 54 + i * 34 + i * i * 2],
          [x - 9, quay + 70 + i * 36 + i * i * 2],
        ],
        4.4,
        0.4,
      );
  const grit = field({ box: [0, quay + 20, 1200, 600], pitch: 11, length: 24, width: 3.4, seed: 6, tone: () => 0.5 });
  return (
    fill(ink.mist, rect(0, quay + 12, 1200, 600)) +
    fill(ink.haze, grit) +
    fill(ink.slate, joints) +
    fill(ink.navy, rect(0, quay + 4, 1200, quay + 20)) +
    fill(
      ink.foam,
      run((t) => [t, quay + 5], { from: -10, to: 1210, cut: 150, gap: 7, width: 6, seed: 7 }),
    )
  );
}

const loop = ([x, y], colour, strand, id) => rope([x - 27, y - 14], [x + 27, y - 14], 7, colour, strand, 15, id);

/** The camera on its post, which listens with its eye. */
function camera() {
  return (
    fill(ink.night, rect(40, 262, 50, 566)) +
    fill(ink.night, "M16 560h58l10 16H6Z") +
    fill(ink.night, "M20 238l86 16l-9 44l-86-16Z") +
    fill(ink.night, "M104 260l20 4l-5 26l-20-4Z") +
    fill(
      ink.slate,
      gouge(
        [
          [24, 243],
          [60, 250],
          [102, 257],
        ],
        6,
      ),
    ) +
    fill(ink.amber, disc(110, 276, 6))
  );
}

export function draw() {
  const [a, b, c] = bollards;
  const tie = ([x, y]) => [x + 4, y - 14];
  return (
    sky() +
    sea() +
    ship() +
    ground() +
    rope(hawse[2], tie(c), 22, ink.foam, ink.haze, 11, "r3") +
    bollard(c, 0.86) +
    loop(c, ink.foam, ink.haze, "l3") +
    ghosts(hawse[1], tie(b), 3) +
    rope(hawse[1], tie(b), 10, ink.amber, ink.rust, 12, "r2") +
    bollard(b, 0.96) +
    loop(b, ink.amber, ink.rust, "l2") +
    rope(hawse[0], tie(a), 30, ink.foam, ink.haze, 12, "r1") +
    bollard(a, 1.1) +
    loop(a, ink.foam, ink.haze, "l1") +
    camera() +
    fill(ink.foam, flecks({ box: [0, 0, 1200, 600], count: 60, size: 1.8, seed: 4 }))
  );
}

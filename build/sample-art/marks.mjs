// Marks: the few cuts from which every picture of the sample issue is made.
//
// A linocut is drawn with one tool. The gouge enters the block shallow, runs
// deep and leaves shallow, so every line is a sliver that is pointed at both
// ends, and tone comes from how wide and how close the slivers are, never from
// a gradient. Everything here returns SVG text and is seeded: the same call
// gives the same bytes, so a picture changes only when its drawing does.

/** The inks. Amber is kept for the one thing in a picture that it is about. */
export const ink = {
  night: "#0c1f31",
  navy: "#132f48",
  deep: "#1f4663",
  slate: "#3a6a8a",
  haze: "#7ba3b8",
  mist: "#b4cdd3",
  foam: "#e6ede5",
  amber: "#e8a13a",
  rust: "#b9701c",
};

/** A repeatable stream of numbers in [0, 1): mulberry32. */
export function rng(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const r1 = (n) => Math.round(n * 10) / 10;

/** A smooth closed or open path through points (Catmull–Rom, as Béziers). */
export function smooth(points, closed = false) {
  const n = points.length;
  const at = (i) => (closed ? points[(i + n) % n] : points[Math.max(0, Math.min(n - 1, i))]);
  let d = `M${r1(points[0][0])} ${r1(points[0][1])}`;
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    d +=
      `C${r1(p1[0] + (p2[0] - p0[0]) / 6)} ${r1(p1[1] + (p2[1] - p0[1]) / 6)}` +
      ` ${r1(p2[0] - (p3[0] - p1[0]) / 6)} ${r1(p2[1] - (p3[1] - p1[1]) / 6)}` +
      ` ${r1(p2[0])} ${r1(p2[1])}`;
  }
  return closed ? d + "Z" : d;
}

/** One cut along points, width px at its deepest, as path data. */
export function gouge(points, width, blunt = 0.7) {
  const n = points.length - 1;
  const left = [];
  const right = [];
  for (let i = 0; i <= n; i++) {
    const [ax, ay] = points[Math.max(0, i - 1)];
    const [bx, by] = points[Math.min(n, i + 1)];
    const len = Math.hypot(bx - ax, by - ay) || 1;
    const half = (width / 2) * Math.sin((Math.PI * i) / n) ** blunt;
    const [nx, ny] = [(-(by - ay) / len) * half, ((bx - ax) / len) * half];
    left.push([points[i][0] + nx, points[i][1] + ny]);
    right.unshift([points[i][0] - nx, points[i][1] - ny]);
  }
  return smooth(left) + smooth(right).replace("M", "L") + "Z";
}

/**
 * A line of cuts along a curve: at(t) gives the point for t in [from, to].
 * The hand lifts now and then (gap), and no two cuts are equally deep.
 */
export function run(at, { from = 0, to = 1, cut = 0.1, gap = 0.02, width = 4, seed = 1, keep = () => 1 }) {
  const random = rng(seed);
  let d = "";
  let t = from - cut * random();
  while (t < to) {
    const end = t + cut * (0.45 + 1.1 * random());
    const [a, b] = [Math.max(from, t), Math.min(to, end)];
    const tone = b > a ? keep(...at((a + b) / 2)) : 0;
    if (tone > 0 && random() < tone + 0.25) {
      const steps = 6;
      const points = [];
      for (let i = 0; i <= steps; i++) points.push(at(a + ((b - a) * i) / steps));
      d += gouge(points, width * tone * (0.7 + 0.6 * random()));
    }
    t = end + gap * (0.4 + 1.2 * random());
  }
  return d;
}

/**
 * A field of short cuts over a box. lean(x, y) is their angle in radians,
 * tone(x, y) in [0, 1] says how deep they go; at 0 the block stays uncut.
 */
export function field({ box, pitch, length, width, lean = () => 0, tone = () => 1, seed = 1 }) {
  const random = rng(seed);
  const [x0, y0, x1, y1] = box;
  let d = "";
  for (let y = y0; y < y1; y += pitch) {
    for (let x = x0 - length * random(); x < x1; x += length * (0.9 + 0.7 * random())) {
      const [px, py] = [x, y + pitch * (random() - 0.5) * 0.5];
      const depth = tone(px, py);
      if (depth <= 0.05 || random() > depth + 0.3) continue;
      const angle = lean(px, py) + (random() - 0.5) * 0.12;
      const half = (length / 2) * (0.6 + 0.6 * random());
      const [dx, dy] = [Math.cos(angle) * half, Math.sin(angle) * half];
      const sag = (random() - 0.5) * half * 0.12;
      d += gouge(
        [
          [px - dx, py - dy],
          [px - dy * 0.1, py + sag],
          [px + dx, py + dy],
        ],
        width * depth * (0.7 + 0.6 * random()),
        1,
      );
    }
  }
  return d;
}

/** Parallel cuts at one angle over a box: the engineer's hatching. */
export function hatch({ box, angle, pitch, width, seed = 1, tone = () => 1, cut = 90 }) {
  const [x0, y0, x1, y1] = box;
  const [cx, cy, reach] = [(x0 + x1) / 2, (y0 + y1) / 2, Math.hypot(x1 - x0, y1 - y0) / 2];
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  let d = "";
  for (let o = -reach, i = 0; o < reach; o += pitch, i++) {
    d += run((t) => [cx + c * t - s * o, cy + s * t + c * o], {
      from: -reach,
      to: reach,
      cut,
      gap: cut * 0.12,
      width,
      seed: seed + i * 7919,
      keep: tone,
    });
  }
  return d;
}

/** Ink that missed the paper: small uneven flecks, as path data. */
export function flecks({ box, count, size = 2.4, seed = 1 }) {
  const random = rng(seed);
  const [x0, y0, x1, y1] = box;
  let d = "";
  for (let i = 0; i < count; i++) {
    const [x, y, r] = [x0 + (x1 - x0) * random(), y0 + (y1 - y0) * random(), size * (0.3 + random() ** 3)];
    const a = random() * Math.PI;
    d += gouge(
      [
        [x - Math.cos(a) * r, y - Math.sin(a) * r],
        [x, y],
        [x + Math.cos(a) * r, y + Math.sin(a) * r],
      ],
      r * 1.6,
      0.5,
    );
  }
  return d;
}

export const fill = (colour, d, more = "") => `<path fill="${colour}" d="${d}" ${more}/>`;
export const clip = (id, d) => `<clipPath id="${id}"><path d="${d}"/></clipPath>`;
export const within = (id, ...inner) => `<g clip-path="url(#${id})">${inner.join("")}</g>`;
export const rect = (x0, y0, x1, y1) => `M${x0} ${y0}H${x1}V${y1}H${x0}Z`;
export const disc = (x, y, rx, ry = rx) =>
  `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`;

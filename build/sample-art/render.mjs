// Draws the sample issue's pictures:  node build/sample-art/render.mjs [name…]
//
// Each drawing is a module that exports an SVG; Chromium photographs it at
// twice the size, ImageMagick reduces it (finer edges than Chromium's own
// antialiasing) and writes a JPEG without metadata. The results are committed:
// nobody needs either program to build Galley.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../../internal/desk/sample/pictures");
const [width, height] = [1200, 600]; // of the drawing
const [across, down] = [1040, 520]; // of the picture: twice what the email's column has room for
const most = 120 * 1000; // bytes of one picture: a phone on a quay has a poor signal
const names = ["steps", "hydrophone", "wall", "marsh", "lock", "ropes", "almanac"];

function photograph(svg, png, work) {
  const page = join(work, "page.html");
  writeFileSync(page, `<!doctype html><style>body{margin:0}svg{display:block}</style>${svg}`);
  execFileSync(
    "chromium",
    [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--hide-scrollbars",
      `--user-data-dir=${join(work, "profile")}`,
      "--force-device-scale-factor=2",
      `--window-size=${width},${height}`,
      `--screenshot=${png}`,
      `file://${page}`,
    ],
    { stdio: "ignore" },
  );
}

const chosen = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), "sample-art-"));
mkdirSync(out, { recursive: true });
try {
  for (const name of chosen.length ? chosen : names) {
    const { draw } = await import(`./${name}.mjs`);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${draw()}</svg>`;
    const png = join(work, `${name}.png`);
    const jpeg = join(out, `${name}.jpg`);
    photograph(svg, png, work);
    execFileSync("convert", [
      png,
      "-filter",
      "Lanczos",
      "-resize",
      `${across}x${down}!`,
      "-strip",
      "-interlace",
      "JPEG",
      "-sampling-factor",
      "4:2:0",
      "-define",
      `jpeg:extent=${Math.floor(most / 1024)}KB`,
      jpeg,
    ]);
    const bytes = statSync(jpeg).size;
    if (bytes > most) throw new Error(`${jpeg}: ${bytes} bytes; at most ${most} are allowed. Draw fewer marks.`);
    console.log(`${name}.jpg  ${bytes} bytes`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

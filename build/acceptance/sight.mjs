// What a reader sees: accessible in light and dark, as wide as the screen, the
// same without its style element, and nothing in it that lives.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { colours, live, overflow, poke, sheetWidth } from './inpage.mjs';
import { withMail } from './window.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const desk = 760; // wider than the sheet
const phones = [375, 360, 320];
const sheet = 600;
const serious = ['serious', 'critical'];

/** The email as a mail program shows it that drops style elements. */
export const bare = (html) => html.replace(/<style>[\s\S]*?<\/style>/, '');

export async function sightComplaints(browser, mail) {
  const [styled, unstyled] = [mail.html, bare(mail.html)];
  if (styled === unstyled) return ['sight: the email has no style element to take away'];
  const dressed = await withMail(browser, mail, styled, lookDressed);
  const undressed = await withMail(browser, mail, unstyled, lookBare);
  const complaints = [...dressed.complaints, ...undressed.complaints];
  dressed.colours.forEach((seen, i) => {
    if (seen !== undressed.colours[i]) {
      complaints.push(
        `bare: “${seen}” becomes “${undressed.colours[i]}” without the style element`,
      );
    }
  });
  return complaints;
}

const resize = (page, width) => page.setViewportSize({ width, height: 900 });

async function lookDressed(page, alive) {
  const complaints = [];
  await resize(page, desk);
  const seen = await page.evaluate(colours);
  for (const width of [desk, phones[0]]) {
    await resize(page, width);
    complaints.push(...(await axeComplaints(page, `${width} px`)));
  }
  complaints.push(...(await widthComplaints(page, 'sight', [desk, sheet, ...phones])));
  const stirred = [...(await page.evaluate(live)), ...(await page.evaluate(poke))];
  await page.waitForTimeout(50); // what a poke set off comes a moment later
  complaints.push(...[...stirred, ...alive].map((sign) => `live: ${sign}`));
  return { complaints, colours: seen };
}

async function lookBare(page) {
  await resize(page, desk);
  const seen = await page.evaluate(colours);
  const complaints = await widthComplaints(page, 'bare', [desk, ...phones]);
  await resize(page, desk);
  complaints.push(...(await axeComplaints(page, 'no style element')));
  return { complaints, colours: seen };
}

async function widthComplaints(page, proof, widths) {
  const complaints = [];
  for (const width of widths) {
    await resize(page, width);
    const found = await page.evaluate(overflow);
    complaints.push(...found.map((what) => `${proof}: at ${width} px ${what}`));
    const want = Math.min(width, sheet);
    const is = await page.evaluate(sheetWidth);
    if (is !== want)
      complaints.push(`${proof}: at ${width} px the sheet has ${is} px, not ${want}`);
  }
  return complaints;
}

/** Every rule in light; in dark those that look at colours. */
async function axeComplaints(page, where) {
  await page.evaluate(axe);
  const found = [];
  for (const [colorScheme, runOnly] of [
    ['light', undefined],
    ['dark', ['color-contrast', 'link-in-text-block']],
  ]) {
    await page.emulateMedia({ colorScheme });
    const options = { resultTypes: ['violations'], ...(runOnly && { runOnly }) };
    const { violations } = await page.evaluate((o) => globalThis.axe.run(document, o), options);
    found.push(...violations.map((violation) => ({ ...violation, colorScheme })));
  }
  return found
    .filter(({ impact }) => serious.includes(impact))
    .flatMap(({ id, nodes, colorScheme }) =>
      nodes.map((node) => {
        const why = node.failureSummary.replace(/\s+/g, ' ');
        return `axe: ${colorScheme}, ${where}: ${id}: ${why} ${node.html.slice(0, 160)}`;
      }),
    );
}

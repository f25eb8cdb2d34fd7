// One peer in one Node process:  node worker.mjs juice|mjml INPUT
//
// It reads how often to run, one number a line, and answers with the
// nanoseconds that took and the bytes of the last result. So the program that
// measures decides whose turn it is, and nobody's start is counted.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [engine, file] = process.argv.slice(2);
const input = readFileSync(file, 'utf8');

const engines = {
  async juice() {
    const { default: juice } = await import('juice');
    return () => juice(input);
  },
  async mjml() {
    const { default: mjml2html } = await import('mjml');
    return async () => (await mjml2html(input)).html;
  },
};

const once = await engines[engine]();
for await (const line of createInterface({ input: process.stdin })) {
  let html = '';
  const began = process.hrtime.bigint();
  for (let i = Number(line); i > 0; i--) html = await once();
  const ns = Number(process.hrtime.bigint() - began);
  process.stdout.write(`${JSON.stringify({ ns, bytes: Buffer.byteLength(html) })}\n`);
}

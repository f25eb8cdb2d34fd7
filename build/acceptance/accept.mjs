// Holds exported emails against what Galley promises of them:
//
//   node build/acceptance/accept.mjs PROGRAM [NAME…]
//
// PROGRAM exports every issue of issues.mjs for every profile, and each export
// has to pass every proof: its markup, what a reader sees of it, that nothing
// in it is live, its bytes, its .eml. Before that the proofs prove themselves:
// each must refuse an email that was damaged for it (damage.mjs), for a proof
// that cannot fail proves nothing.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { emlComplaints } from './eml.mjs';
import { bytesComplaints } from './folder.mjs';
import { issues, profiles, without } from './issues.mjs';
import { markupComplaints } from './markup.mjs';
import { exportIssue, workFolder } from './program.mjs';
import { selfTest } from './damage.mjs';
import { sightComplaints } from './sight.mjs';
import { openBrowser } from './window.mjs';

const [program, ...only] = process.argv.slice(2);
const work = workFolder();
const browser = await openBrowser();
let emails = 0;
let failed = 0;

/** Prints what one export is blamed for. */
function report(name, complaints) {
  emails++;
  failed += complaints.length > 0 ? 1 : 0;
  console.log(`${complaints.length ? '✗' : '✓'} ${name}`);
  for (const complaint of complaints) console.log(`    ${complaint}`);
}

const sizeComplaints = (bytes, most) =>
  bytes > most ? [`size: ${bytes} bytes of HTML; at most ${most} are allowed`] : [];

/** Every proof of one issue for one profile. */
async function judge(issue, profile) {
  const name = `${issue.name}-${profile}`;
  const mail = exportIssue(program, issue, profile, join(work, name));
  return [
    ...markupComplaints(mail.html, profile),
    ...(await sightComplaints(browser, mail)),
    ...bytesComplaints(program, issue, profile, mail, work),
    ...emlComplaints([mail.eml]),
    ...sizeComplaints(Buffer.byteLength(mail.html), issue.most),
  ];
}

try {
  const all = issues(program, work);
  const chosen = all.filter(({ name }) => !only.length || only.includes(name));
  const sample = exportIssue(program, all[0], 'none', join(work, 'intact'));
  for (const complaint of await selfTest(browser, sample)) {
    failed++;
    console.log(`✗ a proof is blind: ${complaint}`);
  }
  const jobs = chosen.flatMap((issue) => profiles().map((profile) => ({ issue, profile })));
  const worker = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      report(`${job.issue.name}, ${job.profile}`, await judge(job.issue, job.profile));
    }
  };
  await Promise.all([worker(), worker()]);
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
console.log(`note: ${emails} emails, ${failed} refused${without()}`);
process.exitCode = failed ? 1 : 0;

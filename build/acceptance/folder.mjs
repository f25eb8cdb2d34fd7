// The bytes: the same input and time give the same, another time another .eml
// and receipt and nothing else.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exportIssue, otherDate } from './program.mjs';

/** Every file of a folder by its name. */
export function read(dir) {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((f) =>
    f.isFile(),
  );
  return new Map(
    files.map((f) => {
      const path = join(f.parentPath, f.name);
      return [path.slice(dir.length + 1), readFileSync(path)];
    }),
  );
}

/** The names of the files that are not in both folders, byte for byte. */
export function differing(one, other) {
  const names = new Set([...one.keys(), ...other.keys()]);
  return [...names].filter((n) => !one.get(n)?.equals(other.get(n) ?? Buffer.of())).sort();
}

/** An .eml without what the time of export is in: Date, Message-ID and boundaries. */
export function timeless(eml) {
  const text = eml.toString('latin1');
  const boundaries = [...text.matchAll(/boundary="([^"]+)"/g)].map((match) => match[1]);
  return boundaries
    .reduce((rest, boundary, i) => rest.replaceAll(boundary, `boundary ${i}`), text)
    .replace(/^(Date|Message-ID): .*\r\n/gim, '');
}

export function bytesComplaints(program, issue, profile, mail, work) {
  const first = read(mail.dir);
  const name = `${work}/${issue.name}-${profile}`;
  const again = read(exportIssue(program, issue, profile, `${name}-again`).dir);
  const later = read(exportIssue(program, issue, profile, `${name}-later`, otherDate).dir);
  return [...sameComplaints(first, again), ...laterComplaints(first, later)];
}

export const sameComplaints = (first, again) =>
  differing(first, again).map((name) => `bytes: ${name} differs from one export to the next`);

export function laterComplaints(first, later) {
  const complaints = [];
  for (const name of differing(first, later)) {
    if (name.endsWith('.eml')) {
      if (timeless(first.get(name)) !== timeless(later.get(name) ?? Buffer.of())) {
        complaints.push(`bytes: ${name} of another time differs in more than its time`);
      }
    } else if (!name.startsWith('receipt.')) {
      complaints.push(`bytes: ${name} depends on the time of export`);
    }
  }
  const eml = [...first.keys()].find((name) => name.endsWith('.eml'));
  if (first.get(eml).equals(later.get(eml) ?? Buffer.of())) {
    complaints.push(`bytes: ${eml} does not know its time`);
  }
  return complaints;
}

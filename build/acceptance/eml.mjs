// The .eml in the eyes of Python's email package, with its strict policy.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const reader = fileURLToPath(new URL('../../internal/eml/testdata/defects.py', import.meta.url));

const maxLine = 998; // RFC 5322, 2.1.1
const maxBodyLine = 76; // RFC 2045, 6.7 and 6.8

/** What is wrong with messages: Python's defects, and lines that are too long or end in a bare LF or CR. */
export function emlComplaints(paths) {
  const out = execFileSync('python3', ['-X', 'utf8', reader, ...paths], { maxBuffer: 1 << 28 });
  return JSON.parse(out).flatMap((seen, i) => [
    ...seen.defects.map((defect) => `eml: ${defect}`),
    ...(seen.contents['text/plain'] && seen.contents['text/html']
      ? []
      : ['eml: it lacks its text or its HTML']),
    ...lineComplaints(readFileSync(paths[i], 'latin1')),
  ]);
}

function lineComplaints(message) {
  const complaints = [];
  if (/[^\r]\n|\r[^\n]/.test(message)) complaints.push('eml: a line does not end in CRLF');
  const body = message.slice(message.indexOf('\r\n\r\n'));
  const longest = (text) => Math.max(...text.split('\r\n').map((line) => line.length));
  if (longest(message) > maxLine) complaints.push(`eml: a line has ${longest(message)} characters`);
  const parts = body.split(/\r\n--[^\r]+/).map((part) => part.slice(part.indexOf('\r\n\r\n')));
  for (const part of parts) {
    if (longest(part) > maxBodyLine) {
      complaints.push(`eml: a line of a body has ${longest(part)} characters`);
    }
  }
  return complaints;
}

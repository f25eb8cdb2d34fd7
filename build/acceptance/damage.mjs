// The proofs' own proof: an email that is in order is damaged in one place,
// and just the proof that watches that place has to notice.
import { readFileSync, writeFileSync } from 'node:fs';
import { emlComplaints } from './eml.mjs';
import { laterComplaints, read, sameComplaints } from './folder.mjs';
import { markupComplaints } from './markup.mjs';
import { sightComplaints } from './sight.mjs';

/** [what is done, the proof that notices, from, to]; the first place is changed. */
const damages = [
  ['a headline is never closed', 'markup', '</h2>', ''],
  ['a picture loses its alt text', 'markup', / alt="[^"]*"/, ''],
  ['an element that does not exist', 'markup', '<h2', '<unsubscribe>x</unsubscribe><h2'],
  ['ink fades', 'axe', /;color:#[0-9a-f]{6}">\n<p/, ';color:#c8c8c8">\n<p'],
  ['ink stays dark in the dark', 'axe', /\.t\{color:#[0-9a-f]{6}!important\}/, ''],
  ['the language goes', 'axe', '<html lang="en-GB"', '<html'],
  ['something is wider than a telephone', 'sight', '<h2', '<div style="width:340px">wide</div><h2'],
  ['the sheet spreads', 'sight', ';max-width:600px;', ';max-width:620px;'],
  ['only the style element holds the sheet', 'bare', ';width:100%;max-width:600px;', ';width:600px;'],
  [
    'only the style element gives a colour',
    'bare',
    '</style>',
    'h2{color:#111111!important}</style>',
  ],
  ['a script', 'live', '</body>', '<script>1</script></body>'],
  ['a script that tells', 'live', '<h2', '<script>console.log(1)</script><h2'],
  ['a handler', 'live', '<h2', '<h2 onmouseover="alert(1)"'],
  ['a link that runs', 'live', /href="https[^"]*"/, 'href="javascript:alert(1)"'],
  ['a pixel that counts', 'live', '<h2', '<img src="https://count.example/1.gif" alt=""><h2'],
  ['a style that loads', 'live', '<style>', '<style>@import "https://style.example/a.css";'],
];

/** Gives the damage that no proof noticed. */
export async function selfTest(browser, mail) {
  const blind = [];
  for (const [what, proof, from, to] of damages) {
    const html = mail.html.replace(from, to);
    if (html === mail.html) {
      blind.push(`${what}: there was nothing to damage`);
      continue;
    }
    const complaints =
      proof === 'markup'
        ? markupComplaints(html, 'none')
        : await sightComplaints(browser, { ...mail, html });
    if (!complaints.some((c) => c.startsWith(`${proof}:`))) blind.push(`${what} (${proof})`);
  }
  return [...blind, ...blindToBytes(mail), ...blindToMessages(mail)];
}

function blindToBytes(mail) {
  const intact = read(mail.dir);
  const changed = (ending) => {
    const copy = new Map(intact);
    const name = [...copy.keys()].find((n) => n.endsWith(ending));
    return copy.set(name, Buffer.concat([copy.get(name), Buffer.from(' ')]));
  };
  const blind = [];
  if (!sameComplaints(intact, changed('.txt')).length) blind.push('a changed byte');
  if (!laterComplaints(intact, changed('.txt')).length) blind.push('a text that knows the time');
  if (!laterComplaints(intact, changed('.eml')).length)
    blind.push('a message that changes with time');
  if (!laterComplaints(intact, intact).length) blind.push('a message that knows no time');
  return blind;
}

/** Messages that are broken as others have sent them. */
function blindToMessages(mail) {
  const path = `${mail.dir}-damaged.eml`;
  const whole = readFileSync(mail.eml, 'latin1');
  const broken = {
    'a message cut off': whole.slice(0, whole.length / 2),
    'a bare line feed': whole.replace('\r\n', '\n'),
    'broken base64': whole.replace(/base64\r\n[^]*?\r\n\r\n..../, (all) => all.slice(0, -1)),
    'a line too long': `${whole.slice(0, whole.lastIndexOf('--'))}${'x'.repeat(1200)}`,
  };
  const blind = [];
  for (const [what, message] of Object.entries(broken)) {
    writeFileSync(path, message, 'latin1');
    if (message === whole || !emlComplaints([path]).length) blind.push(what);
  }
  return blind;
}

// change.bench.mjs DATA ROUNDS: on the issue that a data folder opens, times by
// turns a change from the editor until the preview has it (editor → program →
// patch), and a bound call of 1 KB that is answered with an error. Beside them, the
// editor's own part of the change. Prints JSON: milliseconds by rounds. For make bench.
import { browser, open, start } from './galley.mjs';
import { copy, mail } from './hands.mjs';

const [data, rounds] = process.argv.slice(2);
const [chrome, galley] = await Promise.all([browser(), start({ data })]);
try {
  const { page } = await open(chrome, galley);
  await copy(page).waitFor();
  await mail(page).locator('[data-pos]').first().waitFor();
  const taken = await copy(page).evaluate(async (content, count) => {
    const { view } = content.cmTile;
    const frame = document.querySelector('iframe').contentDocument;
    const list = { change: [], call: [], editor: [] };
    const rest = () => new Promise((resolve) => setTimeout(resolve, 20));
    const change = () =>
      new Promise((resolve) => {
        const seen = new MutationObserver(() => {
          seen.disconnect();
          resolve(performance.now() - began);
        });
        seen.observe(frame, { subtree: true, childList: true, characterData: true });
        const began = performance.now();
        view.dispatch({ changes: { from: view.state.doc.length, insert: 'a' }, userEvent: 'input.type' });
        list.editor.push(performance.now() - began);
      });
    const call = async () => {
      const began = performance.now();
      await window.go.app.Frame.OpenLink('x'.repeat(1000)).catch(() => undefined);
      return performance.now() - began;
    };
    for (let n = 0; n < count; n++) {
      for (const [name, one] of Object.entries({ change, call })) {
        await rest();
        const took = await one();
        if (n >= 10) list[name].push(took);
      }
    }
    return list;
  }, Number(rounds) + 10);
  console.log(JSON.stringify(taken));
} finally {
  await chrome.close();
  await galley.stop();
}

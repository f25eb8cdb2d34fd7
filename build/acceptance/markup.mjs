// The markup: html-validate with the house's configuration.
import { readFileSync } from 'node:fs';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const config = JSON.parse(readFileSync(new URL('html-validate.json', import.meta.url), 'utf8'));

/** Campaign Monitor has elements of its own in place of links. */
const link = { flow: true, phrasing: true, interactive: true, permittedContent: ['@phrasing'] };
const campaignMonitor = {
  ...config,
  elements: ['html5', { unsubscribe: link, webversion: link }],
};

const validators = new Map();

function validator(profile) {
  const chosen = profile === 'campaign-monitor' ? campaignMonitor : config;
  if (!validators.has(chosen)) {
    validators.set(chosen, new HtmlValidate(new StaticConfigLoader(chosen)));
  }
  return validators.get(chosen);
}

/** What html-validate has against the HTML. */
export function markupComplaints(html, profile) {
  const report = validator(profile).validateStringSync(html);
  return report.results.flatMap((result) =>
    result.messages.map((m) => `markup: line ${m.line}:${m.column}: ${m.message} [${m.ruleId}]`),
  );
}

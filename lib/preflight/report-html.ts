import type { Plan } from '@/lib/plan/schema';
import { checkOf } from './catalogue';
import type { Check, CheckValues } from './check';
import { checkGroups } from './check-groups';
import { keptBy } from './kept';
import type { Report, Result } from './result';
import { checkText, foundText, type TextOf } from './result-text';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const style = `body{font:13px/1.5 "Inter","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif;color:#10151c;margin:32px auto;max-width:1080px;padding:0 24px}
h1{font-size:22px;margin:0 0 4px}h2{font-size:16px;margin:28px 0 8px;border-bottom:1px solid #cbd1d9;padding-bottom:4px}h3{font-size:13px;margin:0}
table{border-collapse:collapse;width:100%;margin:6px 0 12px}th{font-weight:500;color:#5c6673;text-align:left}th,td{padding:4px 10px 4px 0;border-bottom:1px solid #e1e5ea;vertical-align:top;overflow-wrap:anywhere}
code{font:12px/1.5 "JetBrains Mono",ui-monospace,Menlo,Consolas,monospace}p{margin:2px 0}.m{color:#5c6673}.block{color:#b3281c}.warn{color:#875000}.passed{color:#0c7653}.not-run{color:#5c6673}
section{break-inside:avoid;margin:0 0 18px}dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 12px;margin:4px 0}dt{color:#5c6673}dd{margin:0}
@media print{body{margin:0;max-width:none;padding:0;font-size:11px}a{color:inherit}}`;

/**
 * The report as one page without scripts, pictures or links to elsewhere: to print, to mail, to keep with the change request. What
 * blocks first, then warnings (kept ones with who and why), what was not run with its reason, and a table of everything that passed.
 */
export function reportHtml(plan: Plan, report: Report, language: string, translate: TextOf): string {
  const t = (key: string, values?: Record<string, string | number>) =>
    escaped(translate(`preflight.${key}`, values) ?? key);
  const own = (check: Check, part: Parameters<typeof checkText>[2], values: CheckValues) =>
    escaped(checkText(translate, check, part, values));
  const stateOf = (result: Result) => (result.state === 'finding' ? result.severity : result.state);
  const all = report.results.flatMap((result) => {
    const check = checkOf(result.check);
    return check ? [{ check, result, state: stateOf(result) }] : [];
  });
  const found = (check: Check, result: Result): string => escaped(foundText(translate, check, result));
  const count = (state: string) => all.filter((each) => each.state === state).length;

  const kept = (check: Check, host: string): string => {
    const record = keptBy(plan, check, host);
    return record
      ? `<p class="m">${t('keep.kept', { by: record.by, at: record.at.slice(0, 10), reason: record.reason })}</p>`
      : '';
  };
  const part = (state: 'block' | 'warn' | 'not-run' | 'info'): string => {
    const ids = [...new Set(all.filter((each) => each.state === state).map(({ check }) => check.id))];
    const sections = ids.flatMap((id) => {
      const rows = all.filter((each) => each.check.id === id && each.state === state);
      const [first] = rows;
      if (!first) return [];
      const values = first.result.state === 'finding' ? first.result.values : {};
      const lines = rows.map(({ check, result }) => {
        const needed = result.state === 'finding' ? own(check, 'needed', result.values) : '';
        return `<tr><td><b>${escaped(result.host)}</b>${state === 'warn' ? kept(check, result.host) : ''}</td><td>${found(check, result)}</td><td>${needed}</td></tr>`;
      });
      const host = plan.hosts.find(({ name }) => name === first.result.host);
      const command = host ? first.check.byHand({ plan, facts: {}, bundle: null }, host) : '';
      return [
        `<section><h3 class="${state}">${own(first.check, state === 'not-run' ? 'name' : 'title', values)} <code class="m">${escaped(id)}</code></h3>
<p>${own(first.check, 'why', values)}</p>
<table><tr><th>${t('detail.host')}</th><th>${t('detail.found')}</th><th>${t('detail.needed')}</th></tr>${lines.join('')}</table>
<dl><dt>${t('detail.source')}</dt><dd><code>${escaped(first.check.source)}</code></dd><dt>${t('detail.byHand')}</dt><dd><code>${escaped(command).replaceAll('\n', '<br>')}</code></dd></dl></section>`,
      ];
    });
    if (sections.length === 0) return '';
    return `<h2 class="${state}">${t(`square.${state}`)} (${count(state)})</h2>${sections.join('\n')}`;
  };
  const passedRows = checkGroups.flatMap((group) =>
    all
      .filter((each) => each.state === 'passed' && each.check.group === group)
      .map(
        ({ check, result }) =>
          `<tr><td>${t(`groups.${group}`)}</td><td>${own(check, 'name', {})} <code class="m">${escaped(check.id)}</code></td><td>${escaped(result.host)}</td><td>${found(check, result)}</td></tr>`,
      ),
  );
  const open = all.filter((each) => each.state === 'waiting' || each.state === 'running').length;
  const notes = [
    ...(report.state === 'interrupted' || report.state === 'stopped' ? [t(`notice.${report.state}.title`)] : []),
    ...(open > 0 ? [`${t('square.running')}: ${open}`] : []),
  ];
  const at = new Date(report.startedAt).toISOString().slice(0, 19).replace('T', ' ');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${t('title')}, ${escaped(plan.name)}</title><style>${style}</style></head>
<body><h1>${t('title')}: ${escaped(plan.name)}</h1>
<p class="m">${at} UTC · ${escaped(report.hosts.map(({ name, address }) => `${name} ${address}`).join(', '))}</p>
<p><b class="passed">${count('passed') + count('info')} ${t('square.passed')}</b> · <b class="block">${count('block')} ${t('square.block')}</b> · <b class="warn">${count('warn')} ${t('square.warn')}</b> · <b class="not-run">${count('not-run')} ${t('square.not-run')}</b></p>
${notes.map((note) => `<p class="warn">${note}</p>`).join('')}
${part('block')}${part('warn')}${part('not-run')}${part('info')}
${passedRows.length === 0 ? '' : `<h2 class="passed">${t('square.passed')} (${passedRows.length})</h2><table>${passedRows.join('')}</table>`}
</body></html>
`;
}

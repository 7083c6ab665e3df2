// Prints "NAME passed failed skipped" out of a JSON report of vitest or Playwright, and on stderr a line
// "FAILED NAME: file › test: first line of its error" for each that failed; exit status 1 when there is one.
// A report that is missing, or a suite that failed outside its tests, counts as a failure: silence is not green.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const [file, name, code] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let skipped = 0;
let failures = [];
try {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed = report.numPassedTests ?? report.stats.expected + report.stats.flaky;
  failed = report.numFailedTests ?? report.stats.unexpected;
  skipped = report.stats ? report.stats.skipped : report.numPendingTests + report.numTodoTests;
  failures = report.testResults ? report.testResults.flatMap(ofVitest) : report.suites.flatMap(ofPlaywright);
} catch (error) {
  failures = [`no report that can be read: ${error.message}`];
}
if (failed === 0 && (Number(code) !== 0 || passed === 0)) failed = 1;
if (failed > 0 && failures.length === 0) failures = [`ended with ${code}, outside its tests`];
for (const failure of failures) process.stderr.write(`FAILED ${name}: ${failure}\n`);
process.stdout.write(`${name} ${passed} ${failed} ${skipped}\n`);
process.exit(failed > 0 ? 1 : 0);

function ofVitest({ name: test, status, message, assertionResults }) {
  const where = path.relative(process.cwd(), test);
  const lost = assertionResults.filter((result) => result.status === 'failed');
  if (lost.length === 0 && status === 'failed') return [`${where}: ${firstLine(message)}`];
  return lost.map(({ fullName, failureMessages }) => `${where} › ${fullName}: ${firstLine(failureMessages[0])}`);
}

function ofPlaywright({ specs = [], suites = [] }) {
  const lost = specs.flatMap(({ file: spec, line, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected')
      .map(({ results }) => `${spec}:${line} › ${title}: ${firstLine(results.at(-1)?.error?.message)}`),
  );
  return [...lost, ...suites.flatMap(ofPlaywright)];
}

function firstLine(text) {
  return (
    stripVTControlCharacters(text ?? '')
      .trim()
      .split('\n')[0] || 'without a word'
  );
}

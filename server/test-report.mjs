// Prints "NAME passed failed skipped" out of a JSON report of vitest or Playwright; exit status 1 when anything failed.
// A report that is missing, or a suite that failed outside its tests, counts as a failure: silence is not green.
import { readFileSync } from 'node:fs';

const [file, name, code] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let skipped = 0;
try {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed = report.numPassedTests ?? report.stats.expected + report.stats.flaky;
  failed = report.numFailedTests ?? report.stats.unexpected;
  skipped = report.stats ? report.stats.skipped : report.numPendingTests + report.numTodoTests;
} catch (error) {
  process.stderr.write(`${name} left no report that can be read: ${error.message}\n`);
}
if (failed === 0 && (Number(code) !== 0 || passed === 0)) failed = 1;
process.stdout.write(`${name} ${passed} ${failed} ${skipped}\n`);
process.exit(failed > 0 ? 1 : 0);

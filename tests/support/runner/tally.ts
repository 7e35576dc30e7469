import { appendFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Closes a run with one line anyone can read: `N passed, N failed`; added to the file TALLY names, for who runs several,
 * and what failed to `TALLY.failed`: the end of a long run is what is read of it.
 */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string) => tests.filter((test) => test.result().state === state);
    const skipped = inState('skipped').length;
    const passed = inState('passed').length;
    const failures = [
      ...inState('failed').map((test) =>
        result(`${test.module.relativeModuleId} > ${test.fullName}`, test.result().errors ?? []),
      ),
      // A file whose tests all pass may fail by what is done before or after them.
      ...modules.flatMap((module) =>
        errorsAround(module).map((error) => result(module.relativeModuleId, [error])),
      ),
      ...errors.map((error) => result('outside every test', [error])),
    ];
    process.stdout.write(
      `\n${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
    );
    const { TALLY } = process.env;
    if (!TALLY) return;
    appendFileSync(TALLY, `${passed} ${failures.length} ${skipped}\n`);
    if (failures.length > 0) appendFileSync(`${TALLY}.failed`, `${failures.join('\n')}\n`);
  }
}

const errorsAround = (module: TestModule): unknown[] => [
  ...module.errors(),
  ...[...module.children.allSuites()].flatMap((suite) => suite.errors()),
];

const result = (where: string, errors: readonly unknown[]): string =>
  [where, ...errors.map((error) => String((error as Partial<Error>).message ?? error))].join('\n  ');

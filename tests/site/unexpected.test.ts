import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A process that watches itself as the program does, and what it does then. */
const program = (then: string): string => `
  import { openLog, takeConsole, watchUnexpected } from './server/runtime/log';
  import { createStop } from './server/runtime/process';
  const log = openLog({ LOG_LEVEL: 'info' });
  const failed = (error) => void log.accident('arrêt', { error });
  const steps = [() => { throw new Error('une étape manque'); }, () => process.stdout.write('au revoir')];
  takeConsole(log);
  watchUnexpected(log, () => createStop(steps, failed)(1));
  ${then}
`;

const run = async (then: string) => {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type', 'module', '-e', program(then)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  const lines = err.split('\n').filter((line) => line !== '');
  return { out, code, err, lines: lines.map((line) => JSON.parse(line)) };
};

describe('what nothing catches', () => {
  it('is told, and a rejection does not end the process', async () => {
    const { out, code, lines } = await run(`
      void Promise.reject(new Error('oubliée'));
      setTimeout(() => process.stdout.write('en vie'), 50);
    `);
    expect([out, code]).toEqual(['en vie', 0]);
    expect(lines).toEqual([
      expect.objectContaining({ level: 50, reference: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/) }),
    ]);
    expect(lines[0].error).toMatchObject({ message: 'oubliée', frames: expect.any(Array) });
  });
  it('ends it when it is an exception, after everything was taken down', async () => {
    const { out, code, lines } = await run(`setTimeout(() => { throw new Error('perdue'); });`);
    expect([out, code]).toEqual(['au revoir', 1]);
    // Lines told in the last moments may reach the pipe in another order.
    const result = lines.map(({ error }) => error.message).toSorted();
    expect(result).toEqual(['perdue', 'une étape manque']);
  });
  it('said by a library is a line that quotes nobody, once for each place', async () => {
    const { err, code, lines } = await run(`
      for (let each = 0; each < 3; each += 1) console.error('/opticien?q=claire.martin', new Error('de "Claire"'));
      console.log('adresse de quelqu’un');
      process.emitWarning('fuite possible');
    `);
    expect(code).toBe(0);
    expect(err).not.toMatch(/claire|quelqu/i);
    expect(lines.map(({ level }) => level)).toEqual([40, 40]);
  });
});

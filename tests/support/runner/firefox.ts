import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { patiently, processGroups } from './process-group';
import type { Driven } from './web-driver';

/** Debian's; null where this machine has none. */
export const findFirefox = (): string | null => ['/usr/bin/firefox-esr'].find(existsSync) ?? null;

const PREFERENCES = `user_pref("marionette.port", 0);
user_pref("dom.disable_open_during_load", false);
`;

/** Firefox is asked by Marionette, its own wire for WebDriver: `LENGTH:[0,id,command,parameters]`, both ways. */
export const startFirefox = async (program: string): Promise<Driven> => {
  const group = processGroups('firefox');
  try {
    writeFileSync(join(group.home, 'user.js'), PREFERENCES);
    const child = group.start(program, [
      '--headless',
      '--marionette',
      '--no-remote',
      '--profile',
      group.home,
    ]);
    const chosen = join(group.home, 'MarionetteActivePort');
    const port = await patiently(child, () =>
      existsSync(chosen) ? Number(readFileSync(chosen, 'utf8')) : null,
    );
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const waiting = new Map<number, (error: unknown, result: unknown) => void>();
    let held = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk]);
      for (;;) {
        const colon = held.indexOf(':');
        const end = colon + 1 + Number(held.subarray(0, Math.max(colon, 0)));
        if (colon < 0 || held.length < end) return;
        const message = JSON.parse(held.subarray(colon + 1, end).toString());
        held = held.subarray(end);
        // The first thing said is a greeting.
        if (Array.isArray(message)) waiting.get(message[1])?.(message[2], message[3]);
      }
    });
    let asked = 0;
    const ask = (command: string, parameters: object) =>
      new Promise<unknown>((resolve, reject) => {
        asked += 1;
        waiting.set(asked, (error, result) =>
          error ? reject(new Error(`${command} : ${JSON.stringify(error)}`)) : resolve(result),
        );
        const text = JSON.stringify([0, asked, `WebDriver:${command}`, parameters]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      });
    await ask('NewSession', {});
    return {
      ask: async (command, parameters = {}) => {
        const result = await ask(command, parameters);
        return result && typeof result === 'object' && 'value' in result ? result.value : result;
      },
      end: () => {
        socket.destroy();
        return group.end();
      },
    };
  } catch (error) {
    await group.end();
    throw error;
  }
};

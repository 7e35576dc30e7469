import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port';
import { patiently, processGroups } from './process-group';
import type { Driven } from './web-driver';

const LIBRARIES = '/usr/lib';

type Programs = { driver: string; browser: string; display: string };

/** Debian's webkit2gtk-driver and xvfb; null where this machine lacks one of them. */
export const findWebkit = (): Programs | null => {
  const browsers = existsSync(LIBRARIES)
    ? readdirSync(LIBRARIES).map((machine) => `${LIBRARIES}/${machine}/webkit2gtk-4.1/MiniBrowser`)
    : [];
  const [driver, browser, display] = [['/usr/bin/WebKitWebDriver'], browsers, ['/usr/bin/Xvfb']].map(
    (paths) => paths.find(existsSync),
  );
  return driver && browser && display ? { driver, browser, display } : null;
};

/** The window's own buttons would hold it wider than a phone. */
const NARROW = '* { min-width: 0; padding: 0; margin: 0; font-size: 6px; }';

/** Where each command is asked of WebKitWebDriver, below the session. */
const PATHS = {
  Navigate: 'url',
  ExecuteScript: 'execute/sync',
  PerformActions: 'actions',
  SetWindowRect: 'window/rect',
  SwitchToWindow: 'window',
  GetWindowHandles: 'window/handles',
};

export const startWebkit = async ({ driver, browser, display }: Programs): Promise<Driven> => {
  const group = processGroups('webkit');
  try {
    const styles = join(group.home, '.config/gtk-3.0');
    mkdirSync(styles, { recursive: true });
    writeFileSync(join(styles, 'gtk.css'), NARROW);
    const screen = group.start(
      display,
      ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '-nolisten', 'unix'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    );
    let number = '';
    screen.stdio[3]?.on('data', (chunk) => {
      number += chunk;
    });
    await patiently(screen, () => number.endsWith('\n'));
    const port = await freePort();
    const child = group.start(driver, [`--port=${port}`], {
      env: { DISPLAY: `:${number.trim()}`, GSETTINGS_BACKEND: 'memory', NO_AT_BRIDGE: '1' },
    });
    const ask = async (path: string, body?: object): Promise<unknown> => {
      const answer = await fetch(
        `http://127.0.0.1:${port}/${path}`,
        body && { method: 'POST', body: JSON.stringify(body) },
      );
      const { value } = (await answer.json()) as { value: unknown };
      if (!answer.ok) throw new Error(`${path} : ${JSON.stringify(value)}`);
      return value;
    };
    await patiently(child, () => ask('status').catch(() => null));
    const options = {
      binary: browser,
      args: ['--automation', '--javascript-can-open-windows-automatically=true'],
    };
    const alwaysMatch = { 'webkitgtk:browserOptions': options };
    const { sessionId } = (await ask('session', { capabilities: { alwaysMatch } })) as { sessionId: string };
    return {
      ask: (command, parameters) => ask(`session/${sessionId}/${PATHS[command]}`, parameters),
      end: group.end,
    };
  } catch (error) {
    await group.end();
    throw error;
  }
};

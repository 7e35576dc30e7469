import { setTimeout as pause } from 'node:timers/promises';
import type { Hand } from './counter-tasks';

/** The commands of W3C WebDriver that are used here, by the names of Marionette. */
type Command =
  | 'Navigate'
  | 'ExecuteScript'
  | 'PerformActions'
  | 'SetWindowRect'
  | 'SwitchToWindow'
  | 'GetWindowHandles';

/** A browser that is asked over a wire of its own. */
export type Driven = {
  ask: (command: Command, parameters?: object) => Promise<unknown>;
  end: () => Promise<void>;
};

const PATIENCE = 30_000;
const HEIGHT = 844;
/** Narrower windows are a phone's, and have a finger; WebKitWebDriver makes a mouse of it. */
const TOUCHED = 600;
const KEYS = { Enter: '\uE007', Tab: '\uE004' };

/** Runs in a page of the same origin. What the new window complains of is heard from before its first script. */
const openHeard = (address: string, size: string): void => {
  localStorage.clear();
  const opened = window.open(address, '', size) as (Window & typeof globalThis & { heard: unknown[] }) | null;
  if (!opened) throw new Error('no window opens');
  Object.assign(window, { opened });
  opened.heard = [];
  const hear = (what: unknown) =>
    opened.heard.push(what instanceof opened.Element ? what.outerHTML : String(what));
  const listener = ({ message, target }: ErrorEvent) => {
    // Firefox says so of a module that it already has.
    const isHeld = target instanceof opened.Element && target.matches('link[rel=modulepreload]');
    if (!isHeld) hear(message ?? target);
  };
  // A file that does not load is heard too: its error does not bubble.
  opened.addEventListener('error', listener, true);
  opened.addEventListener('unhandledrejection', ({ reason }) => hear(reason));
  opened.addEventListener('securitypolicyviolation', (event) =>
    hear(`${event.violatedDirective} ${event.blockedURI}`),
  );
  opened.console.error = (...said) => hear(said.join(' '));
};

const eventually = async <Said>(ask: () => Promise<Said>, what: string): Promise<NonNullable<Said>> => {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await pause(50)) {
    const said = await ask();
    if (said) return said;
  }
  throw new Error(`attendu en vain : ${what}`);
};

/** Each page is a window of its own, which the first window opens. */
export const windowsOf = ({ ask }: Driven, origin: string) => {
  let first: string | undefined;
  let pointerType = 'mouse';
  const handles = () => ask('GetWindowHandles') as Promise<string[]>;
  const run = <Given extends unknown[], Said>(work: (...given: Given) => Said, ...args: Given) =>
    ask('ExecuteScript', { script: `return (${work})(...arguments)`, args }) as Promise<Awaited<Said>>;
  const until: Hand['until'] = async (question, given) => {
    await eventually(() => run(question, given), `${question} ${given}`);
  };
  const keys = (...values: string[]) =>
    ask('PerformActions', {
      actions: [
        {
          type: 'key',
          id: 'keys',
          actions: values.flatMap((value) => [
            { type: 'keyDown', value },
            { type: 'keyUp', value },
          ]),
        },
      ],
    });

  const hand: Hand = {
    type: async (field, text) => {
      await run((name) => document.querySelector<HTMLElement>(name)?.focus(), field);
      await keys(...text);
    },
    press: async (key) => {
      await keys(KEYS[key]);
    },
    tap: async (selector, name) => {
      const at = await run(
        (wanted, said) => {
          const found = [...document.querySelectorAll(wanted)].find((each) =>
            each.textContent?.includes(said),
          );
          found?.scrollIntoView({ block: 'center' });
          const { x, y, width, height } = found?.getBoundingClientRect() ?? new DOMRect();
          return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
        },
        selector,
        name,
      );
      const steps = [
        { type: 'pointerMove', ...at },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await ask('PerformActions', {
        actions: [{ type: 'pointer', id: pointerType, parameters: { pointerType }, actions: steps }],
      });
    },
    until,
  };

  /** Open, `width` wide, once React has taken it over; the one before is closed. */
  const open = async (path: string, width: number): Promise<void> => {
    pointerType = width < TOUCHED ? 'touch' : 'mouse';
    if (first) {
      await ask('SwitchToWindow', { handle: first });
      await run(() => (window as Window & { opened?: Window }).opened?.close());
    }
    const before = await handles();
    first ??= before[0];
    await ask('Navigate', { url: `${origin}/a-propos` });
    await run(openHeard, origin + path, `width=${width},height=${HEIGHT}`);
    const opened = async () => (await handles()).find((handle) => !before.includes(handle));
    await ask('SwitchToWindow', { handle: await eventually(opened, path) });
    await ask('SetWindowRect', { width, height: HEIGHT });
    await until(
      (key) => Object.keys(document.querySelector('main') ?? {}).some((own) => own.startsWith(key)),
      '__reactFiber',
    );
  };
  return {
    run,
    hand,
    open,
    tab: () => keys(KEYS.Tab),
    /** What the page complained of; no list at all where a click loaded it again. */
    heard: () => run(() => (window as Window & { heard?: string[] }).heard),
  };
};

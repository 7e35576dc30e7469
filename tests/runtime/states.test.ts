import { describe, expect, it } from 'vitest';
import { NewerSchema, NoRoom } from '#db/database';
import { AWAY, BUSY, createStates, FULL, OUTDATED, stateOf } from '#server/runtime/states';

const coded = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });
const SECOND = 1_000;

const openStates = () => {
  const lines: string[] = [];
  let at = 0;
  const states = createStates(
    (what, about) => {
      const { seconds, times } = about as { seconds?: number; times?: number };
      lines.push(seconds === undefined ? what : `${what} ${seconds} s ${times}`);
    },
    () => at,
  );
  return {
    states,
    lines,
    wait: (ms: number) => {
      at += ms;
    },
  };
};

describe('a state of the machine', () => {
  it('is one line when it begins, one a minute while it lasts, one when it is over', () => {
    const { states, lines, wait } = openStates();
    for (let second = 0; second < 150; second += 1) {
      states.met(AWAY);
      states.met(AWAY);
      wait(SECOND);
    }
    states.over(AWAY);
    states.over(AWAY);
    expect(lines).toEqual([
      'base injoignable',
      'base injoignable : cela dure 60 s 121',
      'base injoignable : cela dure 120 s 241',
      'base injoignable : c’est fini 150 s 300',
    ]);
  });
  it('that comes and goes is told twice a minute at most', () => {
    const { states, lines, wait } = openStates();
    for (let second = 0; second < 60; second += 1) {
      states.met(AWAY);
      wait(SECOND / 2);
      states.over(AWAY);
      wait(SECOND / 2);
    }
    expect(lines).toHaveLength(2);
    states.met(AWAY);
    expect(lines).toHaveLength(3);
  });
  it('does not hide another', () => {
    const { states, lines } = openStates();
    states.met(AWAY);
    states.met(FULL);
    expect(lines).toEqual([AWAY.name, FULL.name]);
    expect([states.isLasting(FULL), states.isLasting(BUSY)]).toEqual([true, false]);
  });
});

it.each([
  ['a base that refuses connections', coded('ECONNREFUSED'), AWAY],
  ['a base that says nothing', coded('ETIMEDOUT'), AWAY],
  ['a newer schema', new NewerSchema('9999'), OUTDATED],
  ['a full pool', new NoRoom(), BUSY],
  ['a full disk of the base', coded('53100'), FULL],
  ['a full disk of ours', coded('ENOSPC'), FULL],
  ['a folder that is only read', coded('EROFS', { path: '/srv' }), FULL],
  ['a folder of somebody else', coded('EACCES', { path: '/srv' }), FULL],
  ['a socket of somebody else', coded('EACCES'), null],
  ['anything else', new TypeError('x is not a function'), null],
])('%s is told from the others', (_, error, state) => {
  expect(stateOf(error)).toBe(state);
});

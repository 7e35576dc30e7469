import { describe, expect, it } from 'vitest';
import { paris } from '../support/world/builders';
import { search, WITHOUT_THE_RULE } from '../support/world/sequences/search';

const START = paris('2026-02-09 12:00');
const RUNS = Number(process.env.PROPERTY_RUNS ?? 400);

it('one person, by whatever it may own, turns no board green', () => {
  expect(search({ start: START, rule: 'in', runs: RUNS })).toBeNull();
});

describe('with the rule of independence taken out, the search finds by itself', () => {
  it.each(Object.entries(WITHOUT_THE_RULE))('%s', (_, { finds, ...asked }) => {
    const found = search({ start: START, rule: 'out', runs: 60_000, ...asked });
    const kinds = [...(found?.before ?? []), ...(found?.after ?? [])].map(({ kind }) => kind);
    // The shortest: nothing in it could be left out.
    expect([...new Set(kinds)].sort()).toEqual([...finds].sort());
  });
});

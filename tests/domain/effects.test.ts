import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import { FLOWS, type Flow, HEALTHS, type Health, MODELS } from '#server/domain/facts/vocabulary';
import { countsFor, effectOf } from '#server/domain/judgement/effects';
import type { Link } from '#server/domain/judgement/links';
import { paris } from '../support/world/builders';

const at = paris('2024-02-05 12:00');
const link = (health: Health, more: Partial<Link> = {}): Link => ({
  platform: 'p',
  health,
  basis: 'declared',
  since: at,
  downSince: health === 'down' ? at : null,
  statements: [],
  concentrator: null,
  ...more,
});

/** The table of RULES.md 5 as it is printed: degraded / maintenance or down / unknown. */
const PRINTED: Record<Exclude<Flow, 'noemie' | 'virement'>, { simple: string; complex: string }> = {
  carte: { simple: 'restricted / suspended / unknown', complex: 'restricted / suspended / unknown' },
  pec: { simple: '– / – / –', complex: 'restricted / suspended / unknown' },
  idb: { simple: 'restricted / restricted / restricted', complex: 'restricted / restricted / restricted' },
  clc: { simple: '– / – / –', complex: 'restricted / restricted / restricted' },
  dre: { simple: 'restricted / restricted / restricted', complex: 'restricted / restricted / restricted' },
  portail: { simple: '– / – / –', complex: '– / restricted / restricted' },
  arl: { simple: '– / – / –', complex: '– / – / –' },
};

describe.each(MODELS)('for a %s counter', (model) => {
  it.each(Object.entries(PRINTED))('%s does what the table prints', (flow, columns) => {
    const verdict = (health: Health) =>
      effectOf(flow as Flow, model, link(health), at).verdict.replace('possible', '–');
    const printed = columns[model === 'simple' ? 'simple' : 'complex'];
    expect(`${verdict('degraded')} / ${verdict('down')} / ${verdict('unknown')}`).toBe(printed);
    expect(verdict('maintenance')).toBe(verdict('down'));
  });

  it('what works, and what is no transfer, leaves payment as it is', () => {
    expect(effectOf('virement', model, link('operational'), at)).toEqual({
      verdict: 'possible',
      payment: 'normal',
    });
    expect(effectOf('carte', model, link('down'), at)).toEqual({ verdict: 'suspended', payment: 'normal' });
  });

  it('a green answer rests on the flows that could close it', () => {
    expect(FLOWS.filter((flow) => countsFor(flow, model)).sort()).toEqual(
      model === 'simple' ? ['carte', 'dre', 'idb'] : ['carte', 'clc', 'dre', 'idb', 'pec', 'portail'],
    );
  });

  it('payment follows transfers and their returns, and never the verdict', () => {
    const payment = (flow: Flow) =>
      (['degraded', 'maintenance', 'down', 'unknown'] as const).map(
        (health) => effectOf(flow, model, link(health), at).payment,
      );
    expect(payment('virement')).toEqual(['delayed', 'suspended', 'suspended', 'unknown']);
    expect(payment('noemie')).toEqual(['normal', 'unknown', 'unknown', 'unknown']);
    for (const health of HEALTHS) {
      expect(effectOf('virement', model, link(health), at).verdict).toBe('possible');
      expect(effectOf('noemie', model, link(health), at).verdict).toBe('possible');
    }
  });

  it('closes when invoicing has been down for 48 hours, not for maintenance', () => {
    const since = (ago: number) => link('down', { downSince: shift(at, -ago) });
    expect(effectOf('dre', model, since(48 * HOUR), at).verdict).toBe('suspended');
    expect(effectOf('dre', model, since(48 * HOUR - MINUTE), at).verdict).toBe('restricted');
    expect(effectOf('dre', model, link('maintenance', { since: shift(at, -60 * HOUR) }), at).verdict).toBe(
      'restricted',
    );
  });

  it('a silent probe counts for the card, for prior agreements where they are needed, and for nothing else', () => {
    const silent = FLOWS.map(
      (flow) => [flow, effectOf(flow, model, link('unknown', { basis: 'silent' }), at)] as const,
    );
    const counts = silent.filter(
      ([, effect]) => effect.verdict !== 'possible' || effect.payment !== 'normal',
    );
    const expected = model === 'simple' ? ['carte'] : ['pec', 'carte'];
    expect(counts.map(([flow, { verdict }]) => `${flow} ${verdict}`)).toEqual(
      expected.map((flow) => `${flow} unknown`),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { isOpaque, rowSentence } from '#app/words/space-audit-rows';

const NAMES: Record<string, string> = { viamedis: 'Viamedis', mgen: 'MGEN' };
const nameOf = (id: string) => NAMES[id] ?? id;
const told = (noun: string, after: object | null, before: object | null = null) =>
  rowSentence({ noun, before, after }, nameOf)?.replaceAll('\u202f', ' ') ?? null;

describe('a row of the journal reads as a sentence', () => {
  it.each([
    [
      'statement',
      { platform: 'viamedis', flows: ['pec'], professions: ['optician'], health: 'down' },
      'Viamedis, prise en charge : coupé, pour les opticiens',
    ],
    [
      'convention',
      { mutuelle: 'mgen', platform: 'viamedis', from: '2026-02-02' },
      'MGEN chez Viamedis, depuis le lundi 2 février 2026',
    ],
    ['notice', { title: 'Gardez les factures' }, 'Gardez les factures'],
    ['probe', { name: 'Portail Viamedis' }, 'Portail Viamedis'],
    ['restriction', { action: 'probe-stopping' }, 'Arrêt de la sonde'],
    ['delivery', { channel: 'webhook' }, 'Webhook'],
  ])('%s', (noun, after, sentence) => {
    expect(told(noun, after)).toBe(sentence);
  });
  it('by what it was before, where nothing is left; by nothing, where its contents say nothing', () => {
    expect(told('organisation', null, { name: 'Ancien nom' })).toBe('Ancien nom');
    expect(told('probe', { enabledAt: '2026-02-01T00:00:00Z' })).toBeNull();
    expect(told('toString', { name: 'x' })).toBeNull();
  });
  it('and its number stays behind the fold, unless people can read it', () => {
    expect(['00000000-0000-4000-8000-000000000000', '["mgen","viamedis",null]'].map(isOpaque)).toEqual([
      true,
      true,
    ]);
    expect(isOpaque('portail-viamedis')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { copyOf, isPublicPage } from '#app/offline/worker/kept-pages';
import { offlineWords } from '#app/words/offline';
import { MINUTE } from '#server/domain/facts/intervals';

const NOON = Date.parse('2026-11-30T11:00:00Z');
const page = { knownAt: NOON, wall: NOON, part: 'said' };
const standing = {
  seen: { seq: 7, generatedAt: new Date(NOON - 3 * MINUTE).toISOString() },
  refused: null,
  wall: NOON,
  parts: { '/opticien': 'said' },
};
const at = { path: '/opticien', now: NOON + 10 * MINUTE };

describe('a page kept on a device', () => {
  it('is of when the state was signed, not of when the page came', () => {
    expect(copyOf(page, standing, at)).toEqual({ knownAt: NOON - 3 * MINUTE, wall: NOON, doubt: null });
  });
  it('is of when it came, where a later state says the same', () => {
    const seen = { seq: 9, generatedAt: new Date(NOON + 5 * MINUTE).toISOString() };
    expect(copyOf(page, { ...standing, seen }, at)).toMatchObject({ knownAt: NOON, doubt: null });
  });
  it.each([
    ['no state was ever verified', { seen: null }, 'unsigned'],
    ['the last state was not ours', { refused: 'signature' }, 'refused'],
    ['the last state was older than one before', { refused: 'older' }, 'refused'],
    ['a later state says something else of it', { parts: { '/opticien': 'other' } }, 'changed'],
    ['a later state was never compared with it', { parts: {} }, 'changed'],
    ['the clock was set back since something was kept', { wall: NOON + 12 * MINUTE }, 'clock'],
  ] as const)('is not vouched for when %s', (_, news, doubt) => {
    expect(copyOf(page, { ...standing, ...news }, at).doubt).toBe(offlineWords.doubts[doubt]);
  });
  it('is not vouched for by a clock of before it came', () => {
    expect(copyOf(page, standing, { ...at, now: NOON - MINUTE }).doubt).toBe(offlineWords.doubts.clock);
  });
});

describe('what is kept of a visit', () => {
  it.each([
    '/',
    '/opticien',
    '/opticien/alan',
    '/pharmacien/operateur/almerys',
    '/plateformes/viamedis',
    '/ecran/opticien',
  ])('%s is', (path) => expect(isPublicPage(path)).toBe(true));
  it.each([
    '/espace',
    '/espace/connexion',
    '/premiers-pas',
    '/api/v1/answers',
    '/opticien/alan/x/y',
    '/opticien?q=dupont',
    '/opticien/%64upont',
    '//ailleurs.example/opticien',
    'opticien',
  ])('%s is not', (path) => expect(isPublicPage(path)).toBe(false));
});

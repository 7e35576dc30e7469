import { describe, expect, it } from 'vitest';
import { weakness } from '#server/accounts/passwords';

/** Whoever chooses it, and where. */
const CONTEXT = [
  'camille.dupont@rof.example',
  'Camille Dupont',
  'rof',
  'Rassemblement des opticiens de France',
  'comptoir',
  'mutuelle',
  'viamedis',
  'Viamedis',
  'almerys',
];

describe('a password that somebody would guess', () => {
  it.each([
    ['court', 'too-short'],
    ['quatorze signes'.slice(0, 14), 'too-short'],
    ['a'.repeat(201), 'too-long'],
    ['123456789012345', 'sequence'],
    ['motdepassemotdepasse', 'repeats'],
    ['azertyuiopqsdfghjklm', 'sequence'],
    ['comptoircomptoir', 'context'],
    ['passwordpassword', 'repeats'],
    ['camille.dupont@rof.exampl', 'context'],
    ['Camille.Dupont.1985!', 'context'],
    ['aaaaaaaaaaaaaaaa', 'repeats'],
    ['abcabcabcabcabcabc', 'repeats'],
    ['abcdefghijklmnopqrst', 'sequence'],
    ['qwertyuiopasdfgh', 'common'],
    ['soleil soleil soleil', 'repeats'],
    ['Motdepasse1234567', 'common'],
    ['Viamedis & Almerys 2026', 'context'],
    ['Mutuelle2024Mutuelle2024', 'repeats'],
    ['opticiens de France', 'context'],
  ])('« %s » is refused: %s', async (password, why) => {
    expect(await weakness(password, CONTEXT)).toBe(why);
  });
});

describe('a password that nobody would', () => {
  it.each([
    'quatre mots que personne ne dit',
    'sept autres mots que nul ne connaît',
    'tulipe grille marteau lune',
    'correct horse battery staple',
    'jaune-vélo-cactus-trente',
    'un comptoir sous la pluie verte du mardi',
    'xK8#mQ2!vR9$tL4w',
    '🦉🐈🐕🦔🐁🐂🐇🐓🦆🐝🦋🐌🐞🦂🐙🦀',
  ])('« %s » is taken', async (password) => {
    expect(await weakness(password, CONTEXT)).toBe(null);
  });
});

it('is looked at in a moment, however long and twisted', async () => {
  await weakness('une première fois, pour charger les listes', CONTEXT);
  const startedAt = performance.now();
  await weakness('P4$$w0rd!3l33t$7r1ng@0000'.repeat(8), CONTEXT);
  expect(performance.now() - startedAt).toBeLessThan(1000);
});

import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { spaceTitle } from '#app/words/space-form';

const SPACE = new URL('../../app/space/', import.meta.url);
const around = (waiting: number) => [{ id: 'space/space.route', data: { waiting } }];

it('a title begins with how much waits for its reader, and with nothing where nothing does', () => {
  expect(spaceTitle('Journal', around(2))).toBe('(2) Journal – Comptoir');
  expect(spaceTitle('Journal', around(0))).toBe('Journal – Comptoir');
  expect(spaceTitle('Connexion', [{ id: 'root', data: null }])).toBe('Connexion – Comptoir');
});

it('every page of the space has such a title', () => {
  const routes = readdirSync(SPACE, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.route.tsx'),
  );
  const titled = routes.filter((file) => readFileSync(new URL(file, SPACE), 'utf8').includes('spaceTitle('));
  const deaf = titled.filter(
    (file) => !/spaceTitle\([\s\S]{1,120}?\bmatches\b/.test(readFileSync(new URL(file, SPACE), 'utf8')),
  );
  expect([titled.length > 30, deaf]).toEqual([true, []]);
});

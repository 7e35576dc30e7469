import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { revalidateForm } from '../../app/space/form/space-page';

const SPACE = fileURLToPath(new URL('../../app/space/', import.meta.url));
/** Pages of the space that read something for whoever is signed in, and send a form. */
const pages = readdirSync(SPACE, { recursive: true, encoding: 'utf8' }).filter((name) => {
  if (!name.endsWith('.route.tsx')) return false;
  const text = readFileSync(SPACE + name, 'utf8');
  return /\bspaceLoader\(/.test(text) && /export const action\b/.test(text);
});

describe('a form sent once the session is over', () => {
  it('stands on many pages', () => {
    expect(pages.length).toBeGreaterThan(15);
  });
  it.each(pages)('%s is not read again, which would lead away from what was typed', async (name) => {
    const { shouldRevalidate } = await import(/* @vite-ignore */ SPACE + name);
    expect(shouldRevalidate).toBe(revalidateForm);
  });
});

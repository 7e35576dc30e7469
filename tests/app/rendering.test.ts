import { createElement, Suspense } from 'react';
import { describe, expect, it } from 'vitest';
import { rendered } from '../../app/rendering.server';

/** Waits for something once, then shows it. */
const waiting = (something: Promise<void>, text: string) => {
  let isThere = false;
  const there = something.then(() => {
    isThere = true;
  });
  return () => {
    if (!isThere) throw there;
    return text;
  };
};

describe('a page', () => {
  it('leaves whole, with what it had to wait for', async () => {
    const Late = waiting(new Promise((resolve) => setTimeout(resolve, 5)), 'enfin');
    const page = createElement('p', null, createElement(Suspense, null, createElement(Late)));
    expect(await rendered(page, 'nonce')).toContain('enfin');
  });
  it.each([
    ['in a part of it', (never: () => string) => createElement(Suspense, null, createElement(never))],
    ['before any of it is there', (never: () => string) => createElement(never)],
  ])('is given up when it does not come in time: %s', async (_, page) => {
    const never = waiting(new Promise(() => undefined), 'jamais');
    await expect(rendered(page(never), 'nonce', 20)).rejects.toThrow('was not rendered within 20 ms');
  });
});

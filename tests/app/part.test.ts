import { createElement as h, type ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { rendered, withoutFailingParts } from '../../app/rendering.server';
import { Part, PartsProvider } from '../../app/ui/part';

const Broken = ({ words }: { words: string }): ReactElement => {
  throw new Error(words);
};
const broken = (words: string) => h(Broken, { words });
const part = (name: string, ...children: (ReactElement | string)[]) => h(Part, { name }, ...children);
const answer = (...children: (ReactElement | string)[]) =>
  h(Part, { name: 'answer', isAnswer: true }, ...children);

/** Makes a page of these, as the server does. */
const page = async (...parts: ReactElement[]) => {
  const result: string[] = [];
  const made = await withoutFailingParts(
    (given) => rendered(h(PartsProvider, { value: given }, h('main', null, ...parts)), 'nonce'),
    (error, name) => `${name}-${result.push((error as Error).message)}`,
  );
  return { ...made, result };
};

describe('a page of which a part fails', () => {
  it('is whole when none does', async () => {
    const { html, failed, isAnswering, result } = await page(
      part('head', h('b', null, 'Tête')),
      answer(h('b', null, 'Oui')),
    );
    expect(html).toBe('<main><b>Tête</b><b>Oui</b></main>');
    expect([failed.size, isAnswering, result]).toEqual([0, true, []]);
  });
  it('stands without it, says so in its place, and tells each accident once', async () => {
    const { html, failed, isAnswering, result } = await page(
      part('head', 'Tête'),
      part('steps', broken('étapes')),
      answer('Oui'),
      part('voices', 'a', broken('voix')),
    );
    expect(html).toMatch(/^<main>Tête<p[^>]*>Cette partie ne s’affiche pas.*steps-1\.<\/p>Oui<p.*voices-2/);
    expect([...failed]).toEqual([
      ['steps', 'steps-1'],
      ['voices', 'voices-2'],
    ]);
    expect([isAnswering, result]).toEqual([true, ['étapes', 'voix']]);
  });
  it('leaves out the innermost alone', async () => {
    const { html } = await page(part('outer', 'dehors', part('inner', broken('dedans'))));
    expect(html).toContain('dehors');
    expect(html).toContain('inner-1');
  });
  it('does not answer when that part is the answer', async () => {
    const { html, isAnswering } = await page(part('head', 'Tête'), answer(broken('réponse')));
    expect(html).toContain('Tête');
    expect(html).toContain('La réponse ne s’affiche pas');
    expect(isAnswering).toBe(false);
  });
  it('fails as a whole, once, when no part holds what throws', async () => {
    await expect(page(part('head', 'Tête'), broken('dehors'))).rejects.toThrow('dehors');
  });
});

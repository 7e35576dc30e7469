import { expect, it } from 'vitest';
import { whySentence } from '#app/words/answers';
import { paymentNote } from '#app/words/effects';
import { leaningSentence } from '#app/words/links';
import type { Flow, Health } from '#server/domain/facts/vocabulary';

const nameOf = (id: string) => ({ viamedis: 'Viamedis', oct: 'Resopharma', sesam: 'SESAM-Vitale' })[id] ?? id;
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'");
const cause = (flow: Flow, health: Health, rootPlatform: string, concentrator: string | null) => ({
  platform: 'viamedis',
  flow,
  health,
  rootPlatform,
  concentrator,
  basis: 'declared' as const,
  since: null,
});
const said = (...of: Parameters<typeof cause>) =>
  plain(
    whySentence(
      {
        reason: 'dre-down',
        profession: 'pharmacist',
        cause: cause(...of),
        candidates: [{ platform: 'viamedis' }],
      },
      nameOf,
    ),
  );

it.each([
  [
    'the reader’s own concentrator',
    said('dre', 'down', 'oct', 'oct'),
    'La facturation de votre concentrateur (Resopharma) est coupée pour les pharmaciens. Vos factures ne partent pas, part obligatoire comprise.',
  ],
  [
    'what the reader’s own concentrator rests on',
    said('dre', 'down', 'sesam', 'oct'),
    "Votre concentrateur (Resopharma) s'appuie sur SESAM-Vitale : la facturation de SESAM-Vitale est coupée pour les pharmaciens. Vos factures ne partent pas, part obligatoire comprise.",
  ],
  [
    'its returns of payment',
    said('noemie', 'down', 'oct', 'oct'),
    'Les retours de paiement de votre concentrateur (Resopharma) sont coupés pour les pharmaciens.',
  ],
  [
    'the operator',
    said('dre', 'down', 'viamedis', null),
    'La facturation de Viamedis est coupée pour les pharmaciens. Vos factures ne partent pas.',
  ],
  [
    'what the operator rests on',
    said('dre', 'down', 'sesam', null),
    "Viamedis s'appuie sur SESAM-Vitale : la facturation de SESAM-Vitale est coupée pour les pharmaciens. Vos factures ne partent pas.",
  ],
])('the sentence of a cause that is %s', (_, sentence, expected) => {
  expect(sentence).toBe(expected);
});

it('the payment note names it too', () => {
  const flow = {
    ...cause('noemie', 'down', 'oct', 'oct'),
    statements: [],
    effect: { verdict: 'possible' as const, payment: 'unknown' as const },
  };
  const note = paymentNote({ payment: 'unknown', candidates: [{ flows: [flow] }] }, nameOf, () => undefined);
  expect(plain(note)).toBe('les retours de paiement de votre concentrateur (Resopharma) sont coupés');
});

it.each([
  ['oct', 'oct', 'votre concentrateur (Resopharma)'],
  ['sesam', 'oct', "votre concentrateur (Resopharma) s'appuie sur SESAM-Vitale"],
  ['sesam', null, "Viamedis s'appuie sur SESAM-Vitale"],
  ['viamedis', null, null],
])('a row of the table that rests on %s by %s says so', (rootPlatform, concentrator, expected) => {
  const leaning = leaningSentence({ platform: 'viamedis', rootPlatform, concentrator }, nameOf);
  expect(leaning && plain(leaning)).toBe(expected);
});

import type { Payment, Profession, Verdict } from '#server/domain/facts/vocabulary';

type Row = {
  at: string;
  knownAt?: string;
  profession: Profession;
  mutuelle: string;
  verdict: Verdict;
  payment: Payment;
  because: string;
};

const MH = 'malakoff-humanis';

/** What the incident replayed must answer, row by row (RULES.md 12); Paris time. */
export const FEBRUARY_2024: readonly Row[] = [
  {
    at: '2024-01-28 12:00',
    profession: 'pharmacist',
    mutuelle: MH,
    verdict: 'possible',
    payment: 'normal',
    because: 'presumed',
  },
  {
    at: '2024-01-29 16:00',
    profession: 'pharmacist',
    mutuelle: MH,
    verdict: 'restricted',
    payment: 'normal',
    because: 'idb down since 15:00: paper card',
  },
  {
    at: '2024-01-29 16:00',
    knownAt: '2024-02-03 00:00',
    profession: 'pharmacist',
    mutuelle: MH,
    verdict: 'restricted',
    payment: 'suspended',
    because: 'transfers had stopped; told on 2 Feb',
  },
  {
    at: '2024-01-30 12:00',
    profession: 'optician',
    mutuelle: MH,
    verdict: 'restricted',
    payment: 'normal',
    because: 'portail down; pec not yet said to be',
  },
  {
    at: '2024-02-02 12:00',
    profession: 'pharmacist',
    mutuelle: MH,
    verdict: 'restricted',
    payment: 'suspended',
    because: 'idb, virement',
  },
  {
    at: '2024-02-02 12:00',
    profession: 'optician',
    mutuelle: MH,
    verdict: 'suspended',
    payment: 'normal',
    because: 'pec',
  },
  {
    at: '2024-02-02 12:00',
    profession: 'physician',
    mutuelle: MH,
    verdict: 'possible',
    payment: 'normal',
    because: 'nothing said against it',
  },
  {
    at: '2024-02-02 12:00',
    profession: 'optician',
    mutuelle: 'alan',
    verdict: 'possible',
    payment: 'normal',
    because: 'Almerys not yet known',
  },
  {
    at: '2024-02-02 12:00',
    profession: 'optician',
    mutuelle: 'aesio-mutuelle',
    verdict: 'depends',
    payment: 'normal',
    because: 'Viamedis suspended, Almerys possible',
  },
  {
    at: '2023-12-15 12:00',
    profession: 'optician',
    mutuelle: 'la-mutuelle-generale',
    verdict: 'possible',
    payment: 'normal',
    because: 'Viamedis before 1 January',
  },
  {
    at: '2024-02-02 12:00',
    profession: 'optician',
    mutuelle: 'la-mutuelle-generale',
    verdict: 'possible',
    payment: 'normal',
    because: 'Almerys after 1 January',
  },
  {
    at: '2024-02-02 12:00',
    profession: 'optician',
    mutuelle: 'harmonie-mutuelle',
    verdict: 'suspended',
    payment: 'normal',
    because: 'Viamedis, and Oxantis which rests on it',
  },
  {
    at: '2024-02-06 12:00',
    profession: 'optician',
    mutuelle: 'alan',
    verdict: 'suspended',
    payment: 'normal',
    because: 'pec',
  },
  {
    at: '2024-02-06 12:00',
    profession: 'pharmacist',
    mutuelle: 'alan',
    verdict: 'possible',
    payment: 'normal',
    because: 'declared by the operator',
  },
  {
    at: '2024-02-09 12:00',
    profession: 'pharmacist',
    mutuelle: MH,
    verdict: 'restricted',
    payment: 'delayed',
    because: 'idb lapsed; transfers catching up',
  },
  {
    at: '2024-02-10 12:00',
    profession: 'hospital',
    mutuelle: MH,
    verdict: 'restricted',
    payment: 'normal',
    because: 'a workaround',
  },
  {
    at: '2024-02-12 14:00',
    profession: 'optician',
    mutuelle: MH,
    verdict: 'suspended',
    payment: 'normal',
    because: 'portal back, pec not',
  },
  {
    at: '2024-02-20 12:00',
    profession: 'optician',
    mutuelle: MH,
    verdict: 'unknown',
    payment: 'normal',
    because: 'no news for 7 days',
  },
  {
    at: '2024-03-15 12:00',
    profession: 'optician',
    mutuelle: MH,
    verdict: 'possible',
    payment: 'normal',
    because: 'incident closed',
  },
];

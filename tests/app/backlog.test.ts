import { expect, it } from 'vitest';
import { backlogDays } from '#app/words/answer-page';

it.each([
  [[], 'aucun jour ouvré concerné'],
  [['2024-02-01'], 'jour concerné\u202f: 1er février'],
  [['2024-02-01', '2024-02-02'], 'jours concernés\u202f: 1er février, 2 février'],
  [
    Array.from({ length: 7 }, (_, index) => `2024-02-0${index + 1}`),
    '7 jours ouvrés concernés\u202f: du 1er février au 7 février',
  ],
])('says the working days %j of an outage that is over', (days, words) => {
  expect(backlogDays(days)).toBe(words);
});

import type { Words } from '#server/contract/words';
import {
  BOARD_GROUPS,
  type BoardGroup,
  type Payment,
  type Profession,
  type Verdict,
} from '#server/domain/vocabulary';
import { escaped } from './escaped';
import { PRESUMED, VERDICT_SIGNS } from './signs';

type Embedded = {
  profession: Profession;
  at: Date;
  isConfirmed: boolean;
  origin: string;
  platforms: readonly {
    platform: string;
    name: string;
    verdict: Verdict;
    payment: Payment;
    isPresumed: boolean;
  }[];
  counts: readonly { group: BoardGroup; count: number }[];
  total: number;
};

/** A page that needs no script: the operators, worst first, then how many mutuelles are in each answer. */
export const embedPage = (words: Words, told: Embedded): string => {
  const { slug, plural } = words.professions[told.profession];
  const title = escaped(words.boardOf(plural));
  const oembed = `${told.origin}/oembed?format=json&url=${encodeURIComponent(`${told.origin}/embed/${slug}`)}`;
  const age = told.isConfirmed ? words.asOf(told.at) : words.notConfirmedSince(told.at);
  return [
    '<!doctype html><html lang="fr"><head><meta charset="utf-8">',
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>`,
    `<link rel="stylesheet" href="/embed/style.css"><link rel="alternate" type="application/json+oembed" href="${escaped(oembed)}" title="${title}">`,
    `</head><body><main><h1>${title}</h1><p class="age">${escaped(age)}</p><ul>`,
    ...worstFirst(told.platforms).map((each) => lineOf(words, each)),
    '</ul><ul class="counts">',
    ...told.counts
      .filter(({ count }) => count > 0)
      .map(({ group, count }) => `<li>${escaped(words.mutuellesCounted(group, count, told.total))}</li>`),
    `</ul><p><a href="${escaped(`${told.origin}/${slug}`)}" target="_blank" rel="noopener">${escaped(words.wholeBoard)}</a></p>`,
    '</main></body></html>\n',
  ].join('');
};

const worstFirst = (platforms: Embedded['platforms']) =>
  [...platforms].sort(
    (a, b) =>
      BOARD_GROUPS.indexOf(a.verdict) - BOARD_GROUPS.indexOf(b.verdict) || a.name.localeCompare(b.name, 'fr'),
  );

const lineOf = (
  words: Words,
  { name, verdict, payment, isPresumed }: Embedded['platforms'][number],
): string =>
  [
    '<li><svg width="16" height="16" viewBox="0 0 24 24" aria-hidden="true">',
    `${(isPresumed ? PRESUMED : VERDICT_SIGNS[verdict]).drawing}</svg><span>${escaped(words.typeset(name))}</span>`,
    `<strong>${escaped(words.verdicts[verdict])}</strong>`,
    payment === 'normal' ? '' : ` <em>${escaped(words.paymentNotNormal)}</em>`,
    '</li>',
  ].join('');

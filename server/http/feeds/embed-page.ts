import { agedAttributes, written } from '#server/contract/aged';
import { drawn, type SignName } from '#server/contract/signs';
import type { Words } from '#server/contract/words';
import {
  BOARD_GROUPS,
  type BoardGroup,
  type Payment,
  type Profession,
  type Verdict,
} from '#server/domain/facts/vocabulary';
import { escaped } from '../kit/escaped';

type Embedded = {
  profession: Profession;
  at: Date;
  /** Milliseconds since it was confirmed; 0: it just was. */
  age: number;
  /** Until when it may be believed; null: it is of an instant that was asked, and stays true of it. */
  validUntil: Date | null;
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
type Platform = Embedded['platforms'][number];

/** Read without a script: the operators, worst first, then how many mutuelles are in each answer. */
export const embedPage = (words: Words, embedded: Embedded): string => {
  const { slug, plural } = words.professions[embedded.profession];
  const title = escaped(words.boardOf(plural));
  const oembed = `${embedded.origin}/oembed?format=json&url=${encodeURIComponent(`${embedded.origin}/embed/${slug}`)}`;
  const script = embedded.validUntil === null ? '' : '<script src="/age.js" defer=""></script>';
  return [
    `<!doctype html><html lang="fr"${classOf(embedded)}><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>`,
    `<link rel="stylesheet" href="/embed/style.css"><link rel="alternate" type="application/json+oembed" href="${escaped(oembed)}" title="${title}">`,
    `${script}</head><body>${spriteOf(embedded)}<main><h1>${title}</h1>${ageOf(words, embedded)}<ul>`,
    ...worstFirst(embedded.platforms).map((each) => lineOf(words, each)),
    '</ul><ul class="counts">',
    ...embedded.counts
      .filter(({ count }) => count > 0)
      .map(({ group, count }) => words.mutuellesCounted(group, count, embedded.total))
      .map((counted) => `<li><span data-judged>${escaped(counted)}</span></li>`),
    `</ul><p><a href="${escaped(`${embedded.origin}/${slug}`)}" target="_blank" rel="noopener">${escaped(words.wholeBoard)}</a></p>`,
    '</main></body></html>\n',
  ].join('');
};

/** Where no script runs the style counts the time since the page came: see `EMBED_STYLE`. */
const classOf = ({ at, age, validUntil }: Embedded): string => {
  if (validUntil === null) return '';
  return ` class="${+at + age < +validUntil ? 'is-of-now' : 'is-of-now is-due'}"`;
};

const ageOf = (words: Words, { at, age, validUntil }: Embedded): string => {
  const stale = words.notConfirmedSince(at);
  const dated = escaped(age === 0 ? words.asOf(at) : stale);
  if (validUntil === null) return `<p class="age">${dated}</p>`;
  const aged = { generatedAt: at, validUntil, stale, clocksApart: words.clocksApart, ...words.unconfirmed };
  const attributes = { ...agedAttributes(aged), 'data-refreshed': '' };
  return `<p class="age"${written(attributes)}>${dated}</p><p class="due">${escaped(stale)}</p>`;
};

const worstFirst = (platforms: Embedded['platforms']) =>
  [...platforms].sort(
    (a, b) =>
      BOARD_GROUPS.indexOf(a.verdict) - BOARD_GROUPS.indexOf(b.verdict) || a.name.localeCompare(b.name, 'fr'),
  );

const lineOf = (words: Words, platform: Platform): string =>
  [
    `<li><svg width="16" height="16" aria-hidden="true"><use href="#sign-${signOf(platform)}"></use></svg>`,
    `<span>${escaped(words.typeset(platform.name))}</span>`,
    `<strong data-judged>${escaped(words.verdicts[platform.verdict])}</strong>`,
    platform.payment === 'normal' ? '' : ` <em data-judged>${escaped(words.paymentNotNormal)}</em>`,
    '</li>',
  ].join('');

const signOf = ({ verdict, isPresumed }: Platform): SignName => (isPresumed ? 'presumed' : verdict);

/** Each sign that the page draws, once, and the one that every verdict turns to. */
const spriteOf = ({ platforms }: Embedded): string => {
  const signs = new Set<SignName>([...platforms.map(signOf), 'unknown']);
  const symbols = [...signs].map(
    (sign) => `<symbol id="sign-${sign}" viewBox="0 0 24 24">${drawn(sign)}</symbol>`,
  );
  return `<svg class="sprite" width="0" height="0" aria-hidden="true">${symbols.join('')}</svg>`;
};

import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { agedAttributes, written } from '#server/contract/aged';
import { askedId } from '#server/contract/ids';
import { drawn, type SignName } from '#server/contract/signs';
import type { Words } from '#server/contract/words';
import { SECOND, shift } from '#server/domain/facts/intervals';
import {
  BOARD_GROUPS,
  type BoardGroup,
  type Payment,
  type Profession,
  type Verdict,
} from '#server/domain/facts/vocabulary';
import { boardPlatforms, boardRows, groupOf } from '#server/domain/judgement/board';
import { VALID } from '#server/read-model/snapshots';
import type { Deps } from '../deps';
import { escaped } from '../kit/escaped';
import { withEtag } from '../kit/etag';
import { type Documented, refusal } from '../kit/problems';
import { repliesInText } from '../kit/replies';
import { askRecord, instantsQuery, readProfession } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { isPresumed } from './drawings';

/**
 * What a framed page looks like, light only: it lies on the page of somebody else. Where `/age.js` does not run (a
 * sandbox, a blocked script), the verdicts of a page of now leave by themselves once it is past its time.
 */
export const EMBED_STYLE = `
body { margin: 0; background: #fff; color: #191d21; font: 15px/1.45 system-ui, sans-serif; }
main { padding: 12px 14px; }
h1 { margin: 0; font-size: 17px; }
h2 { margin: 10px 0 4px; font-size: 15px; }
.sprite { position: absolute; }
.age { margin: 2px 0 10px; color: #474e55; font-size: 13px; }
ul { list-style: none; margin: 0 0 10px; padding: 0; }
li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding: 5px 0; border-top: 1px solid #dfdbd2; }
li > span:not([data-judged]) { flex: 1 1 8em; }
.counts li { border: 0; padding: 1px 0; color: #474e55; font-size: 13px; }
a { color: #0d5468; }
#etat { position: sticky; top: 0; margin: 0; padding: 8px 14px; background: #fff2b8; border-bottom: 1px solid #81878c; font-size: 13px; }
.is-stale #etat, .is-not-asked #etat { background: #fdeaea; color: #a8121d; font-weight: 700; }
.is-stale .age, .due { color: #a8121d; font-weight: 700; }
.due { visibility: hidden; height: 0; margin: 0; font-size: 13px; }
.is-of-now:not(.is-watched) .due { animation: tell 0s ${VALID / SECOND}s forwards; }
.is-of-now:not(.is-watched) :is(li svg, [data-judged]) { animation: leave 0s ${VALID / SECOND}s forwards; }
.is-due:not(.is-watched) :is(.due, li svg, [data-judged]) { animation-delay: 0s; }
@keyframes tell { to { visibility: visible; height: auto; } }
@keyframes leave { to { visibility: hidden; } }
`;

const route = createRoute({
  method: 'get',
  path: '/{profession}',
  summary: 'Le tableau en petit, à mettre dans la page d’un autre',
  request: { params: z.object({ profession: askedId }), query: instantsQuery },
  responses: repliesInText(
    'text/html',
    'Une page qui se lit sans script, et tourne d’elle-même à « à vérifier »',
  ),
});

/** Mounted at /embed: by the French slug of a profession, or its id. */
export const embed = (deps: Deps) => {
  const doors = createRouter();
  doors.get('/style.css', (c) =>
    c.body(EMBED_STYLE, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    }),
  );
  return doors.openapi(route, async (c) => {
    const { words } = deps;
    const id = c.req.valid('param').profession;
    const asked = readProfession(words.professionOf(id) ?? id);
    if (!asked.ok) return refusal(c, asked.refusal);
    const instants = c.req.valid('query');
    const reading = await askRecord(deps, instants);
    if (!reading.ok) return refusal(c, reading.refusal);
    const { read, known } = reading.value;
    const profession = asked.value;
    const question = { profession, card: { code: null, csr: null }, concentrator: null };
    const rows = boardRows(known, question);
    const body = embedPage(words, {
      profession,
      at: read.at,
      age: read.age,
      validUntil: instants.at || instants.knownAt ? null : shift(read.at, VALID),
      origin: new URL(deps.publicUrl ?? c.req.url).origin,
      platforms: boardPlatforms(known, question).map((each) => ({
        ...each,
        isPresumed: isPresumed(each),
      })),
      counts: BOARD_GROUPS.map((group) => {
        const own = rows.filter((row) => groupOf(row) === group);
        const unpaid = group === 'no-convention' ? [] : own.filter(({ payment }) => payment !== 'normal');
        return { group, count: own.length, unpaid: unpaid.length };
      }),
      likely: rows.filter(({ likely }) => likely.length > 0).length,
      total: rows.length,
    });
    withEtag(c, { body }, read.age);
    return c.body(body, 200, {
      'Content-Type': 'text/html; charset=utf-8',
    }) as Response as Documented;
  });
};

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
  /** `unpaid`: of these, those whose payment is not normal. */
  counts: readonly { group: BoardGroup; count: number; unpaid: number }[];
  /** Of those without a known convention, those that an operator known elsewhere may serve. */
  likely: number;
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
      .map(({ group, count, unpaid }) => words.mutuellesCounted(group, count, embedded.total, unpaid))
      .map((counted) => `<li><span data-judged>${escaped(counted)}</span></li>`),
    embedded.likely > 0 ? `<li><span>${escaped(words.likelyCounted(embedded.likely))}</span></li>` : '',
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
    `<strong data-judged>${escaped(words.answered(platform.verdict, platform.payment))}</strong>`,
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

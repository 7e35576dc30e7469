import type { Context } from 'hono';
import type { Words } from '#server/contract/words';
import { escaped } from './escaped';
import { problemOf, type Refusal } from './problems';

export type RefusalPage = (c: Context, refused: Refusal) => Response;

/**
 * A refusal as a page, for what no page of ours sends: it asks nothing of the record and runs no script, so that
 * whoever sends rubbish costs nothing. `stylesheet`: of the dashboard, if it is built.
 */
export const refusalPages =
  (words: PageWords, stylesheet: string | null): RefusalPage =>
  (c, refused) => {
    const { status, headers, body } = refusalPage(words, stylesheet, refused);
    return c.body(body, status as 400, headers);
  };

type PageWords = Pick<Words, 'typeset' | 'backHome'>;

/** The same where there is no request of the router yet. */
export const refusalPage = (
  { typeset, backHome }: PageWords,
  stylesheet: string | null,
  refused: Refusal,
) => {
  const { problem, headers } = problemOf(refused);
  const { title, status, detail, cure } = problem;
  // How to ask otherwise is said to programs.
  const said = refused.kind === 'method-not-allowed' ? [detail] : [detail, cure ?? ''];
  const body = [
    '<!doctype html><html lang="fr"><head><meta charset="utf-8">',
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(typeset(title))} – Comptoir</title>`,
    '<link rel="icon" href="/favicon.svg">',
    stylesheet === null ? '' : `<link rel="stylesheet" href="${escaped(stylesheet)}">`,
    `</head><body><main class="page" id="contenu"><div class="title"><h1>${escaped(typeset(title))}</h1></div>`,
    ...said.filter((text) => text !== '').map((text) => `<p>${escaped(typeset(text))}</p>`),
    `<p class="small"><a href="/">${escaped(backHome)}</a></p></main></body></html>\n`,
  ].join('');
  return { status, headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' }, body };
};

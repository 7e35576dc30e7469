import type { Problem } from '#server/contract/problem';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { englishWords } from '../words/english';
import { professionOfSlug, professionWords } from '../words/professions';

/** First words that somebody may try, with those of our addresses. */
const OURS: Readonly<Record<string, string>> = {
  platforms: 'plateformes',
  incidents: 'incidents',
  notices: 'avis',
  maintenances: 'maintenances',
  history: 'historique',
  report: 'signaler',
  subscriptions: 'abonnements',
  integrations: 'brancher',
  about: 'a-propos',
  privacy: 'confidentialite',
  accessibility: 'accessibilite',
  legal: 'mentions-legales',
};

const ENGLISH = /^\/en(?=\/|$)/i;

/** The French page of `/en/optician/…`; of what is none of ours, the home. Null: nobody asks for English. */
export const frenchOf = (pathname: string): string | null => {
  if (!ENGLISH.test(pathname)) return null;
  const [first = '', ...rest] = pathname.split('/').filter(Boolean).slice(1);
  const own = ownWord(first.toLowerCase());
  if (own === null) return '/';
  return `/${[own, ...rest.map((word) => (word === 'operator' ? 'operateur' : word))].join('/')}`;
};

const ownWord = (word: string): string | null => {
  const profession = professionOfSlug(word) ?? PROFESSIONS.find((each) => each === word);
  if (profession) return professionWords[profession].slug;
  return OURS[word] ?? Object.values(OURS).find((each) => each === word) ?? null;
};

/** What is thrown of an address in English; nothing of any other. */
export const refuseEnglish = (request: Request): void => {
  const french = frenchOf(new URL(request.url).pathname);
  if (french === null) return;
  const problem: Problem = {
    type: 'about:blank',
    title: englishWords.title,
    status: 404,
    detail: englishWords.detail,
    near: [{ id: french, name: englishWords.french }],
  };
  throw Response.json(problem, { status: problem.status });
};

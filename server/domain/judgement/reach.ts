import { restedOn } from '../facts/directory';
import { type Notice, reaches, restrictsAll, speaksTo } from '../facts/notices';
import { type Payment, PROFESSIONS, type Profession, type Verdict } from '../facts/vocabulary';
import { answerFor } from './answer';
import type { Known } from './known-facts';

/** An answer that a notice is shown with; `isAdvised`: its advice stands among what to do. */
export type Reached = {
  profession: Profession;
  mutuelle: string;
  verdict: Verdict;
  payment: Payment;
  isAdvised: boolean;
};

/** Every answer, of a profession and a mutuelle, that a notice would be shown with, as they are judged now. */
export const answersReached = (known: Known, notice: Notice): Reached[] => {
  const author = known.directory.organisations.get(notice.by);
  const mutuelles = [...known.directory.mutuelles.keys()].sort();
  return PROFESSIONS.filter((profession) => speaksTo(notice, author, profession)).flatMap((profession) => {
    const question = { profession, card: { code: null, csr: null }, concentrator: null };
    return mutuelles.flatMap((mutuelle): Reached[] => {
      const { verdict, payment, candidates, likely } = answerFor(known, question, mutuelle);
      const platforms = platformsReached(known, candidates, likely, null);
      if (!reaches(notice, platforms, mutuelle)) return [];
      return [{ profession, mutuelle, verdict, payment, isAdvised: isAdvised(notice, verdict) }];
    });
  });
};

/** By which platforms a notice comes to an answer: its candidates, what they rest on, likely ones, the concentrator. */
export const platformsReached = (
  { directory }: Known,
  candidates: readonly { platform: string }[],
  likely: readonly { platform: string }[],
  concentrator: string | null,
): ReadonlySet<string> =>
  new Set([
    ...restedOn(
      directory,
      candidates.map(({ platform }) => platform),
    ),
    ...likely.map(({ platform }) => platform),
    ...(concentrator === null ? [] : [concentrator]),
  ]);

export const isAdvised = (notice: Notice, verdict: Verdict): boolean =>
  notice.advice !== null && (verdict !== 'possible' || !restrictsAll(notice));

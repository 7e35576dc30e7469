import { type Flow, PROFESSIONS, type Profession, type Verdict } from '../facts/vocabulary';
import { answerForOperator } from './answer';
import { type JudgedPlatform, judgePlatform } from './candidate';
import { severity } from './health';
import type { Known } from './known-facts';
import type { Link } from './links';

/** One profession's column of a platform's matrix flow × profession. */
export type Column = { profession: Profession; served: boolean; verdict: Verdict; judged: JudgedPlatform };

export const matrixOf = (known: Known, platform: string): Column[] =>
  PROFESSIONS.map((profession) => {
    const question = { profession, card: { code: null, csr: null }, concentrator: null };
    const listed = known.directory.platforms.get(platform)?.professions ?? null;
    return {
      profession,
      served: listed === null || listed.includes(profession),
      verdict: answerForOperator(known, question, platform).verdict,
      judged: judgePlatform(known, platform, { ...question, mutuelle: null }),
    };
  });

/** The worst a platform shows to any profession, and the flows that are not operational for some. */
export const worstOf = (known: Known, platform: string): { shown: Link | null; flows: Flow[] } => {
  const judged = PROFESSIONS.flatMap(
    (profession) => judgePlatform(known, platform, { profession, mutuelle: null, concentrator: null }).flows,
  );
  const troubled = judged.filter(({ shown }) => shown.health !== 'operational');
  const [worst] = judged.map(({ shown }) => shown).sort((a, b) => severity(b.health) - severity(a.health));
  return { shown: worst ?? null, flows: [...new Set(troubled.map(({ flow }) => flow))] };
};

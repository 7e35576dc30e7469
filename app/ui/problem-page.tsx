import { Link } from '@remix-run/react';
import type { BoardPlatform } from '#server/contract/answers';
import type { Problem } from '#server/contract/problem';
import { BOARD_GROUPS, PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { partWords } from '../words/connection';
import { likelyWords } from '../words/likely';
import { problemWords } from '../words/problems';
import { professionWords } from '../words/professions';
import { capital, typeset } from '../words/typography';
import { PageBody } from './page-body';
import type { Paths } from './paths';
import { PaymentMark, Sign, VerdictMark } from './signs';

export const ProfessionChoice = ({ paths }: { paths: Paths }) => (
  <nav className="block" aria-labelledby="choix">
    <h2 id="choix">{problemWords.profession}</h2>
    <ul className="choices">
      {PROFESSIONS.map((profession) => (
        <li key={profession}>
          <Link to={paths.board(profession)}>{professionWords[profession].name}</Link>
        </li>
      ))}
    </ul>
  </nav>
);

type ProblemPageProps = {
  problem: Pick<Problem, 'title' | 'detail' | 'cure' | 'reference'>;
  near: readonly { href: string; name: string }[];
  /** Whether what was looked for may be found otherwise. */
  isSought: boolean;
  /** Those that a card of the profession may carry, when what was looked for is a mutuelle or one of them. */
  operators: readonly BoardPlatform[];
  /** Of the address, else the one chosen in this browser; null: neither. */
  profession: Profession | null;
  paths: Paths;
};

/** What went wrong in plain words, what to do, and where one may have wanted to go. */
export const ProblemPage = ({ problem, near, isSought, operators, profession, paths }: ProblemPageProps) => (
  <PageBody title={typeset(problem.title)}>
    <p>{sentence(problem.detail)}</p>
    {problem.cure ? <p>{sentence(problem.cure)}</p> : null}
    {problem.reference ? <p>{partWords.reference(problem.reference)}</p> : null}
    {near.length > 0 ? (
      <>
        <h2 className="part">{problemWords.near}</h2>
        <ul className="choices">
          {near.map(({ href, name }) => (
            <li key={href}>
              <Link to={href}>{name}</Link>
            </li>
          ))}
        </ul>
      </>
    ) : null}
    {profession !== null && operators.length > 0 ? (
      <>
        <h2 className="part">{likelyWords.whichOperator}</h2>
        <ul className="choices">
          {worstFirst(operators).map(({ platform, name, verdict, reason, payment }) => (
            <li key={platform}>
              <Link to={paths.operator(profession, platform)}>{typeset(name)}</Link>
              <VerdictMark verdict={verdict} reason={reason} />{' '}
              {payment !== 'normal' && <PaymentMark payment={payment} />}
            </li>
          ))}
        </ul>
      </>
    ) : null}
    {isSought && profession !== null ? <SearchAgain profession={profession} at={paths.at} /> : null}
    {isSought && profession === null ? <ProfessionChoice paths={paths} /> : null}
    <p className="small part">
      <Link to={profession === null ? paths.choice : paths.board(profession)}>{problemWords.toBoard}</Link>
    </p>
  </PageBody>
);

const worstFirst = (operators: readonly BoardPlatform[]): BoardPlatform[] =>
  [...operators].sort((a, b) => BOARD_GROUPS.indexOf(a.verdict) - BOARD_GROUPS.indexOf(b.verdict));

/** A plain form: it leads to the board, which answers it with or without script. */
const SearchAgain = ({ profession, at }: { profession: Profession; at: string | null }) => (
  <search className="search">
    <form method="get" action={`/${professionWords[profession].slug}`}>
      {at === null ? null : <input type="hidden" name="at" value={at} />}
      <label htmlFor="q">{problemWords.search}</label>
      <div className="search-field">
        <Sign id="i-search" />
        <input id="q" name="q" type="search" maxLength={100} autoComplete="off" enterKeyHint="search" />
        <button type="submit" className="button">
          {problemWords.submit}
        </button>
      </div>
    </form>
  </search>
);

/** What the API says to a program, as a sentence to a person. */
const sentence = (text: string): string => typeset(capital(text)).replace(/(?<![.!?])$/, '.');

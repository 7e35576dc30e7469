import { Link } from '@remix-run/react';
import type { OperatorOverview, Overview } from '#server/contract/overview';
import { useDoubt } from '../ui/freshness';
import { Dated, Moment } from '../ui/moment';
import { Section } from '../ui/page-body';
import type { Paths } from '../ui/paths';
import { PaymentMark, Sign, VerdictMark } from '../ui/signs';
import { doubtWords } from '../words/freshness';
import { forWhom, homeWords } from '../words/home';
import { longMoment, onDay } from '../words/instants';
import { COLON, typeset } from '../words/typography';
import { NinetyDays } from './ninety-days';

type SharedAnswer = OperatorOverview['answers'][number];

const isPlain = ({ verdict, payment }: SharedAnswer): boolean =>
  verdict === 'possible' && payment === 'normal';

/** Something is said against it, or against its payments, for somebody. */
const isTouched = ({ answers }: OperatorOverview): boolean => !answers.every(isPlain);

/** A « Oui » that is nobody's word is hollow. */
const reasonOf = ({ isPresumed }: SharedAnswer): string => (isPresumed ? 'presumed' : 'declared');

type OperatorsProps = { overview: Overview; paths: Paths };

/** Each operator that does not work for somebody: what it answers to whom, worst first. */
export const TouchedOperators = ({ overview, paths }: OperatorsProps) => {
  const touched = touchedOf(overview);
  return touched.length === 0 ? null : (
    <Section id="touches" title={homeWords.today}>
      <ul className="home-touched">
        {touched.map((operator) => (
          <li key={operator.platform} className="home-operator">
            <h3 className="home-name">
              <Link to={paths.platform(operator.platform)} discover="none">
                {typeset(operator.name)}
              </Link>
              <IncidentLinks overview={overview} operator={operator} paths={paths} />
              {operator.roots.length > 0 && (
                <small>{homeWords.restsOn(operator.roots.map(({ name }) => name))}</small>
              )}
            </h3>
            <ul>
              {operator.answers.map((answer) => (
                <AnswerLine key={answer.professions[0]} answer={answer} of={operator} />
              ))}
            </ul>
            <NinetyDays operator={operator} from={overview.from} to={overview.to} />
          </li>
        ))}
      </ul>
    </Section>
  );
};

const ORDER: readonly SharedAnswer['verdict'][] = [
  'suspended',
  'depends',
  'unknown',
  'restricted',
  'possible',
];

/** An operator's answers are worst first already. */
const rankOf = ({ answers: [worst] }: OperatorOverview): number =>
  worst ? ORDER.indexOf(worst.verdict) : ORDER.length;

/** Those that are touched, worst first; of equals, those whose own incident it is before those that rest on them. */
export const touchedOf = ({ operators, incidents }: Overview): OperatorOverview[] => {
  const isOwn = ({ platform }: OperatorOverview) =>
    incidents.some(({ platforms }) => platforms.includes(platform));
  return operators
    .filter(isTouched)
    .sort(
      (a, b) =>
        rankOf(a) - rankOf(b) || Number(isOwn(b)) - Number(isOwn(a)) || a.name.localeCompare(b.name, 'fr'),
    );
};

const IncidentLinks = ({ overview, operator, paths }: OperatorsProps & { operator: OperatorOverview }) =>
  overview.incidents
    .filter(({ platforms }) => platforms.includes(operator.platform))
    .map(({ id, title }) => (
      <small key={id}>
        {' '}
        <Link to={paths.incident(id)} discover="none">
          {homeWords.seeIncident}
          <span className="visually-hidden">
            {COLON}
            {typeset(title)}
          </span>
        </Link>
      </small>
    ));

/** « Non, paiement normal : opticiens, depuis le 1er février ». */
const AnswerLine = ({ answer, of }: { answer: SharedAnswer; of: OperatorOverview }) => {
  const { verdict, payment, since, expectedBack, professions } = answer;
  const isDoubted = useDoubt() !== null;
  const isAlone = of.answers.length === 1;
  const isRest = !isAlone && isPlain(answer) && answer === of.answers.at(-1);
  const whom = isAlone ? homeWords.everyone : isRest ? homeWords.theOthers : forWhom(professions);
  return (
    <li className="home-answer">
      <VerdictMark verdict={verdict} reason={reasonOf(answer)} />
      {!isPlain(answer) && <PaymentMark payment={payment} />}
      <span>
        {whom}
        {isPlain(answer) && answer.isPresumed && (
          <>
            {', '}
            <span data-judged="reason">
              {isDoubted ? doubtWords.sentence(homeWords.presumed) : homeWords.presumed}
            </span>
          </>
        )}
        {since && verdict !== 'possible' && (
          <>
            {', '}
            <Dated text={homeWords.since(onDay(since))} />
          </>
        )}
        {expectedBack && (
          <>
            {', '}
            {homeWords.back}
            <Moment iso={expectedBack} as={longMoment} />
          </>
        )}
      </span>
    </li>
  );
};

const isPortal = ({ platform }: OperatorOverview): boolean => platform.startsWith('portail-');

/** Those that nothing is said against, each with its last ninety days; a mutuelle's own portals fold. */
export const Operators = ({ overview, paths }: OperatorsProps) => {
  const plain = overview.operators.filter((each) => !isTouched(each));
  const byName = [...plain].sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const portals = byName.filter(isPortal);
  const lists = [
    { title: null, members: byName.filter((each) => each.kind === 'operator' && !isPortal(each)) },
    { title: homeWords.networks, members: byName.filter((each) => each.kind === 'network') },
  ];
  const lines = (members: readonly OperatorOverview[]) => (
    <ul className="home-plain">
      {members.map((operator) => (
        <PlainLine key={operator.platform} operator={operator} overview={overview} paths={paths} />
      ))}
    </ul>
  );
  if (plain.length === 0) return null;
  return (
    <Section
      id="operateurs"
      title={plain.length < overview.operators.length ? homeWords.operators : homeWords.allOperators}
    >
      {lists.map(({ title, members }) =>
        members.length === 0 ? null : (
          <div key={title}>
            {title && <h3 className="home-kind">{title}</h3>}
            {lines(members)}
          </div>
        ),
      )}
      {portals.length > 0 && (
        <details>
          <summary>{homeWords.portals(portals.length)}</summary>
          {lines(portals)}
        </details>
      )}
      {overview.from && <p className="hint">{homeWords.days}</p>}
    </Section>
  );
};

const PlainLine = ({ operator, overview, paths }: OperatorsProps & { operator: OperatorOverview }) => {
  const isDoubted = useDoubt() !== null;
  const isPresumed = operator.answers.some((each) => each.isPresumed);
  const said = `${isPresumed ? homeWords.presumed : homeWords.declared}, ${homeWords.paid}`;
  return (
    <li className="home-line">
      <Sign id={isPresumed ? 'sign-possible-presumed' : 'sign-possible'} />
      <Link to={paths.platform(operator.platform)} discover="none">
        {typeset(operator.name)}
      </Link>
      <small data-judged="reason">{isDoubted ? doubtWords.sentence(said) : said}</small>
      <NinetyDays operator={operator} from={overview.from} to={overview.to} />
    </li>
  );
};

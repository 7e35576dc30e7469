import { Form, Link } from '@remix-run/react';
import type { BoardPlatform } from '#server/contract/answers';
import type { Profession } from '#server/domain/facts/vocabulary';
import { Section } from '../ui/page-body';
import type { Paths } from '../ui/paths';
import { PaymentMark, VerdictMark } from '../ui/signs';
import { likelyWords as words } from '../words/likely';
import { typeset } from '../words/typography';
import type { MutuelleAnswer } from './answer-data';
import { REMARKS, RemarkFields } from './remark-forms';

type WhichLogoProps = {
  answer: MutuelleAnswer;
  paths: Paths;
  /** The operator that was read on a card of it with this device; null: none. */
  read: string | null;
  /** What to keep of a reading on this device; null: one reads of the past, and nothing is said of it. */
  onRead: ((platform: string | null) => void) | null;
};

/** No convention known: what each operator that a card may carry answers, those known in other professions first. */
export const WhichLogo = ({ answer, paths, read, onRead }: WhichLogoProps) => {
  const { profession, mutuelle, readOnCard } = answer;
  const rows = logosOf(answer);
  const isRead = rows.find(({ platform }) => platform === read);
  return (
    <Section id="logo" title={words.whichOperator}>
      {readOnCard && (
        <p>
          {words.readOnCard(
            typeset(
              rows.find(({ platform }) => platform === readOnCard.platform)?.name ?? readOnCard.platform,
            ),
            readOnCard.practices,
          )}
        </p>
      )}
      {isRead && <ReadHere logo={isRead} onForget={() => onRead?.(null)} />}
      <table className="logos-table">
        <thead>
          <tr>
            <th scope="col">{words.cardSays}</th>
            <th scope="col">{words.answer}</th>
            {onRead && <th scope="col">{words.youRead}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((logo) => (
            <tr key={logo.platform}>
              <th scope="row">
                <Link to={paths.operator(profession, logo.platform)} discover="none">
                  {typeset(logo.name)}
                </Link>
                {logo.known && <small className="known">{logo.known}</small>}
              </th>
              <td>
                <Answered logo={logo} />
              </td>
              {onRead && (
                <td>
                  <Form method="post" action={REMARKS} onSubmit={() => onRead(logo.platform)}>
                    <RemarkFields profession={profession} mutuelle={mutuelle} says="servie" />
                    <input type="hidden" name="operateur" value={logo.platform} />
                    <button className="button" type="submit">
                      {words.iRead}
                      <span className="visually-hidden">{words.iReadOf(typeset(logo.name))}</span>
                    </button>
                  </Form>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {onRead && <p className="hint">{words.saidOnce(profession)}</p>}
    </Section>
  );
};

/** One that a card may carry. `known`: for whom it is known to serve the mutuelle. */
type Logo = Pick<BoardPlatform, 'platform' | 'name' | 'verdict' | 'payment' | 'reason'> & {
  known: string | null;
};

const logosOf = ({ likely, operators, knownElsewhere }: MutuelleAnswer): Logo[] => {
  const named = new Map(operators.map((operator) => [operator.platform, operator]));
  const elsewhere = new Map(knownElsewhere.map(({ platform, professions }) => [platform, professions]));
  const first = likely.map(({ platform, knownFor, verdict, payment }) => ({
    platform,
    name: named.get(platform)?.name ?? platform,
    verdict,
    payment,
    // It is nobody's word: a « Oui » is drawn hollow.
    reason: 'presumed',
    known: words.knownFor(knownFor),
  }));
  const isFirst = new Set(likely.map(({ platform }) => platform));
  const knownFor = (professions: readonly Profession[] | undefined) =>
    professions ? words.knownFor(professions) : null;
  const others = operators
    .filter(({ platform }) => !isFirst.has(platform))
    .map((operator) => ({ ...operator, known: knownFor(elsewhere.get(operator.platform)) }))
    .sort(
      (a, b) => Number(b.known !== null) - Number(a.known !== null) || a.name.localeCompare(b.name, 'fr'),
    );
  return [...first, ...others];
};

const Answered = ({ logo: { verdict, payment, reason } }: { logo: Logo }) => (
  <>
    <VerdictMark verdict={verdict} reason={reason} />{' '}
    {payment !== 'normal' && <PaymentMark payment={payment} />}
  </>
);

type ReadHereProps = { logo: Logo; onForget: () => void };

/** What this device knows of the card, until one says otherwise. */
const ReadHere = ({ logo, onForget }: ReadHereProps) => (
  <p className="read-here">
    <b>{typeset(logo.name)}</b>
    {words.readByYou}
    <Answered logo={logo} />{' '}
    <button className="button" type="button" onClick={onForget}>
      {words.forget}
    </button>
  </p>
);

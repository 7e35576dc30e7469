import type { ReactNode } from 'react';
import type { Profession } from '#server/domain/vocabulary';
import { shortDay } from '../words/fr/instants';
import { professionWords } from '../words/fr/professions';
import { reasonSentence } from '../words/fr/reasons';
import { counted, fr } from '../words/fr/typography';
import { groupWords } from '../words/fr/verdicts';
import type { Fold, Group, Line } from './board-lines';
import { Dated } from './moment';
import { groupSign, PaymentMark, Sign } from './signs';

type GroupSectionProps = {
  group: Group;
  profession: Profession;
  isPresumed: boolean;
  /** A filter is a question: what it finds is shown, not folded away. */
  isOpen: boolean;
  elsewhereOf: (line: Line) => string | null;
  renderRow: (line: Line) => ReactNode;
};

/** The mutuelles that have the same answer, what they share said once in the head. */
export const GroupSection = ({ group: told, profession, isPresumed, isOpen, ...rest }: GroupSectionProps) => {
  const { group, lines, folds } = told;
  const { className, word } = groupWords[group];
  const count = lines.length + folds.reduce((sum, fold) => sum + fold.lines.length, 0);
  return (
    <section className={`group ${className}`} aria-labelledby={`g-${group}`}>
      <div className="group-head">
        <h2 id={`g-${group}`}>
          <Sign id={groupSign(group, isPresumed)} />
          {word} · {count}
        </h2>
        <p>
          <Dated text={sharedBy(told, profession)} />
        </p>
      </div>
      <ul>
        {folds.map((fold) => (
          <FoldedLines key={fold.key} fold={fold} isOpen={isOpen} {...rest} />
        ))}
        {lines.map(rest.renderRow)}
      </ul>
    </section>
  );
};

type FoldedLinesProps = { fold: Fold } & Pick<GroupSectionProps, 'isOpen' | 'elsewhereOf' | 'renderRow'>;

/** « Viamedis : 106 mutuelles », open on a click. */
const FoldedLines = ({ fold: { like, lines }, isOpen, elsewhereOf, renderRow }: FoldedLinesProps) => {
  const { row, group, operators } = like;
  const who = operators || elsewhereOf(like) || 'Aucun opérateur connu';
  return (
    <li className="fold">
      <details open={isOpen}>
        <summary>
          <span>
            <b>{who}</b>&#8239;: {counted(lines.length, 'mutuelle')}
          </span>
          {group === 'no-convention' || group === 'depends' ? null : (
            <span className="fold-why">
              {reasonSentence(row.reason)}
              {row.since ? (
                <>
                  {' '}
                  <Dated text={`depuis le ${shortDay(row.since)}`} />
                </>
              ) : null}
            </span>
          )}
          {row.payment === 'normal' || group === 'no-convention' ? null : (
            <PaymentMark payment={row.payment} />
          )}
        </summary>
        <ul>{lines.map(renderRow)}</ul>
      </details>
    </li>
  );
};

/** What all the lines of a group share, in a line; for some groups, what to look at. */
const sharedBy = ({ group, lines, folds }: Group, profession: Profession): string => {
  const { plural } = professionWords[profession];
  if (group === 'no-convention') {
    return fr`nous ne savons pas qui les sert pour les ${plural} : lisez l'opérateur sur la carte`;
  }
  if (group === 'depends')
    return fr`un opérateur pour certaines cartes, un autre pour les autres : lisez le logo`;
  const reasons = new Set([...lines, ...folds.map(({ like }) => like)].map(({ row }) => row.reason));
  const [reason] = reasons;
  if (reasons.size !== 1 || reason === undefined) return '';
  const sentence = reasonSentence(reason);
  const said = sentence.charAt(0).toLowerCase() + sentence.slice(1);
  return reason === 'presumed' ? `${said} chez leur opérateur` : said;
};

import type { Notice } from '#server/contract/notices';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { Section } from '../../ui/page-body';
import { TableHead } from '../../ui/table';
import { adviceSentence } from '../../words/advice';
import { fullMoment } from '../../words/instants';
import { noticeAudience } from '../../words/notices';
import { changedMeanwhileWords, fieldWords } from '../../words/space-form';
import { noticeFormWords, staleNoticeWords } from '../../words/space-notices';
import { typeset } from '../../words/typography';

type StaleNoticeProps = {
  /** As it was when one began, and what is in force in its place; null: nothing. */
  was: Notice;
  now: Notice | null;
  nameOf: NameOf;
};

/** What changed while one was correcting: one's own text is kept below, ready to be sent on top of it. */
export const StaleNotice = ({ was, now, nameOf }: StaleNoticeProps) => (
  <Section id="change" title={changedMeanwhileWords.title}>
    {now === null ? (
      <p>
        {staleNoticeWords.withdrawnTitle}
        {was.withdrawnAt && (
          <>
            {' '}
            {staleNoticeWords.on}
            <Moment iso={was.withdrawnAt} as={fullMoment} />
          </>
        )}
        {staleNoticeWords.sentAsNew}
      </p>
    ) : (
      <>
        <p>
          {now.name}
          {staleNoticeWords.correctedOn}
          <Moment iso={now.publishedAt} as={fullMoment} />. {staleNoticeWords.sentAsCorrection}
        </p>
        <Changes was={was} now={now} nameOf={nameOf} />
      </>
    )}
  </Section>
);

type Line = { label: string; text: string };

const linesOf = (notice: Notice, nameOf: NameOf): Line[] => [
  { label: fieldWords.title, text: notice.title },
  { label: noticeFormWords.advice, text: notice.advice ? adviceSentence[notice.advice] : 'aucun' },
  { label: noticeFormWords.text, text: notice.body },
  { label: staleNoticeWords.audience, text: noticeAudience(notice) },
  { label: fieldWords.platforms, text: notice.platforms.map(nameOf).join(', ') || 'toutes' },
  { label: noticeFormWords.mutuelles, text: notice.mutuelles?.join(', ') ?? 'aucune en particulier' },
  { label: staleNoticeWords.validUntil, text: fullMoment(notice.validUntil) },
];

const Changes = ({ was, now, nameOf }: { was: Notice; now: Notice; nameOf: NameOf }) => {
  const before = linesOf(was, nameOf);
  const changed = linesOf(now, nameOf).flatMap((line, index) => {
    const old = before[index]?.text ?? '';
    return old === line.text ? [] : [{ ...line, old }];
  });
  return (
    <table>
      <caption className="visually-hidden">{staleNoticeWords.caption}</caption>
      <TableHead columns={[staleNoticeWords.what, staleNoticeWords.read, staleNoticeWords.inForce]} />
      <tbody>
        {changed.map(({ label, old, text }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="as-typed">{typeset(old)}</td>
            <td className="as-typed">{typeset(text)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

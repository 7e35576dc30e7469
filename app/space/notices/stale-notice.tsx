import type { Notice } from '#server/contract/notices';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { adviceSentence } from '../../words/advice';
import { longInstant } from '../../words/instants';
import { noticeAudience } from '../../words/notices';
import { fr, typeset } from '../../words/typography';

type StaleNoticeProps = {
  /** As it was when one began, and what is in force in its place; null: nothing. */
  was: Notice;
  now: Notice | null;
  nameOf: NameOf;
};

/** What changed while one was correcting: one's own text is kept below, ready to be sent on top of it. */
export const StaleNotice = ({ was, now, nameOf }: StaleNoticeProps) => (
  <section className="part" aria-labelledby="change">
    <h2 id="change">Ce qui a changé entre-temps</h2>
    {now === null ? (
      <p>
        L’avis a été retiré
        {was.withdrawnAt && (
          <>
            {' '}
            le <Moment iso={was.withdrawnAt} as={longInstant} />
          </>
        )}
        {fr`. Votre texte est gardé plus bas : l'envoyer en fait un nouvel avis.`}
      </p>
    ) : (
      <>
        <p>
          {now.name} l’a corrigé le <Moment iso={now.publishedAt} as={longInstant} />.{' '}
          {fr`Votre texte est gardé plus bas : l'envoyer corrige cette nouvelle version.`}
        </p>
        <Changes was={was} now={now} nameOf={nameOf} />
      </>
    )}
  </section>
);

type Line = { label: string; text: string };

const linesOf = (notice: Notice, nameOf: NameOf): Line[] => [
  { label: 'Titre', text: notice.title },
  { label: 'Conseil', text: notice.advice ? adviceSentence[notice.advice] : 'aucun' },
  { label: 'Texte', text: notice.body },
  { label: 'Destinataires', text: noticeAudience(notice) },
  { label: 'Plateformes', text: notice.platforms.map(nameOf).join(', ') || 'toutes' },
  { label: 'Valable jusqu’au', text: longInstant(notice.validUntil) },
];

const Changes = ({ was, now, nameOf }: { was: Notice; now: Notice; nameOf: NameOf }) => {
  const before = linesOf(was, nameOf);
  const changed = linesOf(now, nameOf).flatMap((line, index) => {
    const old = before[index]?.text ?? '';
    return old === line.text ? [] : [{ ...line, old }];
  });
  return (
    <table>
      <caption className="visually-hidden">Ce que vous aviez lu, et ce qui est en vigueur</caption>
      <thead>
        <tr>
          <th scope="col">Quoi</th>
          <th scope="col">Vous aviez lu</th>
          <th scope="col">En vigueur</th>
        </tr>
      </thead>
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

import { type RefObject, useEffect, useState } from 'react';
import type { Preview } from '#server/contract/space';
import type { Profession } from '#server/domain/facts/vocabulary';
import { PaymentMark, VerdictMark } from '../../ui/signs';
import { ScrollRegion, TableHead } from '../../ui/table';
import { gridWords, previewUpdateWords } from '../../words/space-updates';
import { returnWarning } from '../../words/space-writing';
import { capital, typeset } from '../../words/typography';
import { reasonSentence } from '../../words/verdicts';
import type { Typed } from '../form/typed';
import { columnNames } from './grid';
import type { StepScope } from './scope';

const readForm = (form: HTMLFormElement): Typed => {
  const typed: Typed = {};
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string') typed[name] = [...(typed[name] ?? []), value];
  return typed;
};

/** What the form around an element holds now; what it held at first where no script runs. */
export const useLive = (inside: RefObject<HTMLElement>, first: Typed): Typed => {
  const [live, setLive] = useState(first);
  useEffect(() => {
    const form = inside.current?.closest('form');
    if (!form) return;
    const read = () => setLive(readForm(form));
    read();
    form.addEventListener('change', read);
    return () => form.removeEventListener('change', read);
  }, [inside]);
  return live;
};

type StepPreviewProps = { scope: StepScope; previews: readonly Preview[] | null };

/** « Ce que les comptoirs liront »: each profession's board for a card of this operator, now and after. */
export const StepPreview = ({ scope, previews }: StepPreviewProps) => {
  const warning = returnWarning(scope.kind);
  return (
    <section aria-labelledby="apercu">
      <h2 id="apercu" className="legend-like">
        {previewUpdateWords.title}
      </h2>
      <p className="warn">
        <b>{warning.head}</b> {warning.rest}
      </p>
      {previews === null ? (
        <p className="hint">{previewUpdateWords.lead}</p>
      ) : (
        previews.map((preview) => <PreviewTable key={preview.platform} scope={scope} preview={preview} />)
      )}
    </section>
  );
};

type Board = Preview['boards'][number];
type Row = Board & { professions: [Profession, ...Profession[]] };

/** Professions that read the same, now and after, are one line. */
const rowsOf = (boards: readonly Board[]): Row[] => {
  const rows = new Map<string, Row>();
  for (const board of boards) {
    const key = JSON.stringify([board.now, board.after]);
    const known = rows.get(key);
    if (known) known.professions.push(board.profession);
    else rows.set(key, { ...board, professions: [board.profession] });
  }
  return [...rows.values()];
};

const PreviewTable = ({ scope, preview }: { scope: StepScope; preview: Preview }) => {
  const platform = scope.platforms.find(({ id }) => id === preview.platform);
  const name = typeset(platform?.name ?? preview.platform);
  const readers = (platform?.matrix ?? [])
    .filter(({ served, profession }) => (scope.own ? scope.own.includes(profession) : served))
    .map(({ profession }) => profession);
  const boards = preview.boards.filter(
    ({ profession }) => readers.length === 0 || readers.includes(profession),
  );
  return (
    <ScrollRegion label={previewUpdateWords.scroll(name)}>
      <table className="preview">
        <caption>{previewUpdateWords.caption(name)}</caption>
        <TableHead
          columns={[
            previewUpdateWords.profession,
            previewUpdateWords.now,
            previewUpdateWords.after,
            previewUpdateWords.payment,
            previewUpdateWords.willRead,
          ]}
        />
        <tbody>
          {rowsOf(boards).map((row) => (
            <PreviewRow key={row.profession} row={row} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
};

const PreviewRow = ({ row: { professions, now, after } }: { row: Row }) => {
  const isSame = now.verdict === after.verdict && now.reason === after.reason;
  const reason = reasonSentence(after.reason);
  return (
    <tr>
      <th scope="row">{capital(columnNames({ professions }))}</th>
      <td>
        <VerdictMark verdict={now.verdict} reason={now.reason} />{' '}
        {now.payment === 'normal' ? null : <PaymentMark payment={now.payment} />}
      </td>
      <td>{isSame ? <span className="quiet">{gridWords.unchanged}</span> : <VerdictMark {...after} />}</td>
      <td>
        <PaymentMark payment={after.payment} />
      </td>
      <td>{isSame && now.payment === after.payment ? previewUpdateWords.nothingChanges(reason) : reason}</td>
    </tr>
  );
};

import { Form, Link, useNavigation } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { PageBody, Section } from '../../ui/page-body';
import { ScrollRegion, TableHead } from '../../ui/table';
import { directoryWords } from '../../words/space-directory';
import { columnWords, importWords } from '../../words/space-import';
import { capital, typeset } from '../../words/typography';
import { CheckList, TextArea, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { ProblemNote } from '../form/refusals';
import { type Ready, sendingFor } from '../form/sending';
import { isOf, type Refusal } from '../form/typed';
import { ImportDiff, type Tried } from './import-diff';

type ImportAcceptFormProps = { text: string; isReplacing: boolean; refused: Refusal | null; ready: Ready };

/** The same text again, this time for good. */
export const ImportAcceptForm = ({ text, isReplacing, refused, ready }: ImportAcceptFormProps) => {
  const own = isOf(refused, 'accepter') ? refused : null;
  const { version: _, ...sending } = sendingFor(own, ready, null);
  return (
    <SpaceForm {...sending} submit={importWords.accept} aside={importWords.acceptHint}>
      <input type="hidden" name="geste" value="accepter" />
      {isReplacing && <input type="hidden" name="remplacer" value="oui" />}
      <textarea hidden readOnly name="texte" value={text} />
    </SpaceForm>
  );
};

/** What is wrong in a file, by line and column; for anything else, the problem as it is. */
export const ImportFaults = ({ problem }: { problem: Problem }) => {
  const faults = problem.status === 422 ? (problem.faults ?? []) : [];
  if (faults.length === 0) return <ProblemNote problem={problem} />;
  const count = importWords.faults(faults.length);
  return (
    <>
      <ProblemNote
        problem={{
          ...TITLED,
          detail: count,
          cure: importWords.faultsCure,
        }}
      />
      <ScrollRegion label={importWords.faultsScroll}>
        <table className="change-table">
          <TableHead columns={[importWords.where, importWords.fault, importWords.cure]} />
          <tbody>
            {faults.map(({ pointer, detail, cure }) => (
              <tr key={pointer + detail}>
                <th scope="row">{capital(pointer)}</th>
                <td>{typeset(capital(detail))}</td>
                <td>{typeset(capital(cure))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
};

const TITLED = { type: 'urn:comptoir:problem:not-acceptable', title: importWords.refusedTitle, status: 422 };

/** By its line and column, where it has one. */
const firstFault = ({ faults: [first] = [], detail }: Problem): string =>
  typeset(first ? `${capital(first.pointer)} : ${first.detail}` : detail);

type ImportFileFormProps = { text: string; isReplacing: boolean; refused: Refusal | null; isTried: boolean };

const HEADER = Object.keys(columnWords).join(';');

/** The file, or its text: nothing is written by this form. */
export const ImportFileForm = ({ text, isReplacing, refused, isTried }: ImportFileFormProps) => {
  const isSending = useNavigation().state === 'submitting';
  return (
    <Section id="fichier" title={isTried ? importWords.correctTitle : importWords.fileTitle}>
      {refused && <ImportFaults problem={refused.problem} />}
      <Form method="post" encType="multipart/form-data" className="form">
        <input type="hidden" name="geste" value="voir" />
        <TextField
          label={importWords.file}
          name="fichier"
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          hint={importWords.fileHint}
        />
        <TextArea
          label={importWords.text}
          name="texte"
          rows={8}
          defaultValue={text}
          fault={refused && refused.needs === null ? firstFault(refused.problem) : null}
          spellCheck={false}
          hint={
            <>
              {importWords.textHint}
              <code>{HEADER}</code>.
            </>
          }
        />
        <CheckList
          legend={importWords.known}
          name="remplacer"
          options={[{ value: 'oui', label: importWords.replace }]}
          checked={isReplacing ? ['oui'] : []}
          hint={importWords.replaceHint}
        />
        <div className="send">
          <button className="button button-main" type="submit" disabled={isSending}>
            {isSending ? importWords.reading : importWords.preview}
          </button>
          <span className="small faint">{importWords.nothingWritten}</span>
        </div>
      </Form>
    </Section>
  );
};

/** What a list holds, and a file to begin one with. */
const ImportColumns = () => (
  <Section id="colonnes" title={importWords.columnsTitle}>
    <p>
      <a href="/espace/annuaire/modele.csv" download="modele-conventions.csv">
        {importWords.model}
      </a>
    </p>
    <ul>
      {Object.entries(columnWords).map(([column, holds]) => (
        <li key={column}>
          <code>{column}</code> : {holds}
        </li>
      ))}
    </ul>
  </Section>
);

type ImportPageProps = {
  /** What a trial, or the import itself, said of the text. */
  tried: Tried | null;
  /** The text that was sent; empty before. */
  text: string;
  isReplacing: boolean;
  refused: Refusal | null;
  ready: Ready;
};

export const ImportPage = ({ tried, text, isReplacing, refused, ready }: ImportPageProps) => {
  const isDone = tried !== null && !tried.outcome.isDryRun;
  const isToAccept = tried !== null && !isDone && tried.outcome.changes.length > 0;
  return (
    <PageBody
      isWide
      title={importWords.title}
      beside={importWords.lead}
      above={<Link to="/espace/annuaire">{directoryWords.title}</Link>}
    >
      {tried && <ImportDiff tried={tried} />}
      {isToAccept && (
        <ImportAcceptForm text={text} isReplacing={isReplacing} refused={refused} ready={ready} />
      )}
      {isDone ? (
        <p className="part">
          <Link to="/espace/annuaire/import">{importWords.another}</Link>
        </p>
      ) : (
        <>
          <ImportFileForm
            text={text}
            isReplacing={isReplacing}
            refused={isToAccept ? null : refused}
            isTried={tried !== null}
          />
          <ImportColumns />
        </>
      )}
    </PageBody>
  );
};

import { Form, Link, useNavigation } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { ScrollRegion } from '../../ui/scroll-region';
import { capital, counted, fr, typeset } from '../../words/typography';
import { TextArea, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { ProblemNote } from '../form/refusals';
import { type Ready, sendingFor } from '../form/sending';
import { isOf, type Refusal } from '../form/typed';
import { ImportDiff, type Tried } from './import-diff';

type ImportAcceptFormProps = { text: string; refused: Refusal | null; ready: Ready };

/** The same text again, this time for good. */
export const ImportAcceptForm = ({ text, refused, ready }: ImportAcceptFormProps) => {
  const own = isOf(refused, 'accepter') ? refused : null;
  const { version: _, ...sending } = sendingFor(own, ready, null);
  return (
    <SpaceForm
      {...sending}
      submit="Accepter ces changements"
      aside={fr`Le tableau en tient compte aussitôt ; le journal garde ce qui était.`}
    >
      <input type="hidden" name="geste" value="accepter" />
      <textarea hidden readOnly name="texte" value={text} />
    </SpaceForm>
  );
};

/** What is wrong in a file, by line and column; for anything else, the problem as it is. */
export const ImportFaults = ({ problem }: { problem: Problem }) => {
  const faults = problem.status === 422 ? (problem.faults ?? []) : [];
  if (faults.length === 0) return <ProblemNote problem={problem} />;
  const count = fr`${counted(faults.length, 'faute')} dans le fichier : rien n'est chargé.`;
  return (
    <>
      <ProblemNote
        problem={{
          ...TITLED,
          detail: count,
          cure: fr`Corrigez le texte ci-dessous ou votre fichier, et renvoyez.`,
        }}
      />
      <ScrollRegion label="Fautes du fichier, défile de côté">
        <table className="change-table">
          <thead>
            <tr>
              <th scope="col">Où</th>
              <th scope="col">Ce qui ne va pas</th>
              <th scope="col">Que faire</th>
            </tr>
          </thead>
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

const TITLED = { type: 'urn:comptoir:problem:not-acceptable', title: 'Fichier refusé', status: 422 };

type ImportFileFormProps = { text: string; refused: Refusal | null; isTried: boolean };

const HEADER =
  'mutuelle;platform;professions;code;csr;from;to;source_url;source_kind;source_as_of;source_confidence';

/** The file, or its text: nothing is written by this form. */
export const ImportFileForm = ({ text, refused, isTried }: ImportFileFormProps) => {
  const isSending = useNavigation().state === 'submitting';
  return (
    <section className="part" aria-labelledby="fichier">
      <h2 id="fichier">{isTried ? 'Corriger, ou prendre un autre fichier' : 'Le fichier'}</h2>
      {refused && <ImportFaults problem={refused.problem} />}
      <Form method="post" encType="multipart/form-data" className="form">
        <input type="hidden" name="geste" value="voir" />
        <TextField
          label="Fichier CSV"
          name="fichier"
          type="file"
          accept=".csv,text/csv"
          hint={fr`1 Mo au plus ; séparé par « ; » ou « , », en UTF-8 ou tel qu'Excel l'enregistre. Le fichier l'emporte sur le texte ci-dessous.`}
        />
        <TextArea
          label="Ou le texte du fichier"
          name="texte"
          rows={8}
          defaultValue={text}
          spellCheck={false}
          hint={
            <>
              {fr`En-tête : `}
              <code>{HEADER}</code>
              {fr`. Professions séparées par « | », ou `}
              <code>all</code>.
            </>
          }
        />
        <div className="send">
          <button className="button button-main" type="submit" disabled={isSending}>
            {isSending ? 'Lecture…' : 'Voir ce qui changerait'}
          </button>
          <span className="small faint">Rien n’est écrit à cette étape.</span>
        </div>
      </Form>
    </section>
  );
};

type ImportPageProps = {
  /** What a trial, or the import itself, said of the text. */
  tried: Tried | null;
  /** The text that was sent; empty before. */
  text: string;
  refused: Refusal | null;
  ready: Ready;
};

export const ImportPage = ({ tried, text, refused, ready }: ImportPageProps) => {
  const isDone = tried !== null && !tried.outcome.isDryRun;
  const isToAccept = tried !== null && !isDone && tried.outcome.changes.length > 0;
  return (
    <main className="page desk" id="contenu">
      <p className="small crumb-top">
        <Link to="/espace/annuaire">Annuaire</Link>
      </p>
      <div className="title">
        <h1>Charger des conventions</h1>
        <p>{fr`Deux temps : vous voyez ce qui changerait, puis vous acceptez. Tout ou rien.`}</p>
      </div>
      {tried && <ImportDiff tried={tried} />}
      {isToAccept && <ImportAcceptForm text={text} refused={refused} ready={ready} />}
      {isDone ? (
        <p className="part">
          <Link to="/espace/annuaire/import">Charger un autre fichier</Link>
        </p>
      ) : (
        <ImportFileForm text={text} refused={isToAccept ? null : refused} isTried={tried !== null} />
      )}
    </main>
  );
};

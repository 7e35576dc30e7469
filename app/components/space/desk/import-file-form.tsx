import { Form, useNavigation } from '@remix-run/react';
import { fr } from '../../../words/fr/typography';
import { TextArea, TextField } from '../fields';
import type { Refusal } from '../typed';
import { ImportFaults } from './import-faults';

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

import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Problem } from '#server/contract/problem';
import { ADVICE_CODES, type Profession } from '#server/domain/facts/vocabulary';
import { adviceSentence } from '../../words/advice';
import { professionWords } from '../../words/professions';
import { fr, typeset } from '../../words/typography';
import { CheckList, SelectField, TextArea, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { faultAt } from '../form/refusals';
import type { Typed } from '../form/typed';
import type { Named } from '../updates/scope';
import { DraftButtons, SafeEnter } from '../updates/update-form';
import { OnBehalfFields } from '../updates/words';

export type NoticeFormProps = {
  /** Those one may write to. */
  professions: readonly Profession[];
  platforms: readonly Named[];
  speakers: readonly Named[];
  typed: Typed;
  problem: Problem | null;
  isKept: boolean;
  idempotencyKey: string;
  isCodeAsked: boolean;
  /** Of the notice it corrects, and where that is. */
  version?: string | null;
  action?: string;
  submit: string;
  children?: ReactNode;
};

const ADVICE_OPTIONS = [
  { value: '', label: 'Aucun' },
  ...ADVICE_CODES.map((code) => ({ value: code, label: adviceSentence[code] })),
];

/** A notice: what it says, to whom, and for how long. */
export const NoticeForm = (props: NoticeFormProps) => {
  const { professions, platforms, speakers, typed, problem, isKept, children, ...form } = props;
  const { pathname } = useLocation();
  return (
    <SpaceForm
      {...form}
      problem={problem}
      buttons={<DraftButtons preview={`${pathname}#apercu`} here={pathname} isKept={isKept} />}
    >
      <SafeEnter />
      {children}
      <NoticeWords typed={typed} problem={problem} />
      <CheckList
        legend="Professions"
        name="profession"
        options={professions.map((each) => ({ value: each, label: professionWords[each].name }))}
        checked={typed.profession ?? []}
      />
      <CheckList
        legend="Plateformes concernées"
        name="plateforme"
        options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
        checked={typed.plateforme ?? []}
        hint={fr`Aucune cochée : toutes.`}
      />
      <div className="fields">
        <TextField
          label="Valable jusqu’à (heure de Paris)"
          name="jusqu-a"
          type="datetime-local"
          defaultValue={typed['jusqu-a']?.[0]}
          fault={faultAt(problem, 'validUntil')}
          hint={fr`Vide : trente jours.`}
        />
        {speakers.length === 0 && (
          <TextField
            label="Adresse du texte d’origine"
            name="source"
            type="url"
            placeholder="https://"
            defaultValue={typed.source?.[0]}
            fault={faultAt(problem, 'sourceUrl')}
          />
        )}
      </div>
      <OnBehalfFields speakers={speakers} typed={typed} problem={problem} />
    </SpaceForm>
  );
};

const NoticeWords = ({ typed, problem }: Pick<NoticeFormProps, 'typed' | 'problem'>) => (
  <>
    <TextField
      label="Titre"
      name="titre"
      defaultValue={typed.titre?.[0]}
      fault={faultAt(problem, 'title')}
      maxLength={200}
    />
    <SelectField
      label="Conseil"
      name="conseil"
      options={ADVICE_OPTIONS}
      defaultValue={typed.conseil?.[0]}
      fault={faultAt(problem, 'advice')}
      hint={fr`Dans une liste fermée, pour que deux syndicats se comparent. Il est lu sous « Que faire ».`}
    />
    <TextArea
      label="Texte"
      name="texte"
      rows={10}
      defaultValue={typed.texte?.[0]}
      fault={faultAt(problem, 'body')}
      hint={fr`Une ligne vide sépare deux paragraphes. « ### Titre », « **gras** », « *italique* », « - » ou « 1. » en tête de ligne pour une liste, « > » pour citer, « [texte](https://…) » pour un lien vers un site public, un opérateur ou une source déjà citée. Le HTML et les images restent du texte.`}
    />
  </>
);

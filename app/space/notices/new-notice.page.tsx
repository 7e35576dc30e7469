import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Problem } from '#server/contract/problem';
import { ADVICE_CODES, type Profession } from '#server/domain/facts/vocabulary';
import { NoticeText } from '../../notices/notice.page';
import { NoticeLines, NoticeState } from '../../notices/notices-list';
import { type NameOf, namesOf } from '../../ui/names';
import { PageBody, Section } from '../../ui/page-body';
import { pathsAt } from '../../ui/paths';
import { adviceSentence } from '../../words/advice';
import { noticeAudience } from '../../words/notices';
import { organisationKindWords } from '../../words/organisations';
import { professionWords } from '../../words/professions';
import { fieldWords } from '../../words/space-form';
import { noticeFormWords, previewWords } from '../../words/space-notices';
import { COLON, typeset } from '../../words/typography';
import { answered } from '../../words/verdicts';
import { CheckList, SelectField, TextArea, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote, DraftNote } from '../form/notes';
import type { Typed } from '../form/typed';
import type { Named } from '../updates/scope';
import { DraftButtons, SafeEnter } from '../updates/update-form';
import { OnBehalfFields } from '../updates/words';
import type { NoticeShown } from './notice-actions.server';

export type NoticeFormProps = {
  /** The professions that the writer may address. */
  professions: readonly Profession[];
  platforms: readonly Named[];
  speakers: readonly Named[];
  typed: Typed;
  problem: Problem | null;
  isKept: boolean;
  idempotencyKey: string;
  isCodeAsked: boolean;
  /** The version of the notice that this one corrects, and its address. */
  version?: string | null;
  action?: string;
  submit: string;
  children?: ReactNode;
};

const ADVICE_OPTIONS = [
  { value: '', label: noticeFormWords.noTemplate },
  ...ADVICE_CODES.map((code) => ({ value: code, label: adviceSentence[code] })),
];

/** A notice: what it says, to whom, and for how long. */
export const NoticeForm = (props: NoticeFormProps) => {
  const { professions, platforms, speakers, typed, problem, isKept, children, ...form } = props;
  const { pathname } = useLocation();
  return (
    <SpaceForm
      {...form}
      typed={typed}
      problem={problem}
      buttons={<DraftButtons preview={`${pathname}#apercu`} here={pathname} isKept={isKept} />}
    >
      <SafeEnter />
      {children}
      <NoticeWords />
      <CheckList
        legend={fieldWords.professions}
        name="profession"
        options={professions.map((each) => ({ value: each, label: professionWords[each].name }))}
        checked={typed.profession ?? []}
        of="/professions"
      />
      <CheckList
        legend={noticeFormWords.platforms}
        name="plateforme"
        options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
        checked={typed.plateforme ?? []}
        of="/platforms"
      />
      <TextArea
        label={noticeFormWords.mutuelles}
        name="mutuelles"
        rows={3}
        of="mutuelles"
        hint={noticeFormWords.mutuellesHint}
      />
      <CheckList
        legend={noticeFormWords.reach}
        name="toutes"
        options={[{ value: 'oui', label: noticeFormWords.all }]}
        checked={typed.toutes ?? []}
        of="/reach"
        hint={noticeFormWords.allHint}
      />
      <div className="fields">
        <TextField
          label={noticeFormWords.validUntil}
          name="jusqu-a"
          type="datetime-local"
          of="validUntil"
          hint={noticeFormWords.validUntilHint}
        />
        {speakers.length === 0 && (
          <TextField
            label={noticeFormWords.source}
            name="source"
            type="url"
            placeholder="https://"
            of="sourceUrl"
          />
        )}
      </div>
      <OnBehalfFields speakers={speakers} />
    </SpaceForm>
  );
};

const NoticeWords = () => (
  <>
    <TextField label={fieldWords.title} name="titre" of="title" maxLength={200} />
    <SelectField
      label={noticeFormWords.advice}
      name="conseil"
      options={ADVICE_OPTIONS}
      of="advice"
      hint={noticeFormWords.adviceHint}
    />
    <TextArea label={noticeFormWords.text} name="texte" rows={10} of="body" hint={noticeFormWords.textHint} />
  </>
);

type NoticeEffectProps = { effect: NoticeShown['effect']; isAdvice: boolean };

/** Of how many answers of each profession it changes « Que faire », and the first of them. */
const NoticeEffect = ({ effect: { reached, asText, professions, first }, isAdvice }: NoticeEffectProps) =>
  reached === 0 ? (
    <p>{previewWords.nobody}</p>
  ) : (
    <>
      <ul>
        {professions.map(({ profession, ...counts }) => (
          <li key={profession}>
            {professionWords[profession].name}
            {COLON}
            {previewWords.effect(counts)}
          </li>
        ))}
      </ul>
      {isAdvice && asText > 0 && <p>{previewWords.asText(asText)}</p>}
      {first.length > 0 && (
        <>
          <p className="hint">{previewWords.first}</p>
          <ul className="plain-list">
            {first.map(({ profession, mutuelle, name, verdict, payment }) => (
              <li key={`${profession} ${mutuelle}`}>
                {typeset(name)}, {professionWords[profession].plural}
                {COLON}
                {answered(verdict, payment)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );

type NoticePreviewProps = NoticeShown & { nameOf: NameOf };

/** A preview has no address yet, so its links stay on the page. */
const PATHS = { ...pathsAt(null), notice: () => '#apercu' };

/** As the board and its own page will show it. */
export const NoticePreview = ({ notice, prose, effect, nameOf }: NoticePreviewProps) => (
  <Section id="apercu" title={previewWords.title}>
    <NoticeEffect effect={effect} isAdvice={notice.advice !== null} />
    <p className="hint">{previewWords.onTheBoard}</p>
    <NoticeLines notices={[notice]} paths={PATHS} />
    <p className="hint">{previewWords.onItsPage}</p>
    <div className="previewed">
      <p className="preview-title">{typeset(notice.title)}</p>
      <p>
        {notice.name}, {organisationKindWords[notice.kind]}, {noticeAudience(notice)}
      </p>
      <p className="notice-state">
        <NoticeState notice={notice} />
      </p>
      <NoticeText notice={notice} prose={prose} nameOf={nameOf} nameOfMutuelle={(id) => id} paths={PATHS} />
    </div>
  </Section>
);

export type NoticeWritingPageProps = Omit<NoticeFormProps, 'isKept'> & {
  title: string;
  done: string | null;
  savedAt: string | null;
  shown: NoticeShown | null;
  /** `before` is drawn between the head and the form, `after` below the form. */
  before?: ReactNode;
  after?: ReactNode;
};

/** The page of a notice being written. */
export const NoticeWritingPage = (props: NoticeWritingPageProps) => {
  const { title, done, savedAt, shown, before, after, ...form } = props;
  return (
    <PageBody
      title={title}
      beside={
        <>
          {previewWords.signed}
          <DraftNote savedAt={savedAt} />
        </>
      }
    >
      <DoneNote said={done} />
      {before}
      <NoticeForm {...form} isKept={savedAt !== null} />
      {shown && <NoticePreview {...shown} nameOf={namesOf(form.platforms)} />}
      {after}
    </PageBody>
  );
};

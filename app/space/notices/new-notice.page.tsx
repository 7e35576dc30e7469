import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Notice } from '#server/contract/notices';
import type { Problem } from '#server/contract/problem';
import { ADVICE_CODES, type Profession } from '#server/domain/facts/vocabulary';
import { NoticeText, type Prose } from '../../notices/notice.page';
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
import { typeset } from '../../words/typography';
import { CheckList, SelectField, TextArea, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote, DraftNote } from '../form/notes';
import type { Typed } from '../form/typed';
import type { Named } from '../updates/scope';
import { DraftButtons, SafeEnter } from '../updates/update-form';
import { OnBehalfFields } from '../updates/words';

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
      />
      <CheckList
        legend={noticeFormWords.platforms}
        name="plateforme"
        options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
        checked={typed.plateforme ?? []}
        hint={noticeFormWords.platformsHint}
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

type NoticePreviewProps = { notice: Notice; prose: readonly Prose[]; nameOf: NameOf };

/** A preview has no address yet, so its links stay on the page. */
const PATHS = { ...pathsAt(null), notice: () => '#apercu' };

/** As the board and its own page will show it. */
export const NoticePreview = ({ notice, prose, nameOf }: NoticePreviewProps) => (
  <Section id="apercu" title={previewWords.title}>
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
      <NoticeText notice={notice} prose={prose} nameOf={nameOf} paths={PATHS} />
    </div>
  </Section>
);

export type NoticeWritingPageProps = Omit<NoticeFormProps, 'isKept'> & {
  title: string;
  done: string | null;
  savedAt: string | null;
  shown: { notice: Notice; prose: readonly Prose[] } | null;
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

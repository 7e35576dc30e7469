import type { ReactNode } from 'react';
import type { Notice } from '#server/contract/notices';
import type { Prose } from '../../notices/notice.page';
import { NoticeText } from '../../notices/notice.page';
import { NoticeLines, NoticeState } from '../../notices/notices-list';
import { type NameOf, namesOf } from '../../ui/names';
import { pathsAt } from '../../ui/paths';
import { noticeAudience } from '../../words/notices';
import { organisationKindWords } from '../../words/organisations';
import { previewWords } from '../../words/space-notices';
import { typeset } from '../../words/typography';
import { DoneNote, DraftNote } from '../form/notes';
import { NoticeForm, type NoticeFormProps } from './notice-form';

type NoticePreviewProps = { notice: Notice; prose: readonly Prose[]; nameOf: NameOf };

/** It has no address yet. */
const PATHS = { ...pathsAt(null), notice: () => '#apercu' };

/** As the board and its own page will show it. */
export const NoticePreview = ({ notice, prose, nameOf }: NoticePreviewProps) => (
  <section className="part" aria-labelledby="apercu">
    <h2 id="apercu">{previewWords.title}</h2>
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
  </section>
);

export type NoticeWritingPageProps = Omit<NoticeFormProps, 'isKept'> & {
  title: string;
  done: string | null;
  savedAt: string | null;
  shown: { notice: Notice; prose: readonly Prose[] } | null;
  /** Between the head and the form, and after it. */
  before?: ReactNode;
  after?: ReactNode;
};

/** The page of a notice being written. */
export const NoticeWritingPage = (props: NoticeWritingPageProps) => {
  const { title, done, savedAt, shown, before, after, ...form } = props;
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>{title}</h1>
        <p>
          {previewWords.signed}
          <DraftNote savedAt={savedAt} />
        </p>
      </div>
      <DoneNote said={done} />
      {before}
      <NoticeForm {...form} isKept={savedAt !== null} />
      {shown && <NoticePreview {...shown} nameOf={namesOf(form.platforms)} />}
      {after}
    </main>
  );
};

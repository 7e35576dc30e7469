import type { ReactNode } from 'react';
import type { Notice } from '#server/contract/notices';
import type { Prose } from '../prose';
import { namesOf } from '../told';
import { DoneNote } from './done-note';
import { DraftNote } from './draft-note';
import { NoticeForm, type NoticeFormProps } from './notice-form';
import { NoticePreview } from './notice-preview';

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
          Signé de votre organisation
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

import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { PageBody } from '../../ui/page-body';
import { noticePageWords } from '../../words/space-notices';
import { publishedWords } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import { DoneNote } from '../form/notes';
import { NoticeStateLine } from './notice.page';

type PublishedNoticeProps = { notice: Notice; done: string };

/** « C’est fait »: what was published, where it is read, and how it is changed. */
export const PublishedNotice = ({ notice, done }: PublishedNoticeProps) => (
  <PageBody title={publishedWords.title} beside={typeset(notice.title)}>
    <DoneNote said={done} />
    <NoticeStateLine notice={notice} />
    <p className="buttons">
      <Link className="button" to={`/espace/avis/${notice.id}`}>
        {noticePageWords.correctOrWithdraw}
      </Link>
      <Link className="button" to="/espace/avis">
        {noticePageWords.backToOwn}
      </Link>
    </p>
  </PageBody>
);

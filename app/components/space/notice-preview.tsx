import type { Notice } from '#server/contract/notices';
import { noticeAudience } from '../../words/fr/notices';
import { organisationKindWords } from '../../words/fr/organisations';
import { typeset } from '../../words/fr/typography';
import { NoticeState } from '../notice-line';
import { NoticeText } from '../notice-page';
import { NoticeLines } from '../notices-list';
import { pathsAt } from '../paths';
import type { Prose } from '../prose';
import type { NameOf } from '../told';

type NoticePreviewProps = { notice: Notice; prose: readonly Prose[]; nameOf: NameOf };

/** It has no address yet. */
const PATHS = { ...pathsAt(null), notice: () => '#apercu' };

/** As the board and its own page will show it. */
export const NoticePreview = ({ notice, prose, nameOf }: NoticePreviewProps) => (
  <section className="part" aria-labelledby="apercu">
    <h2 id="apercu">Aperçu</h2>
    <p className="hint">Sur le tableau</p>
    <NoticeLines notices={[notice]} paths={PATHS} />
    <p className="hint">Sur sa page</p>
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

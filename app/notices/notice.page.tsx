import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { Fact } from '../answer/answer-facts';
import { Moment } from '../ui/moment';
import type { NameOf } from '../ui/names';
import type { Paths } from '../ui/paths';
import { type Prose, ProseText } from '../ui/prose';
import { SourceLink } from '../ui/source-link';
import { adviceSentence } from '../words/advice';
import { fullDay } from '../words/instants';
import { noticeAudience } from '../words/notices';
import { organisationKindWords } from '../words/organisations';
import { fr, typeset } from '../words/typography';
import { NoticeState } from './notices-list';

type NoticePageProps = {
  notice: Notice;
  /** Its text, ready to be shown. */
  prose: readonly Prose[];
  /** The notice it corrects, and the one that corrects it. */
  corrected: Notice | null;
  correction: Notice | null;
  nameOf: NameOf;
  paths: Paths;
};

/** A notice stays readable when it is withdrawn or expired, and says so before its text. */
export const NoticePage = ({ notice, prose, corrected, correction, nameOf, paths }: NoticePageProps) => (
  <main className="page" id="contenu">
    <p className="crumb crumb-top">
      <Link to={paths.notices} discover="none">
        ← Tous les avis
      </Link>
    </p>
    <div className="title">
      <h1>{typeset(notice.title)}</h1>
      <p>
        {notice.name}, {organisationKindWords[notice.kind]}, {noticeAudience(notice)}
      </p>
    </div>
    {correction && (
      <p className="reading">
        <b>
          Corrigé par un avis du <Moment iso={correction.publishedAt} as={fullDay} />
          &#8239;:
        </b>{' '}
        <Link to={paths.notice(correction.id)} discover="none">
          lire la correction
        </Link>
      </p>
    )}
    <p className="notice-state">
      <NoticeState notice={notice} />
    </p>
    {corrected && (
      <p>
        Corrige{' '}
        <Link to={paths.notice(corrected.id)} discover="none">
          l’avis du <Moment iso={corrected.publishedAt} as={fullDay} />
        </Link>
      </p>
    )}
    <NoticeText notice={notice} prose={prose} nameOf={nameOf} paths={paths} />
  </main>
);

/** What a notice says: its advice, its text, and what it is about. */
export const NoticeText = ({
  notice,
  prose,
  nameOf,
  paths,
}: Pick<NoticePageProps, 'notice' | 'prose' | 'nameOf' | 'paths'>) => (
  <div className="cols">
    <section className="prose" aria-labelledby="texte">
      <h2 className="visually-hidden" id="texte">
        Texte de l’avis
      </h2>
      {notice.advice && (
        <p>
          <b>{fr`Conseil : ${adviceSentence[notice.advice]}`}</b>
        </p>
      )}
      <ProseText prose={prose} />
    </section>
    <aside className="aside part" aria-label="À propos de cet avis">
      <dl className="facts">
        <Fact name="Publié">
          <Moment iso={notice.publishedAt} as={fullDay} />
        </Fact>
        {notice.platforms.length > 0 && (
          <Fact name="Plateformes">
            {notice.platforms.map((platform) => (
              <Link key={platform} className="source" to={paths.platform(platform)} discover="none">
                {nameOf(platform)}
              </Link>
            ))}
          </Fact>
        )}
        {notice.sourceUrl && (
          <Fact name="Source">
            <SourceLink url={notice.sourceUrl} of={notice.title} />
          </Fact>
        )}
      </dl>
    </aside>
  </div>
);

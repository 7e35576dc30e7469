import { Link } from '@remix-run/react';
import type { Notice } from '#server/contract/notices';
import { adviceSentence } from '../words/fr/advice';
import { day } from '../words/fr/instants';
import { typeset } from '../words/fr/typography';
import { Moment } from './moment';
import type { Paths } from './paths';

/** Two lines each: what, then who, when and what they advise. */
export const NoticesList = ({ notices, paths }: { notices: readonly Notice[]; paths: Paths }) => (
  <section className="group" aria-labelledby="avis">
    <div className="group-head">
      <h2 id="avis">Avis des syndicats et des autorités</h2>
    </div>
    {notices.length === 0 ? (
      <p className="empty">Aucun avis en cours pour votre profession.</p>
    ) : (
      <ul className="notices">
        {notices.map(({ id, title, name, publishedAt, advice, body }) => (
          <li key={id}>
            <h3>
              <Link to={paths.notice(id)}>{typeset(title)}</Link>
            </h3>
            <p>
              <span className="who">{name}</span>, <Moment iso={publishedAt} as={day} />
              <span className="said">{advice ? adviceSentence[advice] : typeset(firstSentence(body))}</span>
            </p>
          </li>
        ))}
      </ul>
    )}
  </section>
);

const firstSentence = (text: string): string => text.match(/^.*?[.!?…](?=\s|$)/s)?.[0] ?? text;

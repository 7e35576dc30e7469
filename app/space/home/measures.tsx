import { Link } from '@remix-run/react';
import type { Due } from '#server/contract/space';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { Section } from '../../ui/page-body';
import { flowWords } from '../../words/flows';
import { ago } from '../../words/instants';
import { dueWords } from '../../words/space-home';
import { COLON, typeset } from '../../words/typography';

type DueSilentProps = { silent: Due['silent']; nameOf: NameOf; at: string };

/** For the desk: what runs and says nothing any more, and what that does to boards. */
export const DueSilent = ({ silent, nameOf, at }: DueSilentProps) =>
  silent.length === 0 ? null : (
    <Section id="muettes" title={dueWords.silent}>
      <ul className="notices due">
        {silent.map(({ id, name, platform, flow, kind, last, isRelied }) => (
          <li key={id}>
            <h3>
              {typeset(name)}
              {COLON}
              {typeset(nameOf(platform))}, {flowWords[flow].inList}
            </h3>
            <p>
              {dueWords.silentLast}
              <Moment iso={last} as={() => ago(last, at)} />.{' '}
              {isRelied ? dueWords.silentRelied : dueWords.silentTried} {dueWords.silentCure(kind)}
            </p>
            <Link className="button" to={`/espace/sondes/${id}`}>
              {dueWords.seeProbe}
              <span className="visually-hidden">, {typeset(name)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );

/** For the desk, while none of our probes runs. */
export const Unmeasured = ({ stopped }: { stopped: number }) =>
  stopped === 0 ? null : (
    <Section id="rien-de-mesure" title={dueWords.unmeasured}>
      <p>{dueWords.unmeasuredWhy(stopped)}</p>
      <p>
        <Link className="button" to="/espace/sondes#portails">
          {dueWords.measure}
        </Link>
      </p>
    </Section>
  );

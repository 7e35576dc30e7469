import { Link } from '@remix-run/react';
import type { Due } from '#server/contract/space';
import { flowWords } from '../../words/fr/flows';
import { ago } from '../../words/fr/instants';
import { fr, typeset } from '../../words/fr/typography';
import { Moment } from '../moment';
import type { NameOf } from '../told';

type DueLapsedProps = { lapsed: Due['lapsed']; nameOf: NameOf; at: string };

/** Flows last said bad, too long ago: their boards say « À vérifier » until somebody speaks. */
export const DueLapsed = ({ lapsed, nameOf, at }: DueLapsedProps) =>
  lapsed.length === 0 ? null : (
    <section className="part" aria-labelledby="sans-nouvelle">
      <h2 id="sans-nouvelle">Échanges sans nouvelle</h2>
      <p className="hint">{fr`Dits coupés ou perturbés, puis plus rien : les tableaux disent « À vérifier » jusqu'à ce que quelqu'un parle.`}</p>
      <ul className="notices due">
        {lapsed.map(({ platform, flow, since, by }) => (
          <li key={`${platform} ${flow}`}>
            <h3>
              {typeset(nameOf(platform))}, {flowWords[flow].inList}
            </h3>
            <p>
              {fr`Dernier mot de ${nameOf(by)} `}
              <Moment iso={since} as={() => ago(since, at)} />
            </p>
          </li>
        ))}
      </ul>
      <Link className="button" to="/espace/incidents/nouveau">{fr`Dire ce qu'il en est`}</Link>
    </section>
  );

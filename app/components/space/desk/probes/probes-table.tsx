import { Link } from '@remix-run/react';
import type { ProbeLine } from '#server/contract/probes';
import { flowWords } from '../../../../words/fr/flows';
import { ago } from '../../../../words/fr/instants';
import { every, probeKindWords, probeStateWords, sawWords } from '../../../../words/fr/space-probes';
import { fr, typeset } from '../../../../words/fr/typography';
import { ScrollRegion } from '../../../scroll-region';
import { namesOf } from '../../../told';
import { GestureForm } from '../../gesture-form';

type ProbesTableProps = {
  probes: readonly ProbeLine[];
  platforms: readonly { id: string; name: string }[];
  at: string;
};

export const ProbesTable = ({ probes, platforms, at }: ProbesTableProps) => {
  const nameOf = namesOf(platforms);
  return (
    <ScrollRegion label="Sondes, défile de côté">
      <table className="organisations probes">
        <thead>
          <tr>
            <th scope="col">Sonde</th>
            <th scope="col">Regarde</th>
            <th scope="col">État</th>
            <th scope="col">Gestes</th>
          </tr>
        </thead>
        <tbody>
          {probes.map((probe) => (
            <tr key={probe.id}>
              <th scope="row">
                <Name probe={probe} />
              </th>
              <td>
                {typeset(nameOf(probe.platform))}
                <br />
                {fr`${flowWords[probe.flow].inList}, ${every(probe.intervalSeconds)}`}
              </td>
              <td>
                {probeStateWords(probe)}
                {probe.last && (
                  <>
                    <br />
                    <span className="small">
                      {fr`${ago(probe.last.observedAt, at)} : ${sawWords(probe.last)}`}
                    </span>
                  </>
                )}
              </td>
              <td>{probe.kind !== 'pushed' && <Gestures probe={probe} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
};

/** What a key pushes is not defined here. */
const Name = ({ probe: { id, name, kind } }: { probe: ProbeLine }) => (
  <>
    {kind === 'pushed' ? typeset(name) : <Link to={`/espace/sondes/${id}`}>{typeset(name)}</Link>}
    <br />
    <span className="small">{probeKindWords[kind]}</span>
  </>
);

const Gestures = ({ probe: { id, name, kind, enabled } }: { probe: ProbeLine }) => {
  const about = <span className="visually-hidden">, {typeset(name)}</span>;
  return (
    <>
      <GestureForm
        gesture={enabled ? 'arreter' : 'activer'}
        target={id}
        isCodeAsked={false}
        submit={
          <>
            {enabled ? 'Arrêter' : 'Mettre en marche'}
            {about}
          </>
        }
      />
      {kind !== 'heartbeat' && (
        <GestureForm
          gesture="essayer"
          target={id}
          isCodeAsked={false}
          submit={<>Essayer maintenant{about}</>}
        />
      )}
    </>
  );
};

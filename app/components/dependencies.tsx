import { Link } from '@remix-run/react';
import type { PlatformLine, PlatformRecord } from '#server/contract/platforms';
import { flowWords } from '../words/fr/flows';
import { fr, listed, of } from '../words/fr/typography';
import { DependencyDrawing } from './dependency-drawing';
import type { Paths } from './paths';

type DependenciesProps = { platform: PlatformRecord; lines: readonly PlatformLine[]; paths: Paths };
type Edge = PlatformRecord['dependsOn'][number];

/** Who rests on whom: drawn, then said. */
export const Dependencies = ({ platform, lines, paths }: DependenciesProps) => {
  const { name, dependsOn, dependents } = platform;
  return (
    <section className="part" aria-labelledby="dependances">
      <h2 id="dependances">{fr`Qui s'appuie sur qui`}</h2>
      {dependsOn.length + dependents.length === 0 ? (
        <p className="empty">{fr`Aucun lien connu : ${name} ne s'appuie sur aucune autre plateforme de l'annuaire, aucune ne s'appuie sur ${name}.`}</p>
      ) : (
        <>
          <DependencyDrawing platform={platform} lines={lines} />
          <ul className="small edges">
            {dependents.map((edge) => (
              <li key={edge.platform}>
                <EdgeLink edge={edge} paths={paths} />{' '}
                {fr`s'appuie sur ${name} pour ${flowsOf(edge)} : ses cartes reçoivent la réponse ${of(name)}.`}
              </li>
            ))}
            {dependsOn.map((edge) => (
              <li key={edge.platform}>
                {fr`${name} s'appuie sur`} <EdgeLink edge={edge} paths={paths} /> pour {flowsOf(edge)}.
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

const EdgeLink = ({ edge, paths }: { edge: Edge; paths: Paths }) => (
  <Link to={paths.platform(edge.platform)} discover="none">
    {edge.name}
  </Link>
);

const flowsOf = ({ flows }: Edge): string => listed(flows.map((flow) => flowWords[flow].the));

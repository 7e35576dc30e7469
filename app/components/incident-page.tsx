import { Link } from '@remix-run/react';
import type { IncidentRecord } from '#server/contract/incidents';
import { flowWords, healthWords } from '../words/fr/flows';
import { longInstant, moment } from '../words/fr/instants';
import { listed } from '../words/fr/typography';
import { HealthMark } from './health-mark';
import { IncidentStory } from './incident-story';
import { IncidentFacts, touchedSentence, worstHealth } from './incident-summary';
import { Moment } from './moment';
import type { Paths } from './paths';
import { Sign } from './signs';
import type { NameOf } from './told';

type IncidentPageProps = { incident: IncidentRecord; nameOf: NameOf; paths: Paths };

export const IncidentPage = ({ incident, nameOf, paths }: IncidentPageProps) => {
  const { className, sign } = healthWords[worstHealth(incident)];
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>{incident.title}</h1>
        <p>
          {listed(incident.platforms.map(nameOf))} · <Moment iso={incident.at} as={longInstant} /> (Paris)
        </p>
      </div>
      <div className={`incident ${className}`}>
        <Sign id={sign} />
        <p className="touched">
          <b>{touchedSentence(incident)}</b>
        </p>
        <IncidentFacts incident={incident} at={incident.at} />
      </div>
      <Touched incident={incident} nameOf={nameOf} />
      <p className="small links">
        {incident.platforms.map((platform) => (
          <Link key={platform} to={paths.platform(platform)} discover="none">
            {nameOf(platform)} par profession
          </Link>
        ))}
      </p>
      <IncidentStory incident={incident} nameOf={nameOf} />
    </main>
  );
};

const Touched = ({ incident, nameOf }: Omit<IncidentPageProps, 'paths'>) =>
  incident.touched.length === 0 ? null : (
    <section className="part" aria-labelledby="touche">
      <h2 id="touche">Ce qui est touché, jugé à cet instant</h2>
      <table>
        <caption>Le pire état, toutes professions réunies</caption>
        <thead>
          <tr>
            <th scope="col">Échange</th>
            <th scope="col">Plateforme</th>
            <th scope="col">État</th>
            <th scope="col">Depuis</th>
          </tr>
        </thead>
        <tbody>
          {incident.touched.map(({ platform, flow, health, basis, since }) => (
            <tr key={`${platform} ${flow}`}>
              <th scope="row">{flowWords[flow].name}</th>
              <td>{nameOf(platform)}</td>
              <td>
                <HealthMark health={health} basis={basis} />
              </td>
              <td>{since && <Moment iso={since} as={moment} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );

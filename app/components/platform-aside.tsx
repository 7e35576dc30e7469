import type { ReactNode } from 'react';
import type { PlatformRecord } from '#server/contract/platforms';
import { professionWords } from '../words/fr/professions';
import { counted, fr } from '../words/fr/typography';
import { Fact } from './answer-facts';

/** Where to reach a platform, whom it serves, and whence we know it. */
export const PlatformAside = ({ platform }: { platform: PlatformRecord }) => (
  <aside className="part aside" aria-labelledby="contacts">
    <h2 id="contacts">Contacts</h2>
    <dl className="facts">
      {platform.professionalPortal && (
        <Fact name="Portail des professionnels" note="adresse de l’annuaire, non revérifiée">
          <Site href={platform.professionalPortal} />
        </Fact>
      )}
      {platform.website && (
        <Fact name="Site">
          <Site href={platform.website} />
        </Fact>
      )}
      {platform.contacts.map(({ label, value, checkedOn }) => (
        <Fact key={label} name={label} note={checkedOn ? `vérifié le ${checkedOn}` : 'non vérifié'}>
          {value}
        </Fact>
      ))}
      <Fact name="Professions servies" note={servedNote(platform)}>
        {platform.professions ? counted(platform.professions.length, 'connue') : 'toutes'}
      </Fact>
      {platform.conventionCodes.length > 0 && (
        <Fact name="Code sur la carte">{platform.conventionCodes.join(', ')}</Fact>
      )}
      <Fact name="Sources de l’annuaire">
        {platform.sources.map((source) => (
          <Source key={source} href={source} />
        ))}
      </Fact>
    </dl>
  </aside>
);

const hostOf = (address: string): string => address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/.*$/s, '');

const Site = ({ href, children = hostOf(href) }: { href: string; children?: ReactNode }) => (
  <a href={href} rel="noreferrer">
    {children}
  </a>
);

const Source = ({ href }: { href: string }) => (
  <span className="source">
    <Site href={href} />
  </span>
);

const servedNote = ({ professions }: PlatformRecord): string | undefined =>
  professions
    ? fr`${professions.map((each) => professionWords[each].name.toLowerCase()).join(', ')}`
    : undefined;

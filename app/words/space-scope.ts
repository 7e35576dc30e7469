import type { SessionRecord } from '#server/contract/accounts';
import { organisationKindWords } from './organisations';
import { professionWords } from './professions';
import { fr, listed } from './typography';

type Organisation = NonNullable<SessionRecord['organisation']>;

/** On what an organisation writes: « ses plateformes (viamedis) ». */
export const reachWords = ({ kind, professions, platforms, mutuelles }: Organisation): string => {
  switch (kind) {
    case 'operator':
      return `ses plateformes (${listed(platforms) || 'aucune'})`;
    case 'union':
      return `ses professions (${listed((professions ?? []).map((id) => professionWords[id].plural))})`;
    case 'mutuelle':
      return `ses mutuelles (${listed(mutuelles) || 'aucune'})`;
    case 'desk':
      return 'tout';
    case 'authority':
    case 'press':
      return 'rien : le bureau reprend ses mots';
  }
};

/** Why a page is not for this organisation. */
export const notForYou = (organisation: Organisation): string =>
  fr`Cette page n'est pas pour ${organisation.name} (${organisationKindWords[organisation.kind]}), qui écrit sur ${reachWords(organisation)}.`;

export const outOfScopeWords = {
  title: 'Hors de votre périmètre',
  cure: (whose: string): string =>
    fr`Elle est réservée ${whose}. Revenez à l'accueil de votre espace, ou demandez au bureau.`,
  desk: 'au bureau',
  keepers: 'au bureau et aux mutuelles',
  mutuelle: 'à cette mutuelle et au bureau',
};

import type { Words } from '#server/contract/words';
import { FLOWS } from '#server/domain/vocabulary';
import { flowHealth, flowWords } from './flows';
import { stageWords } from './incidents';
import { professionWords } from './professions';
import { capital, fr, listed, of, typeset } from './typography';

/** What is said to programs, feeds and other people's pages. */
export const openWords: Words = {
  flows: Object.fromEntries(FLOWS.map((flow) => [flow, flowWords[flow].name])) as Words['flows'],
  professions: professionWords,
  notVerified: 'non vérifié',
  incidentClosed: 'Incident clos.',
  maintenanceOf: (platform) => `Maintenance ${of(platform)}`,
  maintenanceOver: 'Maintenance terminée.',
  maintenanceBegun: 'Maintenance en cours.',
  maintenanceCancelled: 'Maintenance annulée.',
  said: (platform, flow, health) => fr`${platform} : ${flowHealth(flow, health)}`,
  feedTitle: (names) => titled('Comptoir – incidents du tiers payant', names),
  calendarTitle: (names) => titled('Comptoir – maintenances', names),
  incidentIn: (title, stage) => `${typeset(title)} – ${stageWords[stage]}`,
  saidBy: (name, instant, text) => `${fr`${name}, ${parisInstant.format(instant)} :`} ${text}`,
  flowsConcerned: (flows) => capital(listed(flows.map((flow) => flowWords[flow].inList))),
};

const titled = (title: string, names: readonly string[]): string =>
  names.length === 0 ? title : `${title} – ${names.join(', ')}`;

const parisInstant = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Paris',
});

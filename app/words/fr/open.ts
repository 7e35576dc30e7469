import type { Words } from '#server/contract/words';
import { BOARD_GROUPS, FLOWS, HEALTHS } from '#server/domain/facts/vocabulary';
import { flowHealth, flowWords, healthWords, presumedWord } from './flows';
import { stageWords } from './incidents';
import { professionOfSlug, professionWords } from './professions';
import { unconfirmedWords } from './published';
import { referenceWords } from './reference';
import { capital, counted, fr, listed, of, typeset } from './typography';
import { groupWords } from './verdicts';
import { widgetWords } from './widget';

/** What is said to programs, feeds and other people's pages. */
export const openWords: Words = {
  flows: Object.fromEntries(FLOWS.map((flow) => [flow, flowWords[flow].name])) as Words['flows'],
  professions: professionWords,
  allProfessions: 'toutes professions',
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
  verdicts: Object.fromEntries(
    BOARD_GROUPS.map((group) => [group, groupWords[group].word]),
  ) as Words['verdicts'],
  healths: Object.fromEntries(
    HEALTHS.map((health) => [health, healthWords[health].word]),
  ) as Words['healths'],
  presumed: presumedWord.word,
  asOf: (instant) => `le ${parisTime.format(instant)}`,
  notConfirmedSince: (instant) =>
    fr`À vérifier : plus rien ne nous confirme cet état depuis le ${parisInstant.format(instant)}.`,
  clocksApart: widgetWords.clocksApart,
  unconfirmed: unconfirmedWords,
  boardOf: (plural) => fr`Tiers payant : ${plural}`,
  wholeBoard: 'Voir le tableau entier',
  mutuellesCounted: (group, count, of) =>
    fr`${groupWords[group].word} : ${counted(count, 'mutuelle')} sur ${of}`,
  paymentNotNormal: 'paiement perturbé',
  professionOf: professionOfSlug,
  backHome: 'Revenir au tableau',
  typeset,
  reference: referenceWords,
  flowsConcerned: (flows) => capital(listed(flows.map((flow) => flowWords[flow].inList))),
};

const titled = (title: string, names: readonly string[]): string =>
  names.length === 0 ? title : `${title} – ${names.join(', ')}`;

const parisInstant = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Paris',
});

const parisTime = new Intl.DateTimeFormat('fr-FR', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/Paris',
});

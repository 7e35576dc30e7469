import { dayNumber } from '#server/contract/calendar';
import type { ChannelWords } from '#server/contract/channel-words';
import { datingOf } from './instants';
import { fr } from './typography';

const dated = (instant: Date, today: Date) => datingOf(instant.toISOString(), dayNumber(today.toISOString()));

export const channelWords: ChannelWords = {
  saidBy: (name) =>
    name === null ? fr`Personne ne l'a déclaré : c'est mesuré, ou un délai est passé.` : fr`Dit par ${name}.`,
  advice: fr`Que faire :`,
  nextUpdateDue: (due, at) => fr`Prochain point attendu ${dated(due, at).on}.`,
  openPage: 'Lire ce qu’il en est maintenant',
  asOf: (at) =>
    fr`Ce message dit ce qui était su ${dated(at, at).at} (heure de Paris) ; la page dit ce qu'il en est quand vous l'ouvrez.`,
  whyYou: fr`Cette adresse a demandé à être prévenue.`,
  hello: fr`Comptoir écrira ici quand quelque chose changera de ce que ce groupe suit.`,
  manage: fr`Changer ce qui est suivi, ou ne plus rien recevoir`,
};

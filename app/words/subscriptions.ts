import type { Followed } from '#server/contract/subscriptions';
import type { Channel, FollowedKind, WebhookShape } from '#server/domain/facts/vocabulary';
import { flowWords } from './flows';
import { professionWords } from './professions';
import { counted, fr, listed, typeset } from './typography';

export const kindWords: Record<FollowedKind, string> = {
  change: fr`La réponse au comptoir change : Oui, Non, Avec réserve`,
  payment: fr`Les paiements : un jour payé, manquant ou promis`,
  notice: fr`Les avis des syndicats`,
  maintenance: fr`Les maintenances : annoncées, la veille, au début, à la fin, annulées`,
  incident: fr`Chaque point d'un incident`,
};

const kindsInList: Record<FollowedKind, string> = {
  change: 'réponses',
  payment: 'paiements',
  notice: 'avis',
  maintenance: 'maintenances',
  incident: 'points d’incident',
};

export const channelNames: Record<Channel, string> = {
  email: fr`Par courriel`,
  push: fr`Par notification sur cet appareil`,
  webhook: fr`Par webhook, pour un logiciel ou un salon de discussion`,
};

export const shapeNames: Record<WebhookShape, string> = {
  comptoir: fr`Le nôtre, signé (Standard Webhooks, CloudEvents)`,
  slack: 'Slack',
  teams: 'Microsoft Teams',
  discord: 'Discord',
};

/** « Opticien : Harmonie Mutuelle et Viamedis, droits en ligne ; réponses et avis ». */
export const followedWords = (
  { profession, mutuelles, platforms, flows, kinds }: Followed,
  nameOf: (id: string) => string,
): string => {
  const names = [...mutuelles, ...platforms].map(nameOf);
  const shown = names.length > 5 ? [...names.slice(0, 4), counted(names.length - 4, 'autre')] : names;
  const what = names.length === 0 ? 'toute la profession' : listed(shown.map(typeset));
  const through = flows.length === 0 ? '' : `, ${listed(flows.map((flow) => flowWords[flow].inList))}`;
  const of = kinds.length === 5 ? 'tout ce qui s’y passe' : listed(kinds.map((kind) => kindsInList[kind]));
  return typeset(`${professionWords[profession].name} : ${what}${through} ; ${of}`);
};

export const subscribeWords = {
  title: fr`Être averti`,
  follow: fr`Suivre`,
  lead: fr`Un message quand la réponse change au comptoir, et seulement de ce que vous choisissez. Sans compte ; une ligne par incident ; on arrête d'un geste.`,
  what: fr`Quoi`,
  profession: fr`Profession`,
  choose: fr`Choisir…`,
  mutuelles: fr`Mutuelles`,
  mutuellesHint: fr`Une par ligne, 300 au plus. Rien ici ni plus bas : toute la profession.`,
  addStars: fr`Ajouter « Mes mutuelles »`,
  narrower: fr`Aussi, ou seulement : des opérateurs, des échanges`,
  platforms: fr`Opérateurs et réseaux`,
  platformsHint: fr`Cochés en plus des mutuelles, pour ce que leur logo décide.`,
  flows: fr`Échanges`,
  flowsHint: fr`Des opérateurs cochés, ces échanges seulement ; aucun coché : tous.`,
  kinds: fr`Ce qui vous est dit`,
  how: fr`Comment`,
  channel: fr`Moyen`,
  address: fr`Adresse électronique`,
  addressHint: fr`Un courriel vous demandera de confirmer ; sans cela, elle est oubliée après 48 heures.`,
  url: fr`Adresse du webhook`,
  urlHint: fr`En https. Elle doit répondre au défi que nous lui envoyons ; un salon reçoit un premier message.`,
  shape: fr`Forme`,
  send: fr`Être averti`,
  sending: fr`Envoi…`,
  mailOff: fr`Ce service n'envoie pas de courriels : restent la notification de cet appareil et le webhook.`,
  needsScript: fr`La notification demande JavaScript, et un navigateur qui la permet.`,
  noProfession: fr`Quelle profession ?`,
  chooseInList: fr`Choisissez-la dans la liste.`,
  noChannel: fr`Par quel moyen ?`,
  chooseChannel: fr`Choisissez-en un.`,
  noAddress: fr`Il manque l'adresse.`,
  writeAddress: fr`Écrivez-la entière.`,
  noDevice: fr`Cet appareil n'a pas donné d'adresse de notification.`,
  tickAgain: fr`Appuyez de nouveau sur « Être averti », ou choisissez un autre moyen.`,
  asked: fr`C'est demandé. Si cette adresse existe, un courriel y arrive : ouvrez son lien et confirmez, dans les 48 heures. Trois courriels de cette sorte au plus par jour.`,
  kept: fr`Ce qui est gardé : l'adresse, scellée, et ce que vous suivez. Rien ne dit si un message est ouvert. Tout est effacé dès que vous y mettez fin.`,
  privacy: fr`Données personnelles`,
} as const;

/** Why a device cannot be told, said where one asked for it. */
export const deviceWords = {
  unsupported: fr`Ce navigateur ne connaît pas les notifications, ou les interdit ici (fenêtre privée, page sans https). Choisissez le courriel.`,
  denied: fr`Vous avez refusé les notifications de ce site. Pour les permettre : le cadenas à gauche de l'adresse, puis « Notifications ».`,
  dismissed: fr`Vous n'avez ni permis ni refusé : appuyez de nouveau, et répondez à la question du navigateur.`,
  failed: fr`Le service de notification de ce navigateur n'a pas répondu. Réessayez, ou choisissez le courriel.`,
} as const;
export type DeviceFault = keyof typeof deviceWords;

export const subscriptionWords = {
  title: fr`Votre abonnement`,
  confirmTitle: fr`Confirmer`,
  to: (to: string) => fr`Adresse : ${to}`,
  thisDevice: fr`Par notification, sur l'appareil qui l'a demandé.`,
  confirmLead: fr`Cette adresse a été donnée pour être avertie de ce qui suit. Rien n'est envoyé avant que vous ne confirmiez.`,
  confirmUntil: fr`Sans cela, elle est oubliée `,
  confirm: fr`Confirmer`,
  forget: fr`Oublier cette adresse`,
  follows: fr`Ce qui est suivi`,
  remove: fr`Ne plus suivre`,
  removeOne: (what: string) => fr`Ne plus suivre : ${what}`,
  add: fr`Suivre autre chose`,
  addSend: fr`Ajouter`,
  suspendedTitle: fr`Envois suspendus`,
  suspended: (why: string): string =>
    why === 'refused'
      ? fr`L'adresse a refusé nos messages.`
      : fr`L'adresse n'a pas répondu pendant plusieurs jours.`,
  suspendedSince: fr`Rien n'est plus envoyé depuis `,
  resume: fr`Reprendre les envois`,
  secretTitle: fr`Secret du webhook`,
  secretLead: fr`Il signe chaque message. En changer laisse l'ancien valable 24 heures, le temps de remplacer.`,
  newSecret: fr`Changer le secret`,
  secretShown: fr`Secret`,
  secretOnce: fr`Il n'est montré qu'ici : gardez-le où votre logiciel le lira.`,
  managePage: fr`La page de cet abonnement`,
  manageKept: fr`Gardez aussi cette adresse : elle permet de le changer et d'y mettre fin.`,
  endTitle: fr`Mettre fin`,
  endLead: fr`Plus rien n'est envoyé, et tout ce qui est gardé ici est effacé à l'instant.`,
  end: fr`Ne plus être averti`,
  ended: fr`C'est fini : plus rien ne vous sera envoyé, et ce qui était gardé ici est effacé.`,
  again: fr`Être averti de nouveau`,
  unknownTitle: fr`Abonnement inconnu`,
  unknown: fr`Il n'existe pas ou n'existe plus : il a pris fin, ou son adresse n'a pas été confirmée dans les 48 heures.`,
  done: {
    confirme: fr`Confirmé : vous serez averti.`,
    ajoute: fr`Ajouté.`,
    retire: fr`Retiré.`,
    repris: fr`Les envois reprennent.`,
    appareil: fr`Cet appareil est averti.`,
    webhook: fr`L'adresse a répondu : elle est avertie.`,
  } as Record<string, string>,
} as const;

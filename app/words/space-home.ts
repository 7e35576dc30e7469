import type { OrganisationKind, ProbeKind } from '#server/domain/facts/vocabulary';
import { fromNow, moment } from './instants';
import { counted, fr } from './typography';

export type FirstStep = { to: string; title: string; why: string };

const INCIDENT: FirstStep = {
  to: '/espace/incidents/nouveau',
  title: 'Ouvrir un incident',
  why: fr`Dès que quelque chose ne marche pas : ce qui est coupé, pour qui, depuis quand.`,
};
const NOTICE: FirstStep = {
  to: '/espace/avis',
  title: 'Publier un avis',
  why: fr`Ce que vos professions doivent faire, à votre nom, avec une date de fin.`,
};
const MAINTENANCE: FirstStep = {
  to: '/espace/maintenances',
  title: 'Annoncer une maintenance',
  why: fr`D'avance : les comptoirs s'organisent, et le tableau ne dira pas « coupé » sans raison.`,
};
const DIRECTORY: FirstStep = {
  to: '/espace/annuaire',
  title: 'Relire votre fiche',
  why: fr`Vos noms, vos numéros AMC, vos opérateurs : ce que vous proposez passe par le bureau.`,
};
const ORGANISATIONS: FirstStep = {
  to: '/espace/organisations',
  title: 'Relire les organisations',
  why: fr`Qui parle, et sur quoi : chacune n'écrit que dans son périmètre.`,
};

/** What one can begin with when nothing waits. */
export const firstSteps: Record<OrganisationKind, readonly FirstStep[]> = {
  operator: [INCIDENT, MAINTENANCE],
  union: [NOTICE, INCIDENT],
  mutuelle: [DIRECTORY, INCIDENT],
  desk: [
    ORGANISATIONS,
    { ...DIRECTORY, title: fr`Relire l'annuaire`, why: fr`Mutuelles, conventions, import d'un fichier.` },
  ],
  authority: [],
  press: [],
};

/** For who may invite: whom one lets in shares the work, but confirms no word of whoever let it in. */
export const inviteStep: FirstStep = {
  to: '/espace/personnes',
  title: 'Inviter un collègue',
  why: fr`Pour publier à plusieurs. Vos propres retours, quelqu'un que vous n'avez pas fait entrer les confirmera.`,
};

/** Forms that keep a draft, by the beginning of their name; what follows is the id of what they change. */
const PLACES = [
  { form: 'alerte-', title: 'Alerte d’un outil', to: '/espace/alertes/' },
  { form: 'incident-', title: 'Point sur un incident', to: '/espace/incidents/' },
  { form: 'incident', title: 'Nouvel incident', to: '/espace/incidents/nouveau' },
  { form: 'avis-', title: 'Correction d’un avis', to: '/espace/avis/' },
  { form: 'avis', title: 'Nouvel avis', to: '/espace/avis/nouveau' },
  { form: 'maintenance', title: 'Nouvelle maintenance', to: '/espace/maintenances/nouvelle' },
] as const;

/** Where a draft is taken up again. */
export const draftPlace = (form: string): { title: string; to: string } => {
  const place = PLACES.find(
    (each) => form === each.form || (each.form.endsWith('-') && form.startsWith(each.form)),
  );
  if (!place) return { title: form, to: '/espace' };
  return {
    title: place.title,
    to: place.form.endsWith('-') ? place.to + form.slice(place.form.length) : place.to,
  };
};

export const promisedWords = (due: string, at: string, isLate: boolean): string => {
  const when = fromNow(due, at);
  return isLate ? fr`dépassé, il était dû ${when} (${moment(due)})` : fr`${when} (${moment(due)})`;
};

export const dueWords = {
  returns: 'Retours à confirmer',
  readAndConfirm: 'Lire et confirmer',
  requests: 'Demandes qui attendent une deuxième personne',
  askedBy: (by: string): string => fr`Demandé par ${by} `,
  byAnother: fr` : à une autre personne d'accepter`,
  readRequest: 'Voir la demande',
  restrictions: 'Comptes, clés, sondes et périmètres',
  publishUpdate: 'Publier un point',
  stage: 'Étape',
  stageUnsaid: 'non précisée',
  lastWord: 'Dernier mot',
  nextUpdate: 'Prochain point',
  noNextUpdate: 'non annoncé',
  lapsed: 'Échanges sans nouvelle',
  lapsedHint: fr`Dits coupés ou perturbés, puis plus rien : les tableaux disent « À vérifier » jusqu'à ce que quelqu'un parle.`,
  lastWordOf: (name: string): string => fr`Dernier mot de ${name} `,
  sayHowItIs: fr`Dire ce qu'il en est`,
  silent: 'Mesures qui ne viennent plus',
  silentLast: 'Dernier résultat ',
  silentRelied: fr`Son silence met cet échange « À vérifier » là où personne n'en parle.`,
  silentTried: fr`Entendue moins d'un jour : elle n'appuie plus rien, et ne met personne « À vérifier ».`,
  silentCure: (kind: ProbeKind): string =>
    kind === 'pushed'
      ? fr`Qui tient la clé la relance, ou la révoque.`
      : kind === 'heartbeat'
        ? fr`La machine qui appelle est à relancer ; sinon, arrêtez le battement.`
        : fr`C'est notre machine qui ne mesure plus : voyez son journal, ou arrêtez la sonde.`,
  seeProbe: 'Voir la sonde',
  unmeasured: 'Rien n’est mesuré d’ici',
  unmeasuredWhy: (count: number): string =>
    fr`${counted(count, 'sonde prête', 'sondes prêtes')}, ${count < 2 ? 'arrêtée' : 'toutes arrêtées'} : les tableaux ne reposent que sur ce qui est dit, ou sur rien.`,
  measure: 'Mesurer les portails publics',
  proposals: fr`Propositions pour l'annuaire`,
  toDecide: ' à décider',
  remarks: fr`Remarques sur l'annuaire`,
  sources: 'Adresses lues chaque jour',
  sourcesWaiting: (count: number): string =>
    fr`${counted(count, 'adresse')} ${count > 1 ? 'disent' : 'dit'} du nouveau`,
};

export const homeWords = {
  drafts: 'Brouillons gardés',
  keptAt: 'Gardé ',
  firstSteps: 'Pour commencer',
  title: 'Ce qui vous attend',
  nothing: fr`Rien pour l'instant.`,
  ownIncidents: 'Mes incidents ouverts',
  staleIncidents: 'Incidents sans nouvelle depuis un jour',
  otherIncidents: 'Autres incidents ouverts',
};

/** What the head of the space leads to, and the groups it stands in. */
export const sectionWords = {
  saying: 'Publier',
  watching: 'Suivi',
  team: 'Équipe et compte',
  home: 'Accueil',
  opening: 'Nouvel incident',
  confirmations: 'À confirmer',
  notices: 'Avis',
  maintenances: 'Maintenances',
  payments: 'Paiements',
  declarations: 'Nos déclarations',
  directory: 'Annuaire',
  directoryItself: 'Mutuelles et conventions',
  proposals: 'Propositions',
  remarks: 'Remarques',
  probes: 'Sondes',
  connectors: 'Branchements',
  deliveries: 'Envois',
  organisations: 'Organisations',
  people: 'Personnes',
  keys: 'Clés',
  audit: 'Journal',
  security: 'Sécurité',
  account: 'Mon compte',
};

/** Before a session ends by itself, and after. */
export const sessionEndWords = {
  soon: fr`Rien n'a été fait depuis vingt-huit minutes : votre session se ferme dans moins de deux minutes. Une touche, ou ce bouton, la garde ouverte.`,
  stay: 'Rester connecté',
  kept: 'Vous restez connecté.',
  last: fr`Votre session va se fermer : elle dure douze heures au plus. Ce que vous avez tapé reste dans la page ; en l'envoyant, vous vous reconnecterez.`,
  over: fr`Votre session s'est fermée. Ce que vous avez tapé reste dans la page : envoyez-le, et vous vous reconnecterez.`,
} as const;

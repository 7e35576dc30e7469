import type { Flow, Health } from '#server/domain/facts/vocabulary';
import { flowHealth } from './flows';
import { capital, fr } from './typography';

/** Flows that the name of an incident nobody named says. */
const MOST_NAMED = 3;

export const closingWords = {
  title: 'Fin de l’incident',
  submit: 'Clore l’incident',
  hintOfDesk: fr`Tout ce que ses déclarations nomment doit marcher. Sinon deux personnes du bureau doivent demander la clôture.`,
  hint: fr`Tout ce que ses déclarations nomment doit marcher, retours confirmés. Sinon la clôture est refusée, et dit ce qui reste.`,
  overSince: 'Fini depuis (heure de Paris)',
  lastWord: 'Mot de la fin',
};

export const declarationsWords = {
  retractTitle: 'Retirer cette déclaration',
  retract: 'Retirer',
  askRetraction: 'Demander le retrait',
  leave: 'Laisser comme elle est',
  reasonHint: 'Lisible à côté de ce qui est retiré.',
  imported: 'importé',
  backdated: fr` · antidaté : vrai depuis le `,
  retractionAsked: 'Retrait demandé',
  by: ' par ',
  on: ' le ',
  secondMissing: 'une deuxième personne manque',
  itsIncident: 'Son incident',
  which: ' la déclaration du ',
  title: 'Nos déclarations',
  lead: 'Les cent dernières, la plus récente d’abord, heure de Paris',
  none: 'Votre organisation n’a encore rien déclaré.',
};

export const incidentFaults = {
  nothingBad: 'Rien n’est dit coupé, dégradé ou en maintenance.',
  nothingBadCure: 'Choisissez au moins un état, de quoi et pour qui : c’est ce que les tableaux liront.',
  noEnd: 'Il manque l’instant depuis lequel l’incident est fini.',
  noEndCure: 'Écrivez AAAA-MM-JJTHH:MM, heure de Paris.',
};

export const incidentWords = {
  publishReport: 'Publier le bilan',
  report: 'Bilan de l’incident',
  reportHint: fr`Ce qui s'est passé, pourquoi, et ce qui est changé depuis.`,
  update: (title: string): string => `Mise à jour : ${title}`,
  publicPage: 'Ce que tout le monde en lit',
  outOfScope: (platforms: string): string => `${platforms} : hors de votre périmètre, à lire seulement`,
  onlyOne: ', la seule que vous pouvez modifier',
  closedOn: 'Clos le ',
  onlyItsReport: 'Rien ne s’y ajoute, sauf son bilan.',
};

export const openingWords = {
  noPlatform: 'Aucune plateforme n’est dans votre périmètre.',
  platforms: 'Plateformes touchées',
  continue: 'Continuer',
  title: 'Nouvel incident',
  choosePlatforms: 'Choisissez d’abord les plateformes touchées',
  change: 'changer',
  onlyPlatform: (names: string): string => fr`Plateforme : ${names}, la seule que vous pouvez modifier`,
  chosen: (isSeveral: boolean, names: string): string =>
    fr`${isSeveral ? 'Plateformes' : 'Plateforme'} : ${names}`,
  whatHappens: 'Ce qui arrive',
  titleHint: fr`Court, lu partout : « Panne des prises en charge ». Vide : nommé d'après ce qui ne marche pas.`,
  /** « Prise en charge coupée, portail web perturbé ». */
  untitled: (bad: readonly { flows: readonly Flow[]; health: Health }[]): string => {
    const said = [
      ...new Set(bad.flatMap(({ flows, health }) => flows.map((flow) => flowHealth(flow, health)))),
    ];
    const more = said.length - MOST_NAMED;
    return capital(said.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` et ${more} autres` : ''));
  },
  cause: 'Cause',
  otherCause: 'Autre cause, en clair',
  otherCauseHint: fr`Lue seulement avec « Autre, en clair ».`,
};

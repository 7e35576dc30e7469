import type { ProbeApproval } from '#server/contract/probes';
import { day } from './instants';
import { fr, typeset } from './typography';

/** Whether a source may bear witness to a return, and by whose approval. */
export const approvalWords = ({ standing, approved, unknownHosts }: ProbeApproval): string => {
  switch (standing) {
    case 'awaiting':
      return fr`En attente d'une deuxième personne : ne témoigne d'aucun retour`;
    case 'unknown-host':
      return fr`Ne témoigne pas : hôte inconnu de la plateforme (${unknownHosts.join(', ')})`;
    case 'heartbeat':
      return fr`Ne témoigne jamais : un battement dit seulement qu'une machine est en vie`;
    case 'approved':
      return approved?.by
        ? fr`Approuvée par ${typeset(approved.by)} le ${day(approved.at)}`
        : 'Approuvée avec le programme';
  }
};

/** Who gave it its definition in force. */
export const definedWords = ({ definedBy, definedAt }: ProbeApproval): string =>
  definedBy === null
    ? fr`Définie avec le programme, ou par une commande de qui tient la machine.`
    : fr`Définie, ou changée en dernier, par ${typeset(definedBy)} le ${day(definedAt)}.`;

export const APPROVING = {
  title: fr`Témoin d'un retour`,
  rule: fr`Une mesure confirme un retour si deux personnes en répondent, l'une qui la définit, l'autre qui l'approuve, avant que la coupure commence ; et si aucune des deux n'est liée à qui dit le retour. Tout changement demande une nouvelle approbation.`,
  definition: 'Sa définition',
  button: fr`J'ai relu, j'approuve`,
  read: 'Relire pour approuver',
  done: fr`Sonde approuvée : elle peut témoigner des retours qui suivront une coupure à venir.`,
  unknownHost: fr`Seuls comptent les hôtes que l'annuaire donne à la plateforme : son site, son portail, ses contacts, et ce qui est au-dessous. Corrigez l'adresse, ou faites compléter l'annuaire.`,
} as const;

import type { Due } from '#server/contract/space';
import { fr } from './typography';

type Action = Due['requests'][number]['action'];

export const requestWords: Record<Action, { title: string; submit: string }> = {
  closing: { title: 'Clore un incident qui n’est pas fini', submit: fr`Ouvrir l'incident pour accepter` },
  retraction: { title: 'Retirer une déclaration', submit: 'Accepter le retrait' },
};

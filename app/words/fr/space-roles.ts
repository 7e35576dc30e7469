import type { Role } from '#server/domain/facts/vocabulary';
import { fr } from './typography';

export const roleWords: Record<Role, { word: string; may: string }> = {
  author: { word: 'auteur', may: fr`publie et confirme` },
  manager: { word: 'responsable', may: fr`publie, confirme, invite et tient les clés` },
  desk: { word: 'bureau', may: fr`tient l'annuaire et le service` },
};

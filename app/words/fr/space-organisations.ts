import type { OrganisationRecord } from '#server/contract/directory-edits';
import { professionsServed } from './space-directory';
import { counted, fr, listed } from './typography';

/** On what an organisation writes, as the list of the desk says it. */
export const scopeWords = (
  { kind, professions, platforms, mutuelles }: OrganisationRecord,
  nameOf: (platform: string) => string,
): string => {
  switch (kind) {
    case 'operator':
      return listed(platforms.map(nameOf)) || 'aucune plateforme';
    case 'union':
      return professionsServed(professions);
    case 'mutuelle':
      return mutuelles.length > FEW ? counted(mutuelles.length, 'mutuelle') : listed(mutuelles);
    case 'desk':
      return 'tout';
    case 'authority':
    case 'press':
      return 'cité par le bureau, avec la source';
  }
};

const FEW = 3;

const SAVED = new Map([
  ['ajoutee', fr`Organisation ajoutée. Invitez-y une première personne depuis « Personnes ».`],
  [
    'changee',
    fr`Organisation enregistrée. Ce qui rétrécit son périmètre vaut dans une heure, ou dès qu'une deuxième personne le confirme.`,
  ],
]);
export const savedWords = (done: string | null): string | null => SAVED.get(done ?? '') ?? null;

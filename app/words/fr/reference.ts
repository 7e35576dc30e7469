import type { Words } from '#server/contract/words';
import { fr } from './typography';

export const referenceWords: Words['reference'] = {
  title: 'Référence de l’API',
  lead: fr`Tout ce que montrent nos pages se lit sans clé. Une lecture se rejoue à un instant passé avec « at » : c'est aussi le mode d'essai de votre logiciel. La même description, pour un programme :`,
  parts: 'Parties de la référence',
  columns: ['Paramètre', 'Où', 'Obligatoire', 'Valeurs', 'Exemple'],
  places: { path: 'adresse', query: 'question', header: 'en-tête' },
  yes: 'oui',
  no: 'non',
  body: 'Corps attendu',
  tryIt: fr`Essayer :`,
  example: 'Exemple',
};

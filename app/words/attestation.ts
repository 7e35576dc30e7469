import type { RefusedAttestation } from '#server/contract/attestation-check';
import type { Profession } from '#server/domain/facts/vocabulary';
import { fullMoment, IN_PARIS, longInstant } from './instants';
import { professionWords } from './professions';
import { fr } from './typography';

export const attestationWords = {
  title: 'Ce que disait le tableau',
  of: (name: string, profession: Profession, at: string): string =>
    fr`${name}, ${professionWords[profession].name.toLowerCase()}, le ${longInstant(at)}${IN_PARIS}`,
  notNow: fr`Ce n'est pas la réponse de maintenant.`,
  now: 'Voir la réponse de maintenant',
  reconstituted: fr`Reconstitué : au moins un de ces faits est entré dans nos registres après cet instant. Le tableau ne pouvait pas encore le dire.`,
  statements: 'Ce qui était dit alors',
  nobody: fr`Personne n'avait rien déclaré.`,
  stored: 'Entré dans nos registres',
  storedTitle: 'Quand chaque déclaration est entrée dans nos registres',
  statement: 'Déclaration',
  signature: 'Signature',
  checking: 'Vérification de la signature…',
  held: fr`Signature vérifiée par ce navigateur : ces octets sont ceux que nous avons signés.`,
  unable: fr`Ce navigateur ne sait pas vérifier une signature Ed25519. « npm run verify » le fait.`,
  withoutScript: fr`Sans script, la signature se vérifie avec « npm run verify -- FICHIER ».`,
  id: 'Identifiant',
  signedAt: 'Signée le',
  key: 'Clé',
  head: 'Fin du journal',
  headRow: (number: number, hash: string): string => `ligne ${number}, ${hash}`,
  bytes: 'Signature Ed25519 (base64)',
  download: 'Garder le fichier signé',
  print: 'Imprimer',
  downloadSaid: fr`Gardez-le à l'octet près : il se vérifie sans nous, sur cette page ou par « npm run verify -- FICHIER ».`,
  qr: fr`Code QR : cette page, qui vérifie l'attestation`,
  checkTitle: 'Vérifier une attestation reçue',
  file: fr`Fichier reçu (.json) : il n'est envoyé nulle part`,
  fileHeld: (id: string, word: string): string => fr`Authentique : ${id}. Le tableau disait : ${word}.`,
} as const;

/** Why it is not to be believed. */
export const refusedAttestation = (refused: RefusedAttestation): string => {
  switch (refused.why) {
    case 'form':
      return fr`Refusé : ce n'est pas une attestation, ou elle n'est plus à l'octet près comme elle a été donnée.`;
    case 'question':
      return fr`Refusé : ce fichier est celui d'une autre question (${refused.id}).`;
    case 'key':
      return fr`Refusé : signé par une clé qui n'est pas la nôtre (${refused.keyId}).`;
    case 'signature':
      return fr`Refusé : la signature n'est pas celle de ces octets.`;
    case 'stopped':
      return fr`Refusé : signé par une clé arrêtée depuis ${fullMoment(refused.until)}.`;
    case 'revoked':
      return fr`Refusé : signé par une clé révoquée le ${fullMoment(refused.at)}.`;
  }
};

import { fr } from './typography';

/** What a software house may copy; each address is asked by our tests. */
export const pluggingExamples: readonly { title: string; address: string }[] = [
  { title: fr`Le tableau d'une profession`, address: '/api/v1/answers?profession=optician' },
  {
    title: fr`Une carte lue par votre logiciel : son numéro AMC`,
    address: '/api/v1/answers?profession=optician&amc=00410001',
  },
  { title: fr`La réponse entière pour une mutuelle`, address: '/api/v1/answers/optician/malakoff-humanis' },
  {
    title: fr`La même, le 2 février 2024 à midi : le mode d'essai`,
    address: '/api/v1/answers/optician/malakoff-humanis?at=2024-02-02T12:00:00%2B01:00',
  },
  {
    title: 'La forme de Statuspage v2, que vos outils lisent peut-être déjà',
    address: '/api/v2/summary.json',
  },
  { title: fr`L'histoire des incidents, en Atom`, address: '/feeds/history.atom?profession=optician' },
  { title: 'Les maintenances, en calendrier', address: '/feeds/maintenances.ics' },
  { title: 'Une image', address: '/badges/viamedis.svg?profession=optician' },
  {
    title: fr`Un cadre, qui se tient à jour et tourne à « à vérifier » quand il ne le peut plus`,
    address: '/embed/opticien',
  },
];

export const pluggingWords = {
  title: 'Brancher votre logiciel',
  lead: fr`Tout ce que montrent ces pages se lit par un programme, sans clé et depuis n'importe quel site. Gardez l'étiquette « ETag » rendue et redonnez-la dans « If-None-Match » : rien n'est envoyé deux fois.`,
  reference: fr`Référence de l'API`,
  element: fr`Sur votre site : l'élément`,
  elementSaid: fr`Il lit l'état signé, en vérifie la signature dans le navigateur, dit l'âge de ce qu'il montre et « À vérifier » au-delà de 15 minutes. Ce qui n'est pas vérifiable n'est pas montré : ni un octet changé, ni un état plus ancien que celui déjà vu.`,
  mirror: fr`Le même, lu sur votre miroir`,
  mirrorSaid: fr`« src » : l'adresse d'une copie de notre dossier publié (« snapshot.json » et « snapshot.json.sig »), servie avec l'en-tête « Access-Control-Allow-Origin ». Elle n'a pas à être de confiance : la signature est vérifiée avec les clés que nous listons, ou avec celles de « keys » seules (clés publiques de « /api/v1/signing-keys », séparées d'un espace). Donnez-les si vous hébergez aussi « widget.js » : sans elles, rien ne dirait qu'une clé est la nôtre, et il n'affiche que « Non vérifiable ».`,
  signingKeys: fr`Nos clés`,
  replay: fr`Le mode d'essai`,
  replaySaid: fr`Ajoutez « at » à une lecture pour la rejouer à un instant passé, avec ce qui était connu alors : février 2024 contient une coupure, un retour annoncé, un silence et une clôture. Rien n'est simulé, et rien n'est à nettoyer ensuite.`,
  client: 'Un client écrit par un générateur',
  clientSaid: fr`La référence se lit aussi par les générateurs de clients : openapi-typescript, hey-api, orval, kubb, swagger-typescript-api, oazapfts. Chaque opération y a un nom qui ne change pas, et dit si elle demande une clé. Un corps s'annonce par « Content-Type: application/json » : le client « fetch » de kubb ne le met pas de lui-même, et reçoit 415.`,
  lasting: 'Ce qui ne changera pas sans prévenir',
  lastingRules: [
    fr`Dans une version (v1, v2), on ajoute des champs et des valeurs ; on n'en retire pas et on n'en change pas le sens. Acceptez ce que vous ne connaissez pas.`,
    fr`Une lecture appelée à disparaître est annoncée ici et dans sa référence au moins 12 mois avant ; ses réponses portent alors les en-têtes « Deprecation » et « Sunset » (RFC 9745 et 8594).`,
    fr`Une version nouvelle vit à côté de l'ancienne pendant ces 12 mois au moins.`,
    fr`Une urgence de sécurité seule peut raccourcir ce délai ; elle est alors expliquée ici.`,
  ],
} as const;

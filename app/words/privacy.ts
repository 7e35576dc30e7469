import { counted, fr, typeset } from './typography';

/** How long something is kept: hours, or as long as what it belongs to. A test compares each with `db/retention.ts`. */
export type Lasts = { hours: number; since: string } | 'account' | 'history' | 'subscription';

/** `of`: the tables and files it is kept in, by the names of `db/retention.ts`. */
export type Kept = { of: readonly string[]; what: string; why: string; lasts: Lasts };

export const lastsWords = (lasts: Lasts): string => {
  if (lasts === 'account')
    return fr`Durée : tant que le compte existe ; une fois qu'il est fermé, le nom et l'adresse s'effacent sur demande.`;
  if (lasts === 'subscription') return fr`Durée : tant que vous êtes averti.`;
  if (lasts === 'history') return fr`Durée : tant que dure l'historique du service.`;
  const { hours, since } = lasts;
  const said = hours >= 48 ? counted(hours / 24, 'jour') : counted(hours, 'heure');
  return typeset(`Durée : ${[hours === 0 ? '' : said, since].filter((part) => part !== '').join(' ')}.`);
};

const readers: readonly Kept[] = [
  {
    of: ['(logs of the proxy)', '(logs of the service)'],
    what: fr`Le réseau d'où vous venez, jamais l'adresse entière, et la page demandée, sans ce que vous y cherchez.`,
    why: fr`Pour tenir le service debout, comprendre une panne ou une attaque.`,
    lasts: { hours: 720, since: fr`après la visite` },
  },
  {
    of: ['attempt'],
    what: fr`Combien d'essais viennent d'un réseau ; à la connexion et quand vous demandez à être averti, une empreinte de l'adresse tapée.`,
    why: fr`Pour empêcher qu'on devine un mot de passe qu'on noie les signalements, ou qu'on fasse écrire trop de courriels à quelqu'un.`,
    lasts: {
      hours: 1,
      since: fr`après la fin de la limite, qui est d'un quart d'heure, d'un jour pour ce qui est signalé sans se connecter et pour les demandes d'être averti, d'une semaine pour des codes faux`,
    },
  },
];

const professionals: readonly Kept[] = [
  {
    of: ['professional_session'],
    what: fr`Connecté par Pro Santé Connect : une empreinte de votre identifiant national. Ni votre nom, ni le numéro.`,
    why: fr`Pour qu'un cabinet compte une fois.`,
    lasts: { hours: 0, since: fr`jusqu'à la fin de la connexion, 12 heures au plus` },
  },
  {
    of: ['report_salt'],
    what: fr`Sous chaque signalement ou remarque, une empreinte dont la clé change chaque jour ; ensuite un nombre tiré au sort, qui n'est celui de personne.`,
    why: fr`Pour reconnaître dans la journée deux mots d'un même cabinet.`,
    lasts: { hours: 48, since: fr`au plus : la clé et l'empreinte sont détruites` },
  },
  {
    of: ['remark'],
    what: fr`La remarque sur l'annuaire, et un nombre de 0 à 63, le même pour un confrère sur soixante-quatre : il ne désigne personne.`,
    why: fr`Pour qu'un cabinet qui relit la même carte un autre jour ne compte pas deux fois.`,
    lasts: { hours: 9600, since: '' },
  },
  {
    of: ['report'],
    what: fr`Le signalement : profession, mutuelle ou opérateur, échange, « ça passe » ou « ça bloque », heure.`,
    why: fr`Pour le montrer aux confrères et rejouer une journée passée.`,
    lasts: { hours: 2160, since: fr`; il n'en reste que des nombres par heure, pendant 150 jours` },
  },
];

const subscribers: readonly Kept[] = [
  {
    of: ['subscriber'],
    what: fr`L'adresse où vous demandez d'être averti (électronique, d'un logiciel, ou de la notification d'un appareil), scellée. Ni nom, ni ouverture des messages.`,
    why: fr`Pour vous écrire ce que vous avez demandé.`,
    lasts: {
      hours: 48,
      since: fr`si vous ne confirmez pas ; sinon jusqu'à ce que vous y mettiez fin : tout est alors effacé à l'instant, hors des copies dites plus bas`,
    },
  },
  {
    of: ['follow', 'delivery'],
    what: fr`Ce que vous suivez, et si les messages arrivent.`,
    why: fr`Pour ne vous écrire que de ce qui vous concerne, une fois.`,
    lasts: 'subscription',
  },
];

const writers: readonly Kept[] = [
  {
    of: [
      'account',
      'recovery_code',
      'passkey',
      'api_key',
      'invitation',
      'password_renewal',
      'identity',
      'heads_recipient',
      'sign_in_link',
    ],
    what: fr`Votre nom, votre adresse électronique, votre organisation ; mot de passe, codes et clés, en empreintes ou scellés.`,
    why: fr`Pour que personne n'écrive à votre place.`,
    lasts: 'account',
  },
  {
    of: [
      'audit',
      'request',
      'proposal',
      'remark_decision',
      'directory_source',
      'connector',
      'connector_link',
      'postgres',
      'probe_version',
      'probe_approval',
      'probe_switch',
      'restriction',
    ],
    what: fr`Ce que fait chaque compte, nommé par un numéro. Le public voit l'organisation, jamais la personne.`,
    why: fr`Pour qu'une réponse fausse se retrouve, et que l'histoire ne se réécrive pas en secret.`,
    lasts: 'history',
  },
  {
    of: ['session', 'audit_origin'],
    what: fr`Quand, depuis quel réseau et avec quel navigateur vous vous connectez et écrivez.`,
    why: fr`Pour que vous reconnaissiez une connexion qui n'est pas la vôtre.`,
    lasts: { hours: 720, since: fr`après la fin de la connexion, ou après ce qui est écrit` },
  },
  {
    of: ['key_network'],
    what: fr`De quels réseaux vos clés d'API servent.`,
    why: fr`Pour vous alerter quand une clé sert d'ailleurs.`,
    lasts: { hours: 720, since: fr`après la fin de la clé` },
  },
  {
    of: ['security_event'],
    what: fr`Ce qui est essayé sur votre compte et ce qui en change : échecs, nouveau navigateur, facteur, clé.`,
    why: fr`Pour vous alerter, vous et ceux qui répondent de votre organisation.`,
    lasts: { hours: 2160, since: '' },
  },
  {
    of: ['letter'],
    what: fr`Quels courriels vous ont été écrits sur votre compte, et de quoi ; le jeton d'une invitation, scellé jusqu'à son départ.`,
    why: fr`Pour n'écrire qu'une fois de chaque chose.`,
    lasts: { hours: 720, since: fr`après le courriel` },
  },
  {
    of: ['tool_alert'],
    what: fr`Qui a dit, ou laissé, ce qu'un outil de votre organisation signalait.`,
    why: fr`Pour que vos collègues sachent ce qu'il en est advenu.`,
    lasts: { hours: 2160, since: fr`après la fin de l'alerte` },
  },
  {
    of: ['draft'],
    what: fr`Vos brouillons.`,
    why: fr`Pour ne rien perdre de ce qui est tapé.`,
    lasts: { hours: 720, since: fr`après leur dernière modification` },
  },
  {
    of: ['idempotency'],
    what: fr`La réponse faite à un envoi.`,
    why: fr`Pour qu'un envoi répété ne compte pas deux fois.`,
    lasts: { hours: 24, since: '' },
  },
  {
    of: ['statement_session'],
    what: fr`Dans quelle connexion une mauvaise nouvelle a été dite.`,
    why: fr`Pour que cette connexion seule la reprenne aussitôt.`,
    lasts: { hours: 1, since: '' },
  },
  {
    of: ['challenge', 'totp_offer'],
    what: fr`La question posée à une clé d'accès, le secret offert à une application de codes.`,
    why: fr`Pour vous reconnaître.`,
    lasts: { hours: 0, since: fr`quelques minutes` },
  },
];

const copies: readonly Kept[] = [
  {
    of: ['(backups)'],
    what: fr`Les sauvegardes : ce qui précède, sans les connexions, sans rien qui dise qui a signalé.`,
    why: fr`Pour reprendre après un accident.`,
    lasts: { hours: 2160, since: fr`au plus` },
  },
  {
    of: ['(WAL archives, replicas, snapshots of disks)'],
    what: fr`Les copies techniques de la base.`,
    why: fr`Pour reprendre à la seconde près.`,
    lasts: { hours: 48, since: fr`au plus` },
  },
];

export const privacyKept = [
  {
    title: fr`Vous lisez`,
    basis: fr`Base : l'intérêt légitime (art. 6, 1, f du RGPD) à tenir le service debout.`,
    kept: readers,
  },
  {
    title: fr`Vous signalez`,
    basis: fr`Base : l'intérêt légitime des professionnels à savoir ce qui passe. Signaler n'est jamais demandé, et peut se faire sans se connecter.`,
    kept: professionals,
  },
  {
    title: fr`Vous êtes averti`,
    basis: fr`Base : votre consentement (art. 6, 1, a du RGPD), donné en confirmant l'adresse. Chaque message dit comment y mettre fin, sans rien demander.`,
    kept: subscribers,
  },
  {
    title: fr`Vous écrivez pour une organisation`,
    basis: fr`Base : l'intérêt légitime du public à savoir qui a dit quoi, et l'obligation de protéger les comptes (art. 32). Votre adresse nous vient de la personne qui vous a invité ; sans ces données, un compte ne s'ouvre pas.`,
    kept: writers,
  },
  {
    title: fr`Ce qui est copié`,
    basis: fr`Base : l'obligation de pouvoir rétablir les données (art. 32).`,
    kept: copies,
  },
] as const;

const UNNAMED = fr`l'organisation qui exploite ce service`;

export const privacyWords = {
  title: fr`Données personnelles`,
  lead: fr`Comptoir dit l'état de plateformes. Il parle d'organisations, pas de personnes, et n'a besoin d'aucun patient. Voici ce qui vous concerne tout de même, pourquoi, et pour combien de temps.`,
  who: fr`Qui en répond`,
  controller: (name: string | null) => fr`Le responsable du traitement est ${name ?? UNNAMED}.`,
  contact: fr`Pour toute question ou pour exercer vos droits :`,
  noContact: fr`Aucun contact n'a été indiqué par ce responsable ; la CNIL peut vous aider à le joindre.`,
  kept: fr`Ce qui est gardé`,
  device: fr`Sur votre appareil`,
  deviceSaid: fr`Votre profession et « Mes mutuelles » restent dans votre navigateur et ne nous sont pas envoyées. Pour les jours sans réseau, il garde aussi les soixante dernières pages du tableau que vous avez ouvertes et le dernier état signé, jamais une page de l'espace des auteurs ; effacer les données du site les efface. Les seuls cookies sont ceux d'une connexion que vous avez demandée ; il n'y a ni publicité, ni mesure d'audience, ni ressource d'un autre site.`,
  others: fr`Qui d'autre les voit`,
  othersSaid: fr`Personne hors du service et de son hébergeur, si vous n'avez pas demandé à être averti. Rien n'est vendu, rien d'autre ne part hors de l'Union européenne du fait du logiciel, aucune décision n'est prise sur vous par une machine.`,
  toldBy: fr`Par courriel, le message passe par le relais de qui tient le service ; par notification, le message passe chiffré par le service de votre navigateur (Google, Mozilla, Apple, Microsoft), qui peut être hors de l'Union ; par webhook, il va à l'adresse que vous donnez.`,
  rights: fr`Vos droits`,
  rightsSaid: [
    fr`Vous pouvez demander à voir ce qui vous concerne, à le corriger, à l'effacer, à en limiter l'usage, et vous y opposer (art. 15 à 21 du RGPD).`,
    fr`Ce qui a été dit au nom d'une organisation reste : c'est l'histoire d'une plateforme, non d'une personne.`,
    fr`Un signalement de plus de deux jours ne peut plus vous être rendu ni effacé : nul ne sait plus qu'il est de vous (art. 11 du RGPD).`,
  ],
  complaint: fr`Si la réponse ne vous convient pas, vous pouvez vous plaindre à la CNIL :`,
  health: fr`Aucune donnée de santé`,
  healthSaid: [
    fr`Un signalement tient dans des listes fermées : une profession, une plateforme ou une mutuelle, un échange, « ça passe » ou « ça bloque ». Ni patient, ni acte, ni ordonnance, ni carte, ni texte libre.`,
    fr`Une mutuelle y est le nom d'un assureur, jamais celui de l'assuré. Une carte scannée est lue dans votre navigateur : seuls le numéro de la mutuelle, le type de convention et le CSR en sortent.`,
    fr`Les textes publiés parlent de plateformes. Un numéro de sécurité sociale y est refusé ; un nom de patient qui y serait mis par erreur est à signaler au contact ci-dessus, pour être retiré.`,
    fr`Rien n'y relève donc de l'hébergement de données de santé (art. L. 1111-8 du code de la santé publique) ni de l'article 9 du RGPD. Si cela devait changer, cette page changerait avant.`,
  ],
} as const;

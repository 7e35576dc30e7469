import { fr } from './typography';

export const aboutWords = {
  lead: fr`Comptoir répond à une question : pour cette mutuelle, dans ma profession, puis-je faire le tiers payant maintenant, et serai-je payé ? Personne n'est payé pour répondre « oui ».`,

  judged: [
    fr`Une plateforme rend plusieurs services, que nous appelons échanges : droits en ligne, calcul de la part, prise en charge, facturation, accusé de réception, retours de paiement, virements, portail web, acceptation de la carte. Chacun est jugé à part, profession par profession.`,
    fr`Nous ne décidons rien : nous gardons ce que chacun a dit, et quand. Un opérateur est écouté sur ses plateformes, une mutuelle sur elle-même, un syndicat pour ses professions ; les autorités, la presse et notre régulation le sont partout.`,
    fr`Une coupure est crue aussitôt. Un retour l'est moins vite : tant que personne d'autre ne le confirme, il se lit « retour annoncé, non confirmé ». Il devient certain quand une autre source le dit, quand une mesure le montre, ou au bout de 24 h sans voix contraire.`,
    fr`Si un retour est dit par quelqu'un d'autre que l'opérateur pendant que la coupure est encore affirmée, nous disons que les sources sont en désaccord, et nous montrons les deux.`,
    fr`Une déclaration vaut 7 jours. Passé ce temps, une coupure dont plus personne ne parle devient « À vérifier » : le silence ne redevient jamais vert tout seul.`,
    fr`Vos confrères signalent « ça passe » ou « ça bloque ». Connectés par Pro Santé Connect, et assez nombreux dans l'heure (5 cabinets, et trois fois l'habitude de ce jour et de cette heure), ils font d'un « Oui » un « Oui, avec réserve — signalé par des confrères ». Anonymes, ils sont comptés et ne changent rien.`,
    fr`Quand une plateforme s'appuie sur une autre, la panne de celle-ci compte, et elle est nommée.`,
  ],

  effects: [
    fr`Si vous facturez au taux de la carte (pharmacien, médecin, infirmier, kinésithérapeute, sage-femme, laboratoire, radiologue, transport sanitaire, centre de santé), la carte suffit : des droits en ligne coupés donnent « Oui, avec réserve », une prise en charge coupée ne vous touche pas.`,
    fr`S'il vous faut un accord pour un montant précis (opticien, dentiste, audioprothésiste, établissement), une prise en charge coupée donne « Non ».`,
    fr`Une facturation coupée donne « Oui, avec réserve » pendant 48 h : on s'organise deux jours. Au-delà, « Non ».`,
    fr`Le paiement est une seconde réponse, à part. Des virements coupés ne donnent jamais « Non » : le tiers payant reste possible, mais le paiement est suspendu. Sans retours de paiement, il est à vérifier.`,
    fr`Une mutuelle peut passer par plusieurs opérateurs. S'ils n'ont pas la même réponse, elle est « Selon la carte » : nous ne devinons jamais lequel est imprimé dessus.`,
  ],

  availability: [
    fr`On compte du temps, à la seconde, pas des essais : à chaque instant, chaque échange est dans l'état que dit la règle ci-dessus, pour chaque profession. Sans profession choisie, le pire de toutes compte. Ce dont une plateforme dépend compte avec elle.`,
    fr`Le chiffre est (en marche + dégradé) ÷ (en marche + dégradé + coupé). Un retour annoncé et pas encore confirmé est « dégradé ». La maintenance annoncée et le temps sans nouvelle ne sont ni pour ni contre : leur durée est écrite à côté du chiffre.`,
    fr`Le temps où rien n'était signalé compte comme « en marche », dessiné pâle et chiffré à part : personne n'a prouvé que l'échange marchait.`,
    fr`Un jour est un jour de Paris, de 23, 24 ou 25 heures. Il est recompté quand un fait arrive en retard, est antidaté ou retiré. Un mois fini est gelé : une correction s'écrit à côté, sans rien effacer.`,
    fr`« Déclaré » ne garde que ce qui a été dit, « mesuré » que ce que nos sondes et les battements ont vu : trois échecs de suite pour une coupure, trois succès pour un retour.`,
  ],

  directory: [
    fr`Qui sert quelle mutuelle vient de sources publiques : sites des opérateurs et des mutuelles, presse, relevés de portails. Chaque convention garde sa source, sa date et sa fiabilité, affichées sous la réponse.`,
    fr`L'annuaire est incomplet. Ce que nous ne savons pas se lit « Non renseigné », jamais « Oui ». Une source faible, sans date ou de plus de 18 mois ajoute « opérateur à vérifier sur la carte ».`,
    fr`La plupart des conventions connues concernent l'optique. Le logo imprimé sur la carte l'emporte toujours sur l'annuaire.`,
    fr`Beaucoup d'opérateurs n'annoncent pas leurs pannes. « Aucun incident signalé » veut dire que personne ne s'est plaint, pas que tout marche : le disque est alors creux.`,
  ],

  record: [
    fr`Rien n'est effacé. Toute page peut être rejouée à un instant passé, avec ce qui était connu alors. Une réponse qui s'appuie sur un fait entré après coup dans nos registres se dit « reconstituée ».`,
    fr`Les faits de février 2024 viennent d'articles publics, cités un à un.`,
  ],

  patients: fr`Aucune donnée de patient n'est demandée, reçue ou gardée. Vous n'avez pas de compte ; ce qu'un signalement laisse est écrit à la page « Signaler ». « Mes mutuelles » et votre profession restent sur votre appareil.`,

  advice: fr`Les conseils affichés sont des règles générales ou les avis de syndicats, nommés. Ce n'est pas un conseil juridique, et la décision reste la vôtre.`,
  title: 'Règles et sources',
  wordsTitle: 'Ce que veut dire chaque mot',
  judgedTitle: 'Comment un échange est jugé',
  effectsTitle: 'Comment on passe des échanges à la réponse',
  availabilityTitle: 'Comment la disponibilité est comptée',
  directoryTitle: fr`D'où vient l'annuaire, et ses limites`,
  recordTitle: 'Ce qui est gardé',
  patientsTitle: 'Vos patients et vous',
  openTitle: 'Données ouvertes',
  unlisted: 'nous ne savons pas quel opérateur sert cette mutuelle pour votre profession',
  open: fr`Tout ce que montrent ces pages se lit aussi par un programme, sans clé : `,
  openLink: fr`description de l'API ouverte`,
} as const;

/** What each word means at a counter. */
export const verdictMeanings = {
  possible: fr`rien n'empêche le tiers payant ; disque creux : personne n'a rien signalé, disque plein : déclaré ou constaté`,
  restricted: fr`possible, avec une précaution écrite sous « Que faire »`,
  suspended: fr`ne faites pas l'avance de la part mutuelle : un échange dont vous avez besoin est coupé`,
  depends: fr`plusieurs opérateurs possibles, qui n'ont pas la même réponse : regardez la carte`,
  unknown: fr`plus personne n'a de nouvelles, ou personne ne mesure plus : demandez à l'opérateur`,
} as const;

import { fr } from './typography';

/** The state that the law asks each page to say: without an audit in force it is « non conforme », whatever our tests find. */
const CONFORMITY = 'non conforme';

export const accessibilityWords = {
  title: fr`Accessibilité : ${CONFORMITY}`,
  lead: fr`Cette déclaration suit l'article 47 de la loi n° 2005-102 du 11 février 2005 et le modèle du RGAA. Elle vaut pour les pages de ce service, l'espace des auteurs et ses cadres à intégrer.`,
  stateTitle: fr`État de conformité`,
  state: fr`Comptoir est non conforme au référentiel général d'amélioration de l'accessibilité, version 4.1.2, parce qu'aucun audit n'en a été fait : personne d'extérieur n'a vérifié ses 106 critères, et la loi ne connaît alors que ce mot. Il n'y a donc pas de taux à donner, ni de grille d'audit.`,
  noReader: fr`Aucune personne qui se sert d'un lecteur d'écran, d'une loupe ou d'une commande vocale ne l'a essayé pour nous. Ce qui suit est ce que nos propres tests vérifient, et ce que nous savons ne pas aller.`,
  checkedTitle: fr`Ce que nos tests vérifient, à chaque changement`,
  checked: [
    fr`Toutes les règles d'axe-core, en clair, en sombre et à la largeur d'un téléphone : contrastes, noms, rôles, langues, repères.`,
    fr`Un HTML valide, et un premier arrêt du clavier qui mène au contenu.`,
    fr`À 320 pixels de large, soit 1280 agrandis à 400 %, aucune page ne défile de côté ; avec l'espacement du texte des WCAG (1.4.12), rien n'est coupé ni recouvert.`,
    fr`Signes, états et jours se distinguent par une forme ou un mot, jamais par la seule couleur, y compris dans les couleurs du système.`,
    fr`Tout s'atteint et se quitte au clavier, et l'endroit du focus se voit ; une page qui s'ouvre se lit depuis son titre, un formulaire refusé depuis sa faute.`,
    fr`Un changement arrivé tout seul est dit en une phrase, sans couper la parole, et ne déplace pas ce qu'on lit.`,
    fr`La fin d'une session est annoncée deux minutes avant, et un bouton la repousse ; ce qui est tapé n'est pas perdu si elle finit.`,
    fr`Les tâches du comptoir se font en trois gestes dans Chromium, Firefox et WebKit, et le tableau se lit sans JavaScript.`,
  ],
  lackingTitle: fr`Ce que nous savons ne pas être accessible`,
  lacking: [
    fr`L'écran mural (/ecran/…) change de page toutes les douze secondes et ne s'arrête pas : rien n'y prend le focus, par choix. Le tableau de la profession dit la même chose, sans bouger.`,
    fr`Sur un téléphone, la recherche est dessinée au-dessus de ce qui se passe et des opérateurs, que le clavier et la lecture rencontrent avant elle.`,
    fr`Lire une carte par la caméra demande de la viser : taper le numéro ou le nom donne la même réponse.`,
    fr`Un PDF fait en imprimant depuis Firefox n'est pas balisé ; la page dont il vient l'est.`,
    fr`La note pour le patient existe en huit langues, dont sept n'ont pas été relues.`,
    fr`Les textes d'avis et d'incidents sont ceux des organisations qui les signent : leur clarté n'est pas vérifiée.`,
  ],
  exempt: fr`Aucune dérogation pour charge disproportionnée n'est invoquée.`,
  madeTitle: fr`Établissement de cette déclaration`,
  made: fr`Elle a été établie le 30 novembre 2026, par ceux qui écrivent ce logiciel. Technologies : HTML, CSS, SVG, JavaScript, WAI-ARIA. Outils : axe-core, html-validate, et nos tests, publics avec le code. Navigateurs : Chromium, Firefox ESR, WebKitGTK. Pages vérifiées : toutes les pages publiques, et celles de l'espace des auteurs.`,
  contactTitle: fr`Retour d'information et contact`,
  contact: fr`Si vous n'arrivez pas à lire ou à faire quelque chose ici, dites-le : on vous doit une réponse, et l'information par un autre moyen. Écrivez à`,
  noContact: fr`Qui tient ce service n'a indiqué aucun contact. Voyez les mentions légales ; les voies de recours ci-dessous restent ouvertes.`,
  remedyTitle: fr`Voies de recours`,
  remedy: fr`Si vous avez signalé un défaut d'accessibilité qui vous empêche d'accéder à un contenu ou à un service, et n'avez pas obtenu de réponse satisfaisante, vous pouvez :`,
  write: fr`écrire au Défenseur des droits :`,
  delegate: fr`joindre son délégué dans votre région :`,
  call: fr`lui téléphoner : 09 69 39 00 00 ;`,
  post: fr`lui envoyer un courrier, gratuit et sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.`,
} as const;

import { fr } from './typography';

export const legalWords = {
  title: fr`Mentions légales`,
  lead: fr`Qui publie ce service, qui l'héberge, et sous quelles conditions on s'en sert.`,
  publisher: fr`Éditeur`,
  noPublisher: fr`Qui tient ce service ne s'est pas nommé. La loi le lui demande (article 1-1 de la loi n° 2004-575 du 21 juin 2004) ; le logiciel n'invente pas de nom à sa place.`,
  host: fr`Hébergeur`,
  noHost: fr`Qui tient ce service n'a pas nommé son hébergeur.`,
  worthTitle: fr`Ce que vaut ce qui est écrit ici`,
  worth: [
    fr`Comptoir répète et pèse ce que disent des organisations, nommées, avec leurs sources. Ce n'est ni un avis juridique, ni la parole de l'État ou de l'Assurance maladie.`,
    fr`Sur votre contrat de tiers payant, le mot de l'opérateur l'emporte.`,
    fr`Aucune donnée de patient n'y est demandée ni gardée.`,
  ],
  reuseTitle: fr`Réutiliser`,
  reuse: fr`Le logiciel est sous licence MIT. Ce qui est public se lit aussi par l'API, sans clé. Les noms et marques appartiennent à ceux qui les portent.`,
  seeAlso: fr`Voir aussi :`,
  privacy: fr`Données personnelles`,
  accessibility: fr`Accessibilité`,
  rules: fr`Règles et sources`,
} as const;

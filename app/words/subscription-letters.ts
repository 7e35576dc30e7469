import type { SubscriptionLetterWords } from '#server/contract/letter-words';
import { fr } from './typography';

/** What an address is told of its own subscription; nothing else comes before it has confirmed. */
export const subscriptionLetterWords: SubscriptionLetterWords = {
  confirm: {
    subject: fr`Comptoir : confirmez que vous voulez être averti`,
    paragraphs: [
      fr`Quelqu'un, vous sans doute, a demandé que cette adresse soit avertie de l'état du tiers payant.`,
      fr`Ouvrez la page et appuyez sur « Confirmer » : rien n'est envoyé avant. Le lien vaut 48 heures.`,
      fr`Si ce n'est pas vous, n'y touchez pas : l'adresse sera oubliée.`,
    ],
    link: fr`Voir ce qui est demandé, et confirmer`,
  },
  already: ({ isSuspended, adds }) => ({
    subject: fr`Comptoir : cette adresse est déjà avertie`,
    paragraphs: [
      fr`Quelqu'un, vous sans doute, a demandé que cette adresse soit avertie de l'état du tiers payant. Elle l'est déjà.`,
      ...(isSuspended
        ? [
            fr`Mais les envois y étaient suspendus, faute d'arriver : la page dit pourquoi, et permet de reprendre.`,
          ]
        : []),
      adds
        ? fr`Rien n'a changé : ce qui vient d'être demandé est prêt sur votre page, à ajouter si vous le voulez.`
        : fr`Rien n'a changé : votre page permet de changer ce que vous suivez.`,
    ],
    link: fr`Ouvrir ma page`,
  }),
  whyYou: fr`Trois courriels de cette sorte au plus sont envoyés en un jour à une adresse. Le lien ci-dessus est le vôtre : qui l'a peut changer votre abonnement.`,
};

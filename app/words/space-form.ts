export const fieldWords = {
  password: 'Mot de passe',
  email: 'Adresse électronique',
};

import type { Db } from '#db/database';
import { SHORTEST, type Weak, weakness } from '#server/accounts/passwords';
import type { Organisation } from '#server/domain/directory';
import type { Refusal } from '../problems';

/** Whose password it is to be. */
type Owner = { email: string; name: string; organisation: Organisation };

/** Why a password is refused, in words; null when it is not. */
export const weakPassword = async (_db: Db, password: string, { email }: Owner): Promise<Refusal | null> => {
  const weak = weakness(password, email);
  return weak && WEAK[weak];
};

const refused = (detail: string, cure: string): Refusal => ({
  kind: 'not-acceptable',
  pointer: '/password',
  detail,
  cure,
});

const WEAK: Record<Weak, Refusal> = {
  'too-short': refused(
    `Le mot de passe a moins de ${SHORTEST} caractères.`,
    'Une phrase de quatre ou cinq mots convient.',
  ),
  'too-long': refused('Le mot de passe dépasse 200 caractères.', 'Raccourcissez-le.'),
  'too-plain': refused('Ce mot de passe se devine.', 'Évitez les répétitions et votre adresse.'),
};

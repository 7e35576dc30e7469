import type { Db } from '#db/database';
import { listPlatformNames } from '#db/directory';
import { SHORTEST, type Weak, weakness } from '#server/accounts/passwords';
import type { Organisation } from '#server/domain/facts/directory';
import type { Refusal } from '../kit/problems';

/** Whose password it is to be. */
type Owner = { email: string; name: string; organisation: Pick<Organisation, 'id' | 'name'> };

/** What whoever attacks this service tries first. */
const OF_THE_PLACE = [
  'comptoir',
  'mutuelle',
  'mutuelles',
  'tierspayant',
  'pharmacie',
  'pharmacien',
  'opticien',
  'syndicat',
  'ordonnance',
];

/** Why a password is refused, in words; null when it is not. */
export const weakPassword = async (
  db: Db,
  password: string,
  { email, name, organisation }: Owner,
): Promise<Refusal | null> => {
  const platforms = await listPlatformNames(db);
  const context = [email, name, organisation.id, organisation.name, ...OF_THE_PLACE, ...platforms];
  const weak = await weakness(password, context);
  return weak && WEAK[weak];
};

const refused = (detail: string, cure: string): Refusal => ({
  kind: 'not-acceptable',
  pointer: '/password',
  detail,
  cure,
});

const PHRASE = 'Prenez quatre ou cinq mots sans rapport entre eux, ni avec vous.';

const WEAK: Record<Weak, Refusal> = {
  'too-short': refused(
    `Le mot de passe a moins de ${SHORTEST} caractères.`,
    'Une phrase de quatre ou cinq mots convient.',
  ),
  'too-long': refused('Le mot de passe dépasse 200 caractères.', 'Raccourcissez-le.'),
  context: refused(
    'Ce mot de passe se devine : il est fait de votre nom, de votre adresse, de votre organisation, d’une plateforme ou de mots d’ici.',
    PHRASE,
  ),
  repeats: refused('Ce mot de passe se devine : il répète les mêmes caractères ou le même mot.', PHRASE),
  sequence: refused('Ce mot de passe se devine : il suit l’alphabet, les chiffres ou le clavier.', PHRASE),
  common: refused(
    'Ce mot de passe se devine : il est de ceux que beaucoup choisissent, et que les voleurs essaient d’abord.',
    PHRASE,
  ),
};

import type { MutuelleRecord } from '#server/contract/mutuelles';
import { conventionEntries } from '../../../words/fr/space-directory';
import { fr } from '../../../words/fr/typography';
import { lastTyped, type Refusal } from '../typed';
import { conventionKey } from './convention-key';
import { EntryList } from './entry-list';

type ConventionExistsProps = {
  mutuelle: MutuelleRecord;
  own: Refusal;
  nameOf: (platform: string) => string;
};

/** What is added bears the key of a convention that is there: what it would take the place of. */
export const ConventionExists = ({ mutuelle, own, nameOf }: ConventionExistsProps) => {
  const typed = (name: string) => lastTyped(own, name)?.trim() || null;
  const key = conventionKey({
    mutuelle: mutuelle.id,
    platform: typed('plateforme') ?? '',
    code: typed('code-carte'),
    csr: typed('csr'),
    from: typed('depuis'),
  });
  const held = mutuelle.conventions.find((each) => conventionKey({ ...each, mutuelle: mutuelle.id }) === key);
  return held ? (
    <section className="warn" aria-labelledby="deja-la">
      <h3 id="deja-la">La convention en vigueur</h3>
      <p>{fr`Renvoyer le formulaire met ce que vous avez saisi à sa place, et la rouvre si elle était finie.`}</p>
      <EntryList entries={conventionEntries(held, nameOf)} />
    </section>
  ) : null;
};

/** Says of a refusal what a person needs; a program reads that a version is missing. */
export const existsAlready = (refused: Refusal): Refusal =>
  refused.problem.status === VERSION_MISSING
    ? {
        ...refused,
        problem: {
          ...refused.problem,
          title: 'Cette convention existe déjà',
          detail: fr`Même plateforme, même code, même CSR, même jour de début.`,
          cure: fr`Changez l'un d'eux, ou renvoyez pour la remplacer.`,
        },
      }
    : refused;

const VERSION_MISSING = 428;
export const isTaken = ({ problem }: Refusal): boolean => [VERSION_MISSING, 412].includes(problem.status);

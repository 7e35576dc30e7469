import { Link } from '@remix-run/react';
import type { Spoken } from '#server/contract/space';
import { retractionRule } from '../../words/fr/space-writing';
import { StoryClaim } from '../story-claim';
import type { NameOf } from '../told';
import { faultAt } from './faults';
import { TextField } from './fields';
import { SpaceForm } from './form';
import { lastTyped, type Refusal } from './typed';

type RetractionFormProps = {
  statement: Spoken;
  at: string;
  refused: Refusal | null;
  idempotencyKey: string;
  isCodeAsked: boolean;
  nameOf: NameOf;
};

/** Takes one's word back, with the reason that stays beside it. */
export const RetractionForm = ({ statement, at, refused, nameOf, ...form }: RetractionFormProps) => {
  const { id, health, undoUntil } = statement;
  const problem = refused?.problem ?? null;
  const isAlone = undoUntil !== null && undoUntil > at;
  return (
    <section className="published" aria-labelledby="retirer">
      <h2 id="retirer">Retirer cette déclaration</h2>
      <StoryClaim step={statement} nameOf={nameOf} />
      <p className="hint">{retractionRule(health !== 'operational', isAlone)}</p>
      <SpaceForm
        {...form}
        problem={problem}
        submit={health === 'operational' || isAlone ? 'Retirer' : 'Demander le retrait'}
        buttons={<Link to="/espace/declarations">Laisser comme elle est</Link>}
      >
        <input type="hidden" name="id" value={id} />
        <TextField
          label="Motif"
          name="motif"
          defaultValue={lastTyped(refused, 'motif')}
          fault={faultAt(problem, 'reason')}
          hint="Lisible à côté de ce qui est retiré."
          maxLength={500}
        />
      </SpaceForm>
    </section>
  );
};

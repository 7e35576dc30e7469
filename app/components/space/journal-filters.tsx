import { Form } from '@remix-run/react';
import { DEEDS, NOUNS } from '../../words/fr/space-journal';
import { type Option, SelectField } from './fields';

export type JournalFiltersProps = {
  filter: { action?: string; noun?: string; account?: string; id?: string };
  people: readonly { id: string; name: string }[];
};

const optionsOf = (words: ReadonlyMap<string, string>): Option[] =>
  [...words].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, 'fr'));

const all = (label: string, options: readonly Option[]): Option[] => [{ value: '', label }, ...options];

/** A form, so that it needs no script and that its address can be kept. */
export const JournalFilters = ({ filter, people }: JournalFiltersProps) => (
  <Form method="get" action="/espace/journal" className="form" key={JSON.stringify(filter)}>
    <div className="fields">
      <SelectField
        label="Quoi"
        name="action"
        options={all('Tout', optionsOf(DEEDS))}
        defaultValue={filter.action}
      />
      <SelectField
        label="Sur"
        name="noun"
        options={all('Tout', optionsOf(NOUNS))}
        defaultValue={filter.noun}
      />
      <SelectField
        label="Qui"
        name="account"
        options={all(
          'Tout le monde',
          people.map(({ id, name }) => ({ value: id, label: name })),
        )}
        defaultValue={filter.account}
      />
      <div className="field filter-send">
        <button type="submit" className="button">
          Filtrer
        </button>
      </div>
    </div>
  </Form>
);

import { Form } from '@remix-run/react';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { professionWords } from '../../words/fr/professions';

type ProfessionFilterProps = {
  /** Address of the page that it filters. */
  action: string;
  chosen: Profession | null;
  /** The instant replayed, which the form keeps. */
  at: string | null;
};

/** A form, so that it needs no script. */
export const ProfessionFilter = ({ action, chosen, at }: ProfessionFilterProps) => (
  <Form key={chosen} className="platform-filter" method="get" action={action} preventScrollReset>
    {at !== null && <input type="hidden" name="at" value={at} />}
    <label htmlFor="profession-comptee">Profession</label>
    <select
      id="profession-comptee"
      name="profession"
      defaultValue={chosen ? professionWords[chosen].slug : ''}
    >
      <option value="">Toutes, le pire compte</option>
      {PROFESSIONS.map((profession) => (
        <option key={profession} value={professionWords[profession].slug}>
          {professionWords[profession].name}
        </option>
      ))}
    </select>
    <button type="submit" className="button">
      Compter
    </button>
  </Form>
);

import { Form } from '@remix-run/react';
import { filterWords } from '../words/frame';
import { typeset } from '../words/typography';

type PlatformFilterProps = {
  /** Address of the page that it filters. */
  action: string;
  platforms: readonly { id: string; name: string }[];
  chosen: string | null;
  /** The instant replayed, which the form keeps. */
  at: string | null;
};

/** A form, so that it needs no script. */
export const PlatformFilter = ({ action, platforms, chosen, at }: PlatformFilterProps) => (
  <Form key={chosen} className="platform-filter" method="get" action={action}>
    {at !== null && <input type="hidden" name="at" value={at} />}
    <label htmlFor="plateforme">{filterWords.platform}</label>
    <select id="plateforme" name="platform" defaultValue={chosen ?? ''}>
      <option value="">{filterWords.all}</option>
      {platforms.map(({ id, name }) => (
        <option key={id} value={id}>
          {typeset(name)}
        </option>
      ))}
    </select>
    <button type="submit" className="button">
      {filterWords.filter}
    </button>
  </Form>
);

import type { Option } from './fields';

type ChoiceListProps = {
  legend: string;
  name: string;
  options: readonly Option[];
  chosen?: string | undefined;
};

/** One of a few, each in sight. */
export const ChoiceList = ({ legend, name, options, chosen }: ChoiceListProps) => (
  <fieldset className="checks">
    <legend>{legend}</legend>
    {options.map(({ value, label }) => (
      <label key={value}>
        <input type="radio" name={name} value={value} defaultChecked={chosen === value} required /> {label}
      </label>
    ))}
  </fieldset>
);

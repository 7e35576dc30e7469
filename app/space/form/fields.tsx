import {
  type InputHTMLAttributes,
  type ReactNode,
  type TextareaHTMLAttributes,
  useEffect,
  useId,
  useState,
} from 'react';
import { formWords } from '../../words/space-form';

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

type PasswordFieldProps = { label: string; name: string; hint?: string; fault?: string | null } & Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'autoComplete' | 'minLength' | 'required'
>;

/** A password one may look at while typing it, where there is script. */
export const PasswordField = (props: PasswordFieldProps) => {
  const [isShown, setShown] = useState(false);
  const [isOffered, setOffered] = useState(false);
  useEffect(() => setOffered(true), []);
  return (
    <div className="password">
      <TextField {...props} type={isShown ? 'text' : 'password'} spellCheck={false} autoCapitalize="none" />
      {isOffered && (
        <button
          type="button"
          className="button button-small"
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          {formWords.showPassword}
        </button>
      )}
    </div>
  );
};

type Common = {
  label: string;
  name: string;
  hint?: ReactNode;
  /** What was wrong with it, from the problem; said beside it. */
  fault?: string | null | undefined;
};

const Labelled = ({
  label,
  hint,
  fault,
  id,
  children,
}: Omit<Common, 'name'> & { id: string; children: ReactNode }) => (
  <div className="field">
    <label htmlFor={id}>{label}</label>
    {children}
    {hint && (
      <span className="hint" id={`${id}-aide`}>
        {hint}
      </span>
    )}
    {fault && (
      <span className="fault" id={`${id}-faute`}>
        {fault}
      </span>
    )}
  </div>
);

const described = (id: string, hint: ReactNode, fault: string | null | undefined) => ({
  'aria-describedby':
    [hint ? `${id}-aide` : '', fault ? `${id}-faute` : ''].filter(Boolean).join(' ') || undefined,
  'aria-invalid': fault ? (true as const) : undefined,
});

export const TextField = ({
  label,
  hint,
  fault,
  ...input
}: Common & InputHTMLAttributes<HTMLInputElement>) => {
  const id = useId();
  return (
    <Labelled label={label} hint={hint} fault={fault} id={id}>
      <input type="text" {...input} {...described(id, hint, fault)} id={id} />
    </Labelled>
  );
};

export const TextArea = ({
  label,
  hint,
  fault,
  ...area
}: Common & TextareaHTMLAttributes<HTMLTextAreaElement>) => {
  const id = useId();
  return (
    <Labelled label={label} hint={hint} fault={fault} id={id}>
      <textarea rows={4} {...area} {...described(id, hint, fault)} id={id} />
    </Labelled>
  );
};

export type Option = { value: string; label: string };

export const SelectField = ({
  label,
  hint,
  fault,
  options,
  name,
  defaultValue,
}: Common & { options: readonly Option[]; defaultValue?: string | undefined }) => {
  const id = useId();
  return (
    <Labelled label={label} hint={hint} fault={fault} id={id}>
      <select name={name} defaultValue={defaultValue} id={id} {...described(id, hint, fault)}>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  );
};

/** Several of a list, each its own box. */
export const CheckList = ({
  legend,
  name,
  options,
  checked,
  hint,
}: {
  legend: string;
  name: string;
  options: readonly Option[];
  checked: readonly string[];
  hint?: ReactNode;
}) => (
  <fieldset className="checks">
    <legend>{legend}</legend>
    {hint && <p className="hint">{hint}</p>}
    {options.map(({ value, label }) => (
      <label key={value}>
        <input type="checkbox" name={name} value={value} defaultChecked={checked.includes(value)} /> {label}
      </label>
    ))}
  </fieldset>
);

import {
  createContext,
  type InputHTMLAttributes,
  type ReactNode,
  type TextareaHTMLAttributes,
  useContext,
  useEffect,
  useId,
  useState,
} from 'react';
import type { Problem } from '#server/contract/problem';
import { formWords } from '../../words/space-form';
import { faultOf } from './refusals';
import type { Typed } from './typed';

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

/** What was typed in the fields of a form, and what was refused of it. */
type FormState = { typed: Typed; problem: Problem | null };

const State = createContext<FormState>({ typed: {}, problem: null });

/** Around the fields of a form: each finds by its name what was typed in it, and by `of` what was wrong with it. */
export const FormStateProvider = State.Provider;

type Common = {
  label: string;
  name: string;
  hint?: ReactNode;
  /** Where it goes in what is sent: its path, or only the last word where the form fills several such places. */
  of?: string;
  /** What was wrong with it, where `of` cannot find it. */
  fault?: string | null | undefined;
};

const useField = (
  { name, hint, of, fault }: Omit<Common, 'label'>,
  defaultValue: InputHTMLAttributes<HTMLInputElement>['defaultValue'],
) => {
  const id = useId();
  const { typed, problem } = useContext(State);
  const [mended, setMended] = useState<Problem | null>(null);
  const said = of === undefined ? null : faultOf(problem, of);
  const wrong = fault ?? (mended === problem ? null : said);
  const described = [hint ? `${id}-aide` : '', wrong ? `${id}-faute` : ''].filter(Boolean).join(' ');
  return {
    id,
    wrong,
    attributes: {
      id,
      name,
      defaultValue: typed[name]?.[0] ?? defaultValue,
      'aria-describedby': described || undefined,
      'aria-invalid': wrong ? (true as const) : undefined,
      // What was said of a text is not said of the next one.
      onChange: () => setMended(problem),
      // Without script too: of several, browsers take the first.
      ...(wrong ? { autoFocus: true } : {}),
    },
  };
};

type LabelledProps = {
  id: string;
  label: string;
  hint: ReactNode;
  wrong: string | null;
  children: ReactNode;
};

const Labelled = ({ id, label, hint, wrong, children }: LabelledProps) => (
  <div className="field">
    <label htmlFor={id}>{label}</label>
    {children}
    {hint && (
      <span className="hint" id={`${id}-aide`}>
        {hint}
      </span>
    )}
    <FaultNote id={id} wrong={wrong} />
  </div>
);

const FaultNote = ({ id, wrong }: { id: string; wrong: string | null }) =>
  wrong && (
    <span className="fault" id={`${id}-faute`}>
      {wrong}
    </span>
  );

type TextFieldProps = Common & InputHTMLAttributes<HTMLInputElement>;

export const TextField = ({ label, name, hint, of, fault, defaultValue, ...input }: TextFieldProps) => {
  const { id, wrong, attributes } = useField({ name, hint, of, fault }, defaultValue);
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      <input type="text" {...input} {...attributes} />
    </Labelled>
  );
};

type TextAreaProps = Common & TextareaHTMLAttributes<HTMLTextAreaElement>;

export const TextArea = ({ label, name, hint, of, fault, defaultValue, ...area }: TextAreaProps) => {
  const { id, wrong, attributes } = useField({ name, hint, of, fault }, defaultValue);
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      <textarea rows={4} {...area} {...attributes} />
    </Labelled>
  );
};

export type Option = { value: string; label: string };

type SelectFieldProps = Common & { options: readonly Option[]; defaultValue?: string | undefined };

export const SelectField = ({ label, name, hint, of, fault, options, defaultValue }: SelectFieldProps) => {
  const { id, wrong, attributes } = useField({ name, hint, of, fault }, defaultValue);
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      <select {...attributes}>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  );
};

type ChoiceListProps = Pick<Common, 'name' | 'of'> & {
  legend: string;
  options: readonly Option[];
  chosen?: string | undefined;
};

/** One of a few, each in sight. */
export const ChoiceList = ({ legend, options, chosen, ...field }: ChoiceListProps) => {
  const { id, wrong, attributes } = useField(field, undefined);
  const { id: _, defaultValue: __, ...shared } = attributes;
  return (
    <fieldset className="checks">
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input type="radio" {...shared} value={value} defaultChecked={chosen === value} required /> {label}
        </label>
      ))}
      <FaultNote id={id} wrong={wrong} />
    </fieldset>
  );
};

type CheckListProps = Omit<Common, 'label'> & {
  legend: string;
  options: readonly Option[];
  checked: readonly string[];
};

/** Several of a list, each its own box. What is wrong is said of the first, which is where one goes. */
export const CheckList = ({ legend, options, checked, ...field }: CheckListProps) => {
  const { id, wrong, attributes } = useField(field, undefined);
  const { id: _, defaultValue: __, name, ...first } = attributes;
  return (
    <fieldset className="checks" aria-describedby={wrong ? `${id}-faute` : undefined}>
      <legend>{legend}</legend>
      {field.hint && (
        <p className="hint" id={`${id}-aide`}>
          {field.hint}
        </p>
      )}
      <FaultNote id={id} wrong={wrong} />
      {options.map(({ value, label }, index) => (
        <label key={value}>
          <input
            type="checkbox"
            {...(index === 0 && wrong ? first : {})}
            aria-invalid={wrong ? true : undefined}
            name={name}
            value={value}
            defaultChecked={checked.includes(value)}
          />{' '}
          {label}
        </label>
      ))}
    </fieldset>
  );
};

import { type ReactNode, useId } from 'react';
import { chipWords } from '../../words/space-updates';

type ChipProps = {
  type: 'checkbox' | 'radio';
  name: string;
  value: string;
  isChosen: boolean;
  /** Something of what it stands for was changed in the detail of the form. */
  isTouched?: boolean;
  describedBy?: string | undefined;
  children: ReactNode;
};

/** A box one ticks with a thumb: a box of the browser's own, which works without script. */
export const Chip = ({
  type,
  name,
  value,
  isChosen,
  isTouched = false,
  describedBy,
  children,
}: ChipProps) => (
  <label className={isTouched ? 'chip is-touched' : 'chip'}>
    <input type={type} name={name} value={value} defaultChecked={isChosen} aria-describedby={describedBy} />
    <span>
      {children}
      {isTouched && <span className="visually-hidden">{chipWords.touched}</span>}
    </span>
  </label>
);

type ChipListProps = {
  legend: string;
  hint?: ReactNode;
  fault?: string | null;
  /** Each chip is given what describes all of them. */
  children: (describedBy: string | undefined) => ReactNode;
};

/** Chips that answer one question. */
export const ChipList = ({ legend, hint, fault = null, children }: ChipListProps) => {
  const id = useId();
  return (
    <fieldset className="chips" data-fault={fault === null ? undefined : ''}>
      <legend>{legend}</legend>
      {children(fault === null ? undefined : `${id}-faute`)}
      {fault !== null && (
        <p className="fault" id={`${id}-faute`}>
          {fault}
        </p>
      )}
      {hint && <p className="hint">{hint}</p>}
    </fieldset>
  );
};

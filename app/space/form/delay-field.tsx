import { type RefObject, useEffect, useRef } from 'react';
import { delayWords } from '../../words/space-updates';
import { Chip, ChipList } from './chips';
import { comesTwice, type DelayFields, delayed, delaysFrom } from './delays';
import { TextField } from './fields';
import type { Typed } from './typed';

type DelayFieldProps = {
  fields: DelayFields;
  legend: string;
  label: string;
  none: string;
  hint: string;
  /** Where it goes in what is sent. */
  of: string;
  typed: Typed;
  now: Date;
  /** Chips after those of the clock. */
  others?: readonly { value: string; label: string }[];
  /** Nothing of what is said has such a date: the choice is emptied, and it is said. */
  isEmptied?: boolean;
};

/** An instant ahead: in a while, a morning, or at the hour one types. */
export const DelayField = (props: DelayFieldProps) => {
  const { fields, legend, label, none, hint, of, typed, now, others = [], isEmptied = false } = props;
  const inside = useRef<HTMLDivElement>(null);
  useInStep(inside, fields, isEmptied);
  const chosen = typed[fields.choice]?.[0] ?? (typed[fields.field]?.[0] ? fields.atHour : '');
  const chips = [
    { value: '', label: none, said: '' },
    ...delaysFrom(now).map((delay) => ({
      value: delay.value,
      label: delayWords.choice(delay),
      said: delayWords.said(delay, now, comesTwice(delay.iso)),
    })),
    ...[{ value: fields.atHour, label: delayWords.atHour }, ...others].map((each) => ({ ...each, said: '' })),
  ];
  return (
    <div className="delay" ref={inside}>
      <ChipList legend={legend} hint={isEmptied ? <b>{delayWords.emptied}</b> : hint}>
        {() =>
          chips.map(({ value, label, said }) => (
            <Chip key={value} type="radio" name={fields.choice} value={value} isChosen={chosen === value}>
              {label} {said && <small>{said}</small>}
            </Chip>
          ))
        }
      </ChipList>
      <TextField label={label} name={fields.field} type="datetime-local" of={of} />
    </div>
  );
};

/** The chips and the field say one instant: whichever was touched last. */
const useInStep = (
  inside: RefObject<HTMLDivElement>,
  { choice, field, atHour }: DelayFields,
  isEmptied: boolean,
) => {
  useEffect(() => {
    const box = inside.current;
    if (!box) return;
    const hour = box.querySelector<HTMLInputElement>(`[name="${field}"]`);
    const pick = (value: string) => {
      for (const each of box.querySelectorAll<HTMLInputElement>(`[name="${choice}"]`))
        each.checked = each.value === value;
    };
    const isSoon = (value: string) => value === '' || delayed(value, new Date()) !== null;
    const follow = ({ target }: Event) => {
      const { name, value } = target as HTMLInputElement;
      const picked = box.querySelector<HTMLInputElement>(`[name="${choice}"]:checked`)?.value ?? '';
      if (name === choice && isSoon(value) && hour) hour.value = '';
      if (name === field && value !== '' && isSoon(picked)) pick(atHour);
    };
    if (isEmptied) {
      pick('');
      if (hour) hour.value = '';
    }
    box.addEventListener('input', follow);
    return () => box.removeEventListener('input', follow);
  }, [inside, choice, field, atHour, isEmptied]);
};

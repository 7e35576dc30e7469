import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Moment } from '../../ui/moment';
import { time } from '../../words/instants';
import { formWords } from '../../words/space-form';
import { TextField } from './fields';

/** What has just been done; it takes the focus, as what is refused does. */
export const DoneNote = ({ said }: { said: string | null }) => {
  const note = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (said) note.current?.focus();
  }, [said]);
  return said === null ? null : (
    <p className="done" role="status" tabIndex={-1} ref={note}>
      {said}
    </p>
  );
};

/** « brouillon gardé à 12:57 ». */
export const DraftNote = ({ savedAt }: { savedAt: string | null }) =>
  savedAt === null ? null : (
    <>
      {formWords.draftKeptAt}
      <Moment iso={savedAt} as={time} />
    </>
  );

type ShownOnceProps = { title: string; label: string; value: string; children: ReactNode };

/** A secret that only this page will ever show: said so, ready to be copied. */
export const ShownOnce = ({ title, label, value, children }: ShownOnceProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="shown-once" aria-labelledby="montre">
      <h2 id="montre" tabIndex={-1} ref={heading}>
        {title}
      </h2>
      <div className="form">
        <TextField label={label} name="secret" readOnly value={value} spellCheck={false} />
      </div>
      <CopyButton value={value} />
      {children}
    </section>
  );
};

const CopyButton = ({ value }: { value: string }) => {
  const [said, setSaid] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setSaid(formWords.copied),
      () => setSaid(formWords.copyRefused),
    );
  return (
    <p className="needs-script">
      <button type="button" className="button" onClick={() => void copy()}>
        {formWords.copy}
      </button>{' '}
      <span role="status" className="small">
        {said}
      </span>
    </p>
  );
};

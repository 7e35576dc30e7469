import { type ReactNode, useEffect, useRef, useState } from 'react';
import { TextField } from './fields';

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
      () => setSaid('Copié.'),
      () => setSaid('Votre navigateur refuse : sélectionnez le texte et copiez-le.'),
    );
  return (
    <p className="needs-script">
      <button type="button" className="button" onClick={() => void copy()}>
        Copier
      </button>{' '}
      <span role="status" className="small">
        {said}
      </span>
    </p>
  );
};

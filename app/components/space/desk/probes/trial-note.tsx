import { useEffect, useRef } from 'react';
import type { ProbeTrial } from '#server/contract/probes';
import { sawWords } from '../../../../words/fr/space-probes';
import { fr } from '../../../../words/fr/typography';

export type Tried = { name: string; trial: ProbeTrial };

/** What a trial saw; it takes the focus, as what was just done does. */
export const TrialNote = ({ name, trial }: Tried) => {
  const note = useRef<HTMLParagraphElement>(null);
  useEffect(() => note.current?.focus(), []);
  const took = trial.durationMs === null ? '' : fr` Cela a pris ${trial.durationMs} ms.`;
  return (
    <p className={trial.outcome === 'ok' ? 'done' : 'warn'} role="status" tabIndex={-1} ref={note}>
      {fr`Essai de « ${name} » : ${sawWords(trial)}.${took} Rien n'en est gardé.`}
    </p>
  );
};

import { Link } from '@remix-run/react';
import { flowWords } from '../../../../words/fr/flows';
import { probeKindWords, probesDoneWords } from '../../../../words/fr/space-probes';
import { fr, typeset } from '../../../../words/fr/typography';
import { namesOf } from '../../../told';
import { DoneNote } from '../../done-note';
import { ProbeForm, type ProbeFormProps } from './probe-form';

/** `probe` null: a new one. */
export const ProbePage = ({ done, ...form }: ProbeFormProps & { done: string | null }) => {
  const { probe, platforms, refused } = form;
  return (
    <main className="page desk" id="contenu">
      <p className="small crumb-top">
        <Link to="/espace/sondes">Sondes</Link>
      </p>
      <div className="title">
        <h1>{probe ? typeset(probe.name) : 'Nouvelle sonde'}</h1>
        <p>
          {probe
            ? fr`${namesOf(platforms)(probe.platform)}, ${flowWords[probe.flow].inList} ; ${probeKindWords[probe.kind]}`
            : fr`Elle est ajoutée arrêtée : on l'essaie, puis on la met en marche.`}
        </p>
      </div>
      {refused === null && <DoneNote said={probesDoneWords.get(done ?? '') ?? null} />}
      <ProbeForm {...form} />
    </main>
  );
};

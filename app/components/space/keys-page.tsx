import { keysDoneWords } from '../../words/fr/space-done';
import { restrictionDoneWords } from '../../words/fr/space-restrictions';
import { fr } from '../../words/fr/typography';
import { DoneNote } from './done-note';
import { KeyForm } from './key-form';
import { KeyList } from './key-list';
import { KeyMade } from './key-made';
import type { KeysTold } from './keys-told';
import { ProblemNote } from './problem-note';
import { Restrictions } from './restrictions';
import { isOf } from './typed';

export const KeysPage = ({ done, made, origin, ...page }: KeysTold) => {
  const { refused } = page;
  const told = { ...page, isCodeAsked: page.isCodeAsked || refused?.needs === 'step-up' };
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>{fr`Clés d'API`}</h1>
      </div>
      {!isOf(refused, 'faire') && <ProblemNote problem={refused?.problem ?? null} />}
      {refused === null && (
        <DoneNote said={keysDoneWords.get(done ?? '') ?? restrictionDoneWords.get(done ?? '') ?? null} />
      )}
      {made && <KeyMade {...made} origin={origin} />}
      <p className="lead">{fr`Pour qu'un logiciel publie à votre place. Une clé écrit au nom de qui la fait, dans le périmètre de son organisation, et ne fait que ce qu'elle nomme, jusqu'à sa fin. Confirmer, clore, décider, tenir l'annuaire et inviter restent aux personnes.`}</p>
      <Restrictions
        restrictions={page.restrictions.filter(({ action }) => action === 'key-revocation')}
        nameOf={page.nameOf}
        isCodeAsked={told.isCodeAsked}
      />
      <KeyList {...told} />
      <KeyForm key={made?.secret} {...told} />
    </main>
  );
};

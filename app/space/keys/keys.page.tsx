import { KEY_KINDS } from '#server/domain/facts/vocabulary';
import { PageBody, Section } from '../../ui/page-body';
import { fullDay } from '../../words/instants';
import { fieldWords } from '../../words/space-form';
import {
  KEY_SPANS,
  type KeySpan,
  keyActionWords,
  keyKindWords,
  keysDoneWords,
  keysWords,
  USUAL_SPAN,
} from '../../words/space-keys';
import { restrictionDoneWords } from '../../words/space-second-person';
import { capital, typeset } from '../../words/typography';
import { ActionForm } from '../form/action-form';
import { CheckList, SelectField, TextField } from '../form/fields';
import { DoneNote, ShownOnce } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import { isOf } from '../form/typed';
import { Restrictions } from '../people/restrictions';
import { KeyList, type KeysData } from './key-list';

type KeyFormProps = Pick<KeysData, 'kind' | 'mayName' | 'platforms' | 'at' | 'isCodeAsked' | 'refused'>;

export const KeyForm = ({ kind, mayName, platforms, at, isCodeAsked, refused }: KeyFormProps) => {
  const last = isOf(refused, 'faire') ? refused : null;
  const measures = kind === 'operator' || kind === 'desk';
  const ticked = last?.typed.plateforme ?? [];
  return (
    <Section id="faire" title={keysWords.makeTitle}>
      <ProblemNote problem={last?.problem ?? null} />
      <ActionForm action="faire" own={last} isCodeAsked={isCodeAsked} submit={keysWords.make} isMain>
        <TextField
          label={keysWords.use}
          name="nom"
          of="/name"
          hint={keysWords.useHint}
          maxLength={100}
          required
        />
        {measures && (
          <SelectField
            label={keysWords.kind}
            name="sorte"
            of="/kind"
            options={KEY_KINDS.map((value) => ({ value, label: keyKindWords[value].may }))}
          />
        )}
        <CheckList
          legend={keysWords.actions}
          name="action"
          of="/actions"
          hint={measures ? keysWords.measureHint : keysWords.actionsHint}
          options={mayName.map((value) => ({ value, label: capital(keyActionWords[value]) }))}
          checked={last?.typed.action ?? []}
        />
        <details className="folded" open={ticked.length > 0}>
          <summary>{keysWords.someOnly}</summary>
          <CheckList
            legend={fieldWords.platforms}
            name="plateforme"
            of="/platforms"
            hint={keysWords.platformsHint}
            options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
            checked={ticked}
          />
        </details>
        <SelectField
          label={keysWords.until}
          name="jours"
          of="/expiresAt"
          hint={keysWords.untilHint}
          options={KEY_SPANS.map((span) => ({ value: String(span.days), label: endLabel(span, at) }))}
          defaultValue={String(USUAL_SPAN)}
        />
        <input type="hidden" name="des" value={at} />
      </ActionForm>
    </Section>
  );
};

const endLabel = ({ days, word }: KeySpan, at: string): string =>
  keysWords.span(word, fullDay(new Date(Date.parse(at) + days * DAY)));
const DAY = 86_400_000;

type KeyMadeProps = { secret: string; isProbe: boolean; origin: string };

/** The secret, and a first call that changes nothing. */
export const KeyMade = ({ secret, isProbe, origin }: KeyMadeProps) => (
  <ShownOnce title={keysWords.madeTitle} label={keysWords.secret} value={secret}>
    <p className="small">{keysWords.putAway}</p>
    {isProbe ? (
      <p className="small">{keysWords.onlyMeasures}</p>
    ) : (
      <>
        <p className="small">{keysWords.toTry}</p>
        <pre className="example">{`curl ${origin}/api/v1/due \\\n  -H "Authorization: Bearer ${secret}"`}</pre>
      </>
    )}
    <p className="small">
      <a href="/api/v1/openapi.json">{keysWords.reference}</a>
    </p>
  </ShownOnce>
);

export const KeysPage = ({ done, made, origin, ...page }: KeysData) => {
  const { refused } = page;
  const shown = { ...page, isCodeAsked: page.isCodeAsked || refused?.needs === 'step-up' };
  return (
    <PageBody title={keysWords.title}>
      {!isOf(refused, 'faire') && <ProblemNote problem={refused?.problem ?? null} />}
      {refused === null && (
        <DoneNote said={keysDoneWords.get(done ?? '') ?? restrictionDoneWords.get(done ?? '') ?? null} />
      )}
      {made && <KeyMade {...made} origin={origin} />}
      <p className="lead">{keysWords.lead}</p>
      <Restrictions
        restrictions={page.restrictions.filter(({ action }) => action === 'key-revocation')}
        nameOf={page.nameOf}
        isCodeAsked={shown.isCodeAsked}
      />
      <KeyList {...shown} />
      <KeyForm key={made?.secret} {...shown} />
    </PageBody>
  );
};

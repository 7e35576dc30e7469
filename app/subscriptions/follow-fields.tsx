import { useEffect, useState } from 'react';
import { FLOWS, FOLLOWED_KINDS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { CheckList, SelectField, TextArea } from '../space/form/fields';
import { flowWords } from '../words/flows';
import { professionWords } from '../words/professions';
import { kindWords, subscribeWords } from '../words/subscriptions';
import { typeset } from '../words/typography';

export type Named = { id: string; name: string };

/** What the fields begin with, by the words of their addresses. */
export type Prefilled = {
  profession: string;
  mutuelles: readonly string[];
  platforms: readonly string[];
  flows: readonly string[];
  kinds: readonly string[];
};

type FollowFieldsProps = {
  mutuelles: readonly Named[];
  platforms: readonly Named[];
  first: Prefilled;
  /** Starred on this device; null: it has not said. */
  stars: readonly string[] | null;
};

const PROFESSION_OPTIONS = [
  { value: '', label: subscribeWords.choose },
  ...PROFESSIONS.map((id) => ({ value: professionWords[id].slug, label: professionWords[id].name })),
];
const FLOW_OPTIONS = FLOWS.map((flow) => ({ value: flow, label: flowWords[flow].name }));
const KIND_OPTIONS = FOLLOWED_KINDS.map((kind) => ({ value: kind, label: kindWords[kind] }));

/** What one follows: a profession, all of it or what is named; and of which news. */
export const FollowFields = ({ mutuelles, platforms, first, stars }: FollowFieldsProps) => {
  const nameOf = (id: string) => mutuelles.find((each) => each.id === id)?.name ?? id;
  const isNarrowed = first.platforms.length + first.flows.length > 0;
  return (
    <>
      <SelectField
        label={subscribeWords.profession}
        name="profession"
        options={PROFESSION_OPTIONS}
        defaultValue={first.profession}
        of="/profession"
      />
      <MutuellesField first={first.mutuelles.map(nameOf)} starred={(stars ?? []).map(nameOf)} />
      <details open={isNarrowed}>
        <summary>{subscribeWords.narrower}</summary>
        <CheckList
          legend={subscribeWords.platforms}
          name="operateur"
          options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
          checked={first.platforms}
          hint={subscribeWords.platformsHint}
          of="/platforms"
        />
        <CheckList
          legend={subscribeWords.flows}
          name="echange"
          options={FLOW_OPTIONS}
          checked={first.flows}
          hint={subscribeWords.flowsHint}
        />
      </details>
      <CheckList
        legend={subscribeWords.kinds}
        name="quoi"
        options={KIND_OPTIONS}
        checked={first.kinds}
        of="/kinds"
      />
    </>
  );
};

type MutuellesFieldProps = { first: readonly string[]; starred: readonly string[] };

/** One a line; those starred on this device come in at a touch. */
const MutuellesField = ({ first, starred }: MutuellesFieldProps) => {
  const [isOffered, setOffered] = useState(false);
  useEffect(() => setOffered(starred.length > 0), [starred.length]);
  const add = () => {
    const field = document.querySelector<HTMLTextAreaElement>('textarea[name="mutuelles"]');
    if (!field) return;
    const lines = field.value.split('\n').filter((line) => line.trim() !== '');
    field.value = [...new Set([...lines, ...starred.map(typeset)])].join('\n');
  };
  return (
    <>
      <TextArea
        label={subscribeWords.mutuelles}
        name="mutuelles"
        rows={3}
        defaultValue={first.map(typeset).join('\n')}
        hint={subscribeWords.mutuellesHint}
        of="/mutuelles"
      />
      {isOffered && (
        <p>
          <button type="button" className="button button-small" onClick={add}>
            {subscribeWords.addStars}
          </button>
        </p>
      )}
    </>
  );
};

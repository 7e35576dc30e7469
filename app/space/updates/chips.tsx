import type { ReactNode } from 'react';
import type { Problem } from '#server/contract/problem';
import { type Flow, HEALTHS, type Health, type Profession } from '#server/domain/facts/vocabulary';
import type { Group } from '../../platforms/matrix';
import { Mark } from '../../ui/signs';
import { flowWords, healthWords } from '../../words/flows';
import { changesWords, chipWords } from '../../words/space-updates';
import { afterOptions } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import { Chip, ChipList } from '../form/chips';
import { faultAt } from '../form/refusals';
import type { Typed } from '../form/typed';
import { CHIPS, cellsIn, EVERY, isChosen, isReaderIn, type Place, readersOf, setOf } from './cells';
import { Changes, type Grid } from './changes';
import { columnHead, columnNames } from './grid';

type StepChipsProps = {
  grids: readonly Grid[];
  /** As the fields hold it at first, and now. */
  typed: Typed;
  live: Typed;
  /** What its writer last spoke of. */
  last: readonly Place[];
  /** What is said of those. */
  lastWords?: ((places: string) => string) | undefined;
  problem: Problem | null;
};

/** « Quoi » × « pour qui »: what an update mostly is, in a few touches of a thumb. */
export const StepChips = ({ grids, typed, live, last, lastWords, problem }: StepChipsProps) => {
  const isTicked = (name: string, value: string) => typed[name]?.includes(value) ?? false;
  const fault = faultAt(problem, '/statements') ?? faultAt(problem, '/update/statements');
  const changed = cellsIn(live).filter((cell) => !isChosen(live, cell));
  return (
    <>
      <ChipList legend={chipWords.becomes} fault={fault}>
        {(describedBy) =>
          [{ value: '', label: chipWords.unchanged }, ...afterOptions].map(({ value, label }) => (
            <Chip
              key={value}
              type="radio"
              name={CHIPS.health}
              value={value}
              isChosen={(typed[CHIPS.health]?.[0] ?? '') === value}
              describedBy={describedBy}
            >
              {label}
            </Chip>
          ))
        }
      </ChipList>
      <SetChips grids={grids} last={last} lastWords={lastWords} isTicked={isTicked} />
      <PlatformChips grids={grids} typed={typed} />
      <ChipList legend={chipWords.flows}>
        {() => (
          <>
            <Chip type="checkbox" name={CHIPS.flows} value={EVERY} isChosen={isTicked(CHIPS.flows, EVERY)}>
              {chipWords.every}
            </Chip>
            {flowsOf(grids).map(({ flow, worst }) => (
              <Chip
                key={flow}
                type="checkbox"
                name={CHIPS.flows}
                value={flow}
                isChosen={isTicked(CHIPS.flows, flow)}
                isTouched={changed.some((cell) => cell.flow === flow)}
              >
                {flowWords[flow].name}
                {isBadHealth(worst) && (
                  <>
                    {' '}
                    <Mark healthWord={healthWords[worst]} />
                  </>
                )}
              </Chip>
            ))}
          </>
        )}
      </ChipList>
      <ReaderChips
        grids={grids}
        typed={typed}
        isTouched={(reader) => changed.some(({ profession }) => profession === reader)}
      />
      <Changes grids={grids} live={live} />
    </>
  );
};

const isBadHealth = (health: Health): boolean => health !== 'operational' && health !== 'unknown';
const severity = (health: Health): number => (isBadHealth(health) ? HEALTHS.indexOf(health) : -1);

/** Every flow of the grids, the worst now first. */
const flowsOf = (grids: readonly Grid[]): { flow: Flow; worst: Health }[] => {
  const worst = new Map<Flow, Health>();
  for (const { flow, health } of grids.flatMap(({ groups }) => groups.flatMap(({ flows }) => flows))) {
    const known = worst.get(flow);
    if (known === undefined || severity(health) > severity(known)) worst.set(flow, health);
  }
  return [...worst]
    .map(([flow, health]) => ({ flow, worst: health }))
    .sort((a, b) => severity(b.worst) - severity(a.worst));
};

const placesOf = (grids: readonly Grid[]): (Place & { health: Health })[] =>
  grids.flatMap(({ platform, groups }) =>
    groups.flatMap(({ flows, professions }) =>
      flows.flatMap(({ flow, health }) =>
        professions.map((profession) => ({ platform: platform.id, flow, profession, health })),
      ),
    ),
  );

type IsTicked = (name: string, value: string) => boolean;
const placesIn = (places: readonly Place[]): string =>
  chipWords.places(
    [...new Set(places.map(({ flow }) => flow))],
    [...new Set(places.map(({ profession }) => profession))],
  );

type SetChipsProps = Pick<StepChipsProps, 'grids' | 'last' | 'lastWords'> & { isTicked: IsTicked };

/** What and for whom at once: as last time, and what does not work now. */
const SetChips = ({ grids, last, lastWords = chipWords.asLastTime, isTicked }: SetChipsProps) => {
  const places = placesOf(grids);
  const all = setOf(places).split(' ');
  const known = last.filter((place) => all.includes(setOf([place])));
  const bad = places.filter(({ health }) => isBadHealth(health));
  const sets = [
    { places: known, words: lastWords },
    { places: bad, words: chipWords.whatIsBad },
  ].filter(
    (set, index, sets) => set.places.length > 0 && sets.findIndex((each) => sameSet(each, set)) === index,
  );
  return sets.length === 0 ? null : (
    <ChipList legend={chipWords.atOnce}>
      {() =>
        sets.map(({ places, words }) => {
          const value = setOf(places);
          return (
            <Chip
              key={value}
              type="checkbox"
              name={CHIPS.set}
              value={value}
              isChosen={isTicked(CHIPS.set, value)}
            >
              {words(placesIn(places))}
            </Chip>
          );
        })
      }
    </ChipList>
  );
};

const sameSet = (one: { places: readonly Place[] }, other: { places: readonly Place[] }): boolean =>
  setOf(one.places).split(' ').sort().join() === setOf(other.places).split(' ').sort().join();

/** At whose, when the incident touches several; all of them until one says otherwise. */
const PlatformChips = ({ grids, typed }: { grids: readonly Grid[]; typed: Typed }) => {
  const [only, ...others] = grids;
  if (only && others.length === 0)
    return <input type="hidden" name={CHIPS.platforms} value={only.platform.id} />;
  const isAsked = typed[CHIPS.health] === undefined;
  return (
    <ChipList legend={chipWords.platforms}>
      {() =>
        grids.map(({ platform: { id, name } }) => (
          <Chip
            key={id}
            type="checkbox"
            name={CHIPS.platforms}
            value={id}
            isChosen={isAsked || (typed[CHIPS.platforms]?.includes(id) ?? false)}
          >
            {typeset(name)}
          </Chip>
        ))
      }
    </ChipList>
  );
};

type ReaderChipsProps = {
  grids: readonly Grid[];
  typed: Typed;
  isTouched: (profession: Profession) => boolean;
};

/** The columns of the grids, those that are the same everywhere; professions told apart somewhere are apart. */
const ReaderChips = ({ grids, typed, isTouched }: ReaderChipsProps) => {
  const groups = readersIn(grids);
  return (
    <ChipList legend={chipWords.readers} hint={mergedWords(groups)}>
      {() => (
        <>
          <Chip
            type="checkbox"
            name={CHIPS.readers}
            value={EVERY}
            isChosen={typed[CHIPS.readers]?.includes(EVERY) ?? false}
          >
            {chipWords.everybody}
          </Chip>
          {groups.map((group) => {
            const value = readersOf(group.professions);
            return (
              <Chip
                key={value}
                type="checkbox"
                name={CHIPS.readers}
                value={value}
                isChosen={group.professions.every((each) => isReaderIn(typed, each))}
                isTouched={group.professions.some(isTouched)}
              >
                {columnHead(group, groups)}
              </Chip>
            );
          })}
        </>
      )}
    </ChipList>
  );
};

type Readers = Pick<Group, 'professions'>;

const readersIn = (grids: readonly Grid[]): Readers[] => {
  const professions = [
    ...new Set(grids.flatMap(({ groups }) => groups.flatMap((group) => group.professions))),
  ];
  const readers = new Map<string, [Profession, ...Profession[]]>();
  for (const profession of professions) {
    const key = grids
      .map(({ groups }) => groups.findIndex((group) => group.professions.includes(profession)))
      .join();
    const known = readers.get(key);
    if (known) known.push(profession);
    else readers.set(key, [profession]);
  }
  return [...readers.values()].map((each) => ({ professions: each }));
};

/** Who is behind a chip that stands for several. */
const mergedWords = (groups: readonly Readers[]): ReactNode =>
  groups
    .filter(({ professions }) => professions.length > 2)
    .map((group) => changesWords.column(columnHead(group, groups), columnNames(group)))
    .join(' ');

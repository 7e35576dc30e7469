import type { Problem } from '#server/contract/problem';
import { FLOWS, type Flow, PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { flowWords } from '../../words/fr/flows';
import { professionWords } from '../../words/fr/professions';
import { fr, listed, typeset } from '../../words/fr/typography';
import type { NameOf } from '../told';

type Left = { platform: string; flow: Flow; professions: Profession[] };

/** What keeps an incident open, out of the places its refusal names: `/platform/flow/profession`. */
const leftIn = (problem: Problem): Left[] => {
  const rows = new Map<string, Left>();
  for (const { pointer } of problem.faults ?? []) {
    const [, platform = '', second, third] = pointer.split('/');
    const flow = FLOWS.find((each) => each === second);
    const profession = PROFESSIONS.find((each) => each === third);
    if (!flow || !profession) continue;
    const row = rows.get(`${platform} ${flow}`) ?? { platform, flow, professions: [] };
    row.professions.push(profession);
    rows.set(`${platform} ${flow}`, row);
  }
  return [...rows.values()];
};

export const StillTouched = ({ problem, nameOf }: { problem: Problem; nameOf: NameOf }) => (
  <ul className="still">
    {leftIn(problem).map(({ platform, flow, professions }) => (
      <li key={`${platform} ${flow}`}>
        <b>{`${flowWords[flow].name}, ${typeset(nameOf(platform))}`}</b>
        {fr` : ${listed(professions.map((each) => professionWords[each].plural))}`}
      </li>
    ))}
  </ul>
);

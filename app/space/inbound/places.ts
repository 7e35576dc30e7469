import type { DeclaredHealth, Flow, Profession } from '#server/domain/facts/vocabulary';
import type { NameOf } from '../../ui/names';
import { flowWords } from '../../words/flows';
import { professionWords } from '../../words/professions';
import { alertWords, connectorWords } from '../../words/space-connectors';
import { listed } from '../../words/typography';

/** `health` null: as the tool has it. */
type ToldPlace = {
  platform: string;
  flows: readonly Flow[];
  professions: readonly Profession[] | null;
  health: DeclaredHealth | null;
};

/** « Nord, la prise en charge, pour les opticiens : coupé ». */
export const placeSentence = ({ platform, flows, professions, health }: ToldPlace, nameOf: NameOf): string =>
  alertWords.place(
    nameOf(platform),
    listed(flows.map((flow) => flowWords[flow].inList)),
    professions === null
      ? alertWords.everyone
      : listed(professions.map((each) => professionWords[each].plural.toLowerCase())),
    health === null ? connectorWords.asTool : alertWords.health(health),
  );

import type { Db } from '#db/database';
import type { Row } from './sheet';
import type { Known } from './written-conventions';
import { finderOf } from './written-names';

type Code = { platform: string | null; code: string | null; csr: string | null };

/** Codes on record, of each platform and of all; those that the file itself writes with its zeros count too. */
const codesIn = (column: 'code' | 'csr', known: readonly Code[]) => {
  const anywhere = new Set<string>();
  const byPlatform = new Map<string, Set<string>>();
  for (const { platform, [column]: code } of known) {
    if (code === null) continue;
    anywhere.add(code);
    if (platform === null) continue;
    const here = byPlatform.get(platform) ?? new Set();
    byPlatform.set(platform, here.add(code));
  }
  return (platform: string) => ({ here: byPlatform.get(platform) ?? new Set<string>(), anywhere });
};

/** What the record knows of the names and the codes of a list. */
export const readKnown = async (db: Db, rows: readonly Row[]): Promise<Known> => {
  const platforms = await db.selectFrom('platform').select(['id', 'name', 'conventionCodes']).execute();
  const mutuelles = await db.selectFrom('mutuelle').select(['id', 'name', 'aliases', 'amcNumbers']).execute();
  const conventions: Code[] = await db
    .selectFrom('convention')
    .select(['platform', 'code', 'csr'])
    .distinct()
    .where(({ or, eb }) => or([eb('code', 'is not', null), eb('csr', 'is not', null)]))
    .execute();
  const ofPlatforms = platforms.flatMap(({ id, conventionCodes }) =>
    conventionCodes.map((code) => ({ platform: id, code, csr: null })),
  );
  const zeroed = (cell: string | undefined) => (cell !== undefined && /^0\d+$/.test(cell) ? cell : null);
  const ofFile = rows.map(({ cells }) => ({
    platform: null,
    code: zeroed(cells.code),
    csr: zeroed(cells.csr),
  }));
  const codes = [...conventions, ...ofPlatforms, ...ofFile];
  const ofColumn = { code: codesIn('code', codes), csr: codesIn('csr', codes) };
  return {
    mutuelleOf: finderOf(
      'mutuelle',
      mutuelles.map(({ id, name, aliases, amcNumbers }) => ({
        id,
        name,
        names: [name, ...aliases],
        numbers: amcNumbers,
      })),
    ),
    platformOf: finderOf(
      'plateforme',
      platforms.map(({ id, name }) => ({ id, name, names: [name], numbers: [] })),
    ),
    codesOf: (column, platform) => ofColumn[column](platform),
  };
};

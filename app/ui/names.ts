import { typeset } from '../words/typography';
import { remembered } from './remembered';

/** Names of platforms by id. */
export type NameOf = (platform: string) => string;

export const namesOf = (platforms: readonly { id: string; name: string }[]): NameOf => {
  const names = new Map(platforms.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
};

/** Accents that capitals lost, for the common words of the trade. */
const ACCENTED: Record<string, string> = {
  ENERGIE: 'Énergie',
  EQUILIBRE: 'Équilibre',
  EQUITE: 'Équité',
  FRANCAISE: 'Française',
  GENERALE: 'Générale',
  IDENTITES: 'Identités',
  MOBILITE: 'Mobilité',
  METROPOLE: 'Métropole',
  PREVENTION: 'Prévention',
  PREVOYANCE: 'Prévoyance',
  REGIONS: 'Régions',
  SANTE: 'Santé',
  SOCIETE: 'Société',
  TRANQUILLITE: 'Tranquillité',
  UNITE: 'Unité',
};
const SMALL = new Set(['DE', 'DES', 'DU', 'ET', 'LA', 'LE', 'LES', 'SUR']);
const ACRONYM_LENGTH = 4;

/** Two consonants that a French word may begin with. */
const ONSETS = /^([BCFGKPV][LR]|[CPRSTW]H|[DT]R|P[NS]|S[CKLMNPTW]|GN|TS)/;
const VOWEL = /[AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŒ]/;

/** An acronym stays as it is: short, with a digit, or not to be said as a word. */
const isAcronym = (word: string) =>
  word.length <= ACRONYM_LENGTH ||
  /\d/.test(word) ||
  !VOWEL.test(word) ||
  !(VOWEL.test(word.slice(0, 2)) || ONSETS.test(word));

const written = (word: string, isFirst: boolean): string => {
  if (SMALL.has(word)) return isFirst ? word.charAt(0) + word.slice(1).toLowerCase() : word.toLowerCase();
  const accented = ACCENTED[word];
  if (accented) return accented;
  return isAcronym(word) ? word : word.charAt(0) + word.slice(1).toLowerCase();
};

/** A name that the directory holds in capitals, as the trade writes it; any other is left alone. */
export const tradeName = remembered((name) => {
  if (/\p{Ll}/u.test(name) || !/\p{Lu}{5}/u.test(name)) return typeset(name);
  const words = name.replace(/[\p{L}\d.]+/gu, (word, at: number) =>
    word.includes('.') ? word : written(word, at === 0),
  );
  return typeset(words);
});

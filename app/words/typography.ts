/** Narrow no-break space: before : ; ! ? » and after « in French. */
const THIN = '\u202f';

/** Between a name and what is said of it, when they are marked up apart. */
export const COLON = `${THIN}: `;

/** French typography over a text typed plainly: thin spaces, curly apostrophes, numbers kept with their unit. */
export const typeset = (text: string): string =>
  text
    .replace(/(?<=\p{L})'(?=[\p{L}«\d])/gu, '’')
    .replace(/[ \u00a0]+(?=[:;!?»])/g, THIN)
    .replace(/«[ \u00a0\u202f]*/g, `«${THIN}`)
    .replace(/(?<=\d) (?=\d{3}(?!\d)|h\b|min\b|s\b|%|€)/g, THIN);

/** Tag of our own sentences, so that sources stay readable: fr`Paiement : « normal »`. */
export const fr = (parts: TemplateStringsArray, ...values: readonly (string | number)[]): string =>
  typeset(String.raw({ raw: parts }, ...values));

/** What somebody else wrote, between our quotes. */
export const quoted = (text: string): string => fr`« ${typeset(text)} »`;

/** The raised letters of « 1er ». */
export const FIRST_RAISED = 'er';

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The same in the middle of a sentence. */
export const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** « a, b et c ». */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} et ${words.at(-1)}`;

/** « 1 jour », « 2 jours »; zero is singular in French. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count < 2 ? one : many}`;

const VOWEL = /^[aeiouyhàâéèêëîïôöûü]/i;

/** « de Viamedis », « d’Almerys ». */
export const of = (name: string): string => (VOWEL.test(name) ? `d’${name}` : `de ${name}`);

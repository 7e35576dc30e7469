/** What a form says, read as our doors take it. */

/** A field that says something; null when it is left empty. */
export const textIn = (form: FormData, name: string): string | null => {
  const typed = form.get(name);
  return typeof typed === 'string' && typed.trim() !== '' ? typed.trim() : null;
};

/** One thing a line. */
export const linesIn = (form: FormData, name: string): string[] =>
  String(form.get(name) ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The boxes ticked. */
export const ticksIn = (form: FormData, name: string): string[] => form.getAll(name).map(String);

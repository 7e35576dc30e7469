/** A statement that a file brought, in the name of whom it cites. */
export const importedWords = { statement: 'saisi par import' };

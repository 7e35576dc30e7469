import { readEnv } from '../env';
import type { Command, Said } from './command';
import { fileFault } from './file-fault';

/** The commands by name, each read when it is asked. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  admin: async () => (await import('./admin')).admin,
  backup: async () => (await import('./backup')).backup,
  export: async () => (await import('./dataset')).exportRecord,
  import: async () => (await import('./dataset')).importFile,
  restore: async () => (await import('./backup')).restore,
  verify: async () => (await import('./verify')).verify,
};

/** Runs a command. `code`: 0 when it did what was asked, 1 when it refused. Its faults are lines for stderr. */
export const runCommand = async (
  [name = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Required<Said> & { code: 0 | 1 }> => {
  try {
    const command = COMMANDS[name];
    if (!command)
      throw new Error(`« ${name} » n’est pas une commande : ${Object.keys(COMMANDS).join(', ')}.`);
    const { lines = [], faults = [] } = await (await command())(args, readEnv(env));
    return { lines, faults, code: faults.length === 0 ? 0 : 1 };
  } catch (error) {
    return { lines: [], faults: [saidOf(error)], code: 1 };
  }
};

const saidOf = (error: unknown): string => {
  const fault = fileFault(error);
  if (fault === null) return error instanceof Error ? error.message : String(error);
  return fault.path === null ? `Fichier : ${fault.why}.` : `${fault.path} : ${fault.why}.`;
};

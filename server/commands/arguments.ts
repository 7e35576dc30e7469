import { type Command, CommanderError } from 'commander';
import type { Said } from './command';

/** Has `program` act on `args`. Resolves to what it says instead, when help is asked for or an argument is wrong. */
export const parsed = async (program: Command, args: readonly string[]): Promise<Said | null> => {
  const out: string[] = [];
  const err: string[] = [];
  for (const each of [program, ...program.commands])
    each.exitOverride().configureOutput({
      writeOut: (text) => void out.push(text.trimEnd()),
      writeErr: (text) => void err.push(text.trimEnd()),
    });
  try {
    await program.parseAsync(args, { from: 'user' });
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? { lines: out } : { faults: [...err, ...out] };
  }
};

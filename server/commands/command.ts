import { CommanderError, type Command as Program } from 'commander';
import type { Env } from '../env';

/** A command that has done what was asked says so in `lines`; one that refuses throws, or says why in `faults`. */
export type Said = { lines?: readonly string[]; faults?: readonly string[] };

/** One of `npm run import`, `export`, `backup`, `restore`, `admin`, `verify`, asked with what stands after `--`. */
export type Command = (args: readonly string[], env: Env) => Promise<Said>;

/** Has `program` act on `args`. Resolves to what it says instead, when help is asked for or an argument is wrong. */
export const parsed = async (program: Program, args: readonly string[]): Promise<Said | null> => {
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

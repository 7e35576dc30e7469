import { runCommand } from './run';

const written = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const { lines, faults, code } = await runCommand(process.argv.slice(2), process.env);
process.stdout.write(written(lines));
process.stderr.write(written(faults));
process.exitCode = code;

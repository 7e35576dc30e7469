import type { Command as Program } from 'commander';
import { readClock } from '#db/clock';
import { believeMachine } from '#db/clock-repair';
import { apartWords } from '#server/contract/clock';
import { MINUTE } from '#server/domain/facts/intervals';
import type { Perform } from './admin-work';

/** Shows what is believed of the machine's clock, and has it believed again. */
export const addClock = (program: Program, perform: Perform): void => {
  program
    .command('clock')
    .description('l’heure de la machine, celle que le service croit, et pourquoi elles diffèrent')
    .option(
      '--trust-machine',
      'la machine est à l’heure : la croire de nouveau ; ce qui fut écrit d’une heure à venir est daté de maintenant, au journal',
    )
    .action(({ trustMachine = false }: { trustMachine?: boolean }) =>
      perform(async (trx) => {
        if (!trustMachine) return { entries: [], lines: shown(await readClock(trx)) };
        const { now, entries } = await believeMachine(trx);
        return {
          at: now,
          entries,
          lines: [
            `Fait : il est ${now.toISOString()}, l’heure de la machine. Faits redatés : ${entries.length - 1}, au journal.`,
            'Un service en marche repart de lui-même s’il recule (systemd ; sinon, relancez npm start).',
          ],
        };
      }),
    );
};

const shown = ({ machine, movedAt, skew, since }: Awaited<ReturnType<typeof readClock>>): string[] => {
  const believed = new Date(Math.max(+machine - skew, +movedAt));
  const by = skew || +machine - +believed;
  const lines = [
    `Machine : ${machine.toISOString()}`,
    `Crue    : ${believed.toISOString()}`,
    `Dernier changement écrit : ${movedAt.toISOString()}`,
  ];
  if (Math.abs(by) <= MINUTE) return [...lines, 'Elles concordent : rien à réparer.'];
  return [
    ...lines,
    `La machine est ${apartWords({ by })}${since ? `, depuis ${since.toISOString()}` : ''}.`,
    'Si la machine se trompe, remettez-la à l’heure : le service la croira de nouveau. ' +
      'Si elle a raison : npm run admin -- clock --trust-machine',
  ];
};

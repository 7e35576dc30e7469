import { DAY } from '#server/domain/facts/intervals';
import { startCanary } from '../support/peers/canary';
import { addressesAt, HOSTS, locationsTo, redirectionsTo } from '../support/peers/tricks';
import { aPerson } from './kit/people';
import { openDatabase, startServer } from './kit/server';
import { atEnd, progress, type Row, result } from './kit/support';
import { deliverInProcess } from './outbound/deliveries';
import { callInProcess } from './outbound/in-process';
import { callAsIssuer, callByProvider, settleAtServer } from './outbound/provider';
import { runByServer, saveAtServer } from './outbound/server';

export const f15: Row = {
  id: 'F15',
  broken:
    'SSRF: private, loopback, link-local, v4-mapped, redirect, rebinding, decimal and octal spellings, by probes, OIDC, webhooks and push',
  target: '0 connections to the canary',
  async run() {
    const canary = await startCanary();
    atEnd(canary.stop);
    const counted = async <T>(what: string, work: () => Promise<T>) => {
      const before = canary.connections();
      const done = await work();
      const reached = canary.connections() - before;
      progress('F15', `${what} : ${reached} connexions`);
      return { done, reached };
    };

    const inside = await counted('dans le processus', () => callInProcess(canary.port));
    const told = await counted('par webhook et notification', () => deliverInProcess(canary.port));
    const server = await startServer();
    const { db } = await openDatabase(server);
    const people = { db, now: () => new Date(), origin: server.origin };
    const desk = await aPerson(people, { organisation: 'desk', age: 90 * DAY });
    const voice = await desk.session();
    const saved = await counted('à l’enregistrement', () => saveAtServer(server, voice, canary.port));
    const run = await counted('à l’exécution', () => runByServer(server, db, voice, canary.port));
    const provider = await counted('par le fournisseur d’identité', () => callByProvider(canary.port));
    const issuer = await counted('comme fournisseur d’identité', () => callAsIssuer(canary.port));
    const settled = await counted('comme fournisseur réglé par le bureau', async () =>
      settleAtServer(server, await desk.session(), canary.port),
    );
    const { reached: control } = await counted('témoin', async () =>
      (await fetch(`http://127.0.0.1:${canary.port}/`)).text(),
    );

    const reached = [inside, told, saved, run, provider, issuer, settled].reduce(
      (sum, each) => sum + each.reached,
      0,
    );
    const passed = [
      ...[
        ...inside.done.passed,
        ...told.done.passed,
        ...saved.done.taken,
        ...run.done.passed,
        ...provider.done.passed,
      ],
      ...[...issuer.done.passed, ...settled.done.passed],
    ];
    const areRefused = passed.length + run.done.missing === 0 && settled.done.tried > 0;
    return {
      isMet: reached === 0 && areRefused && control === 1 && HOSTS.length >= 60,
      measured:
        `${HOSTS.length} spellings of hosts, ${addressesAt(0).length} whole addresses, ` +
        `${redirectionsTo(0).length} redirections and ${locationsTo(0).length} more byte for byte, rebindings and names half ` +
        `private of every kind: in process ` +
        `${inside.done.calls} calls, ${inside.reached} connections; webhooks, challenges and push ${told.done.calls} calls, ` +
        `${told.done.passed.length} delivered, ${told.reached} connections; saved ${saved.done.asked} probes by HTTP, ` +
        `${saved.done.taken.length} taken, ${saved.reached} connections (${result(saved.done.answers)}); slipped in by SQL ` +
        `and run by the clock ${run.done.run} (${run.done.missing} not run), tried ${run.done.tried}: ` +
        `${run.done.passed.length} passed, ${run.reached} connections; OIDC ${provider.done.calls} ways, ` +
        `${provider.done.passed.length} followed, ${provider.reached} connections; as an organisation’s issuer ` +
        `${issuer.done.calls} spellings, ${issuer.done.passed.length} asked, ${issuer.reached} connections; settled by ` +
        `HTTP ${settled.done.asked} (${result(settled.done.answers)}), ${settled.done.tried} tried, ` +
        `${settled.done.passed.length} passed, ${settled.reached} connections; control: ${control} connection when ` +
        `called plainly; whatever was not refused: ${passed.slice(0, 5).join(', ') || 'none'}`,
    };
  },
};

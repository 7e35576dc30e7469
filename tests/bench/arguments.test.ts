import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments';

const ROWS = ['reads', 'streams'];

describe('the arguments of the bench', () => {
  it('measures every row when none is named', () => {
    expect(readArguments([], ROWS)).toEqual({ kind: 'measure', rows: [], beside: null });
  });
  it.each([
    [['reads', '--beside', '3a9ac2b']],
    [['--beside', '3a9ac2b', 'reads']],
    [['reads', '--beside=3a9ac2b']],
  ])('reads a revision wherever it stands: %j', (args) => {
    expect(readArguments(args, ROWS)).toEqual({ kind: 'measure', rows: ['reads'], beside: '3a9ac2b' });
  });
  it.each([
    [['wrong'], 'Ligne inconnue : « wrong » ; donnez-en parmi reads, streams.'],
    [['reads', 'one', 'two'], 'Ligne inconnue : « one », « two » ; donnez-en parmi reads, streams.'],
    [['--beside'], '--beside attend une révision, par exemple « --beside 3a9ac2b » ou « --beside main ».'],
    [['--beside='], '--beside attend une révision, par exemple « --beside 3a9ac2b » ou « --beside main ».'],
    [['--besides', 'main'], 'Option inconnue : « besides ». Voyez npm run bench -- --help.'],
    [['-x'], 'Option inconnue : « x ». Voyez npm run bench -- --help.'],
  ])('refuses %j in a sentence that names the cure', (args, why) => {
    expect(readArguments(args, ROWS)).toEqual({ kind: 'refused', why });
  });
  it.each([[['--help']], [['-h', 'reads']]])('helps: %j', (args) => {
    expect(readArguments(args, ROWS)).toEqual({ kind: 'help' });
  });
});

import { describe, expect, it } from 'vitest';
import { startFault } from '#server/runtime/process';

const ENV = { HOST: '127.0.0.1', PORT: 3000, DATA_DIR: '.data' };
const refused = (code: string, more: object = {}) =>
  Object.assign(new Error(`${code}: refused`), { code, ...more });

describe('a start that a machine refuses is told in one sentence, with its cure', () => {
  it.each([
    [
      'a taken port',
      refused('EADDRINUSE', { syscall: 'listen' }),
      /^127\.0\.0\.1:3000 est déjà prise.+PORT=3001/,
    ],
    [
      'a port of root’s',
      refused('EACCES', { syscall: 'listen' }),
      /^Ce compte n’a pas le droit d’écouter.+1023/,
    ],
    [
      'an address of elsewhere',
      refused('EADDRNOTAVAIL', { syscall: 'listen' }),
      /n’est pas une adresse.+HOST/,
    ],
    ['a full disk', refused('ENOSPC', { path: '/srv/keys' }), /^Le disque est plein.+\/srv\/keys/],
    [
      'a folder of somebody else',
      refused('EACCES', { syscall: 'open', path: '/srv' }),
      /d’écrire dans \/srv.+DATA_DIR/,
    ],
    ['a disk to read only', refused('EROFS', { syscall: 'mkdir' }), /d’écrire dans \.data/],
  ])('%s', (_, error, said) => {
    expect(startFault(error, ENV)).toMatch(said);
    expect(startFault(error, ENV)).not.toContain('\n');
  });
  it('anything else as it says itself', () => {
    expect(startFault(new Error('La base est d’une version plus récente.'), ENV)).toBe(
      'La base est d’une version plus récente.',
    );
    expect(startFault('rien', null)).toBe('rien');
  });
});

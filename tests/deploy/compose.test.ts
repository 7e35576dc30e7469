import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseYaml } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { readEnv } from '#server/env';
import { createAuthority } from '../support/peers/certificates';
import { findNginx } from '../support/peers/nginx';
import { instructionsIn } from '../support/runner/containerfile';

const run = promisify(execFile);
const FOLDER = fileURLToPath(new URL('../../server/deploy', import.meta.url));
const FILE = join(FOLDER, 'compose.yaml');
const NAME = 'tiers.example';

type Service = {
  image: string;
  restart: string;
  read_only: boolean;
  cap_drop: string[];
  security_opt: string[];
  mem_limit: string;
  pids_limit: number;
  user?: string;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  environment: Record<string, string>;
  secrets: (string | { source: string; target: string })[];
  volumes: string[];
  ports?: string[];
  networks: string[] | Record<string, { ipv4_address?: string } | null>;
  command: string[];
  stop_grace_period?: string;
};
type Compose = {
  services: Record<'comptoir' | 'database' | 'nginx', Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, unknown>;
  secrets: Record<string, { file: string }>;
};

/** As an engine reads it once it was told the name: `$$` is a `$`. */
const compose = async (): Promise<Compose> =>
  parseYaml(
    (await readFile(FILE, 'utf8')).replaceAll(/\$\{COMPTOIR_NAME:\?[^}]*\}/g, NAME).replaceAll('$$', '$'),
  ) as Compose;

const engine = ['docker', 'podman'].find((program) => {
  try {
    execFileSync(program, ['compose', 'version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
const nginx = findNginx();

describe('server/deploy/compose.yaml', () => {
  it('gives each service little of the machine, and starts it again', async () => {
    for (const [name, service] of Object.entries((await compose()).services)) {
      expect([name, service]).toEqual([
        name,
        expect.objectContaining({
          image: expect.stringMatching(/^[a-z]+:\d+\.\d+/),
          restart: 'unless-stopped',
          read_only: true,
          cap_drop: ['ALL'],
          security_opt: ['no-new-privileges:true'],
          mem_limit: expect.stringMatching(/^\d+[mg]$/),
          pids_limit: expect.any(Number),
        }),
      ]);
      // Ours says both in its Containerfile.
      if (name !== 'comptoir')
        expect([name, service.healthcheck?.test[0], service.user]).toEqual([
          name,
          'CMD',
          expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/),
        ]);
    }
  });
  it('waits for nobody that may be away, and leaves each the time that leaving takes', async () => {
    const { comptoir, database, nginx } = (await compose()).services;
    expect(comptoir.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(nginx.depends_on).toEqual({ comptoir: { condition: 'service_started' } });
    expect(Number.parseInt(comptoir.stop_grace_period ?? '', 10)).toBeGreaterThan(10);
    expect(database.image).toMatch(/^postgres:18\./);
    expect(database.volumes).toEqual(['database:/var/lib/postgresql']);
  });
  it('holds no secret: each is a file of the machine', async () => {
    const { services, secrets } = await compose();
    for (const [name, { environment, secrets: given }] of Object.entries(services)) {
      const there = given.map((each) => (typeof each === 'string' ? `/run/secrets/${each}` : each.target));
      const sources = given.map((each) => (typeof each === 'string' ? each : each.source));
      expect([name, sources.filter((each) => !(each in secrets))]).toEqual([name, []]);
      for (const [variable, value] of Object.entries(environment)) {
        if (variable.endsWith('_FILE')) expect(there).toContain(value);
        else expect(variable).not.toMatch(/PASSWORD|PASSPHRASE|SECRET|KEY|_URL$(?<!PUBLIC_URL)/);
      }
    }
    for (const { file } of Object.values(secrets)) expect(file).toMatch(/^\/etc\/comptoir\//);
  });
  it('tells the program what it takes, the address of nginx among it', async () => {
    const { comptoir, nginx, database } = (await compose()).services;
    const folder = await mkdtemp(join(tmpdir(), 'comptoir-compose-'));
    try {
      const held: Record<string, string> = {
        'database-url': 'postgres://comptoir:mot@database/comptoir?sslmode=disable',
        'secret-key': 'x'.repeat(64),
      };
      const told = Object.entries(comptoir.environment).map(([name, value]) => [
        name,
        value.replace('/run/secrets', folder),
      ]);
      for (const [name, text] of Object.entries(held)) await writeFile(join(folder, name), text);
      const ofImage = instructionsIn(await readFile(join(FOLDER, 'Containerfile'), 'utf8'))
        .filter(({ word }) => word === 'ENV')
        .flatMap(({ rest }) => rest.split(' ').map((pair) => pair.split('=')));
      const env = readEnv(Object.fromEntries([...ofImage, ...told]));
      expect(env).toMatchObject({
        HOST: '0.0.0.0',
        PORT: 3000,
        PUBLIC_URL: `https://${NAME}`,
        DATABASE_URL: held['database-url'],
        SECRET_KEY: held['secret-key'],
      });
      const [address] = Object.values(nginx.networks);
      expect(comptoir.environment.TRUSTED_PROXIES).toBe(address?.ipv4_address);
      expect(new URL(env.DATABASE_URL ?? '').hostname).toBe('database');
      expect(database.environment).toMatchObject({ POSTGRES_USER: 'comptoir', POSTGRES_DB: 'comptoir' });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
  it('shows nginx the published folder, to read, and nobody but nginx to the world', async () => {
    const { services, networks, volumes } = await compose();
    expect(services.nginx.volumes).toContain('public:/var/lib/comptoir/public:ro');
    expect(services.nginx.volumes.filter((each) => !each.endsWith(':ro'))).toEqual([]);
    expect(services.comptoir.volumes).toEqual(['data:/var/lib/comptoir', 'public:/var/lib/comptoir/public']);
    expect(Object.keys(volumes)).toEqual(['data', 'public', 'database']);
    expect([services.comptoir.ports, services.database.ports]).toEqual([undefined, undefined]);
    expect(services.database.networks).toEqual(['back']);
    expect(networks.back).toEqual({ internal: true });
  });
  it.runIf(nginx)('makes of nginx.conf what nginx understands', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'comptoir-compose-'));
    try {
      const { comptoir, nginx: service } = (await compose()).services;
      const authority = await createAuthority(new Date());
      const { key, cert } = await authority.issue(NAME, 30);
      await writeFile(join(folder, 'fullchain.pem'), cert);
      await writeFile(join(folder, 'privkey.pem'), key, { mode: 0o600 });
      const here = (text: string) =>
        text
          .replaceAll(/(?<![\w/])\/tmp(?=\/)/g, folder)
          .replaceAll('/etc/comptoir/nginx', `${FOLDER}/nginx`)
          .replaceAll(/\/dev\/(?=std)/g, `${folder}/`);
      await writeFile(
        join(folder, 'nginx-main.conf'),
        here(await readFile(join(FOLDER, 'nginx-main.conf'), 'utf8')),
      );
      const [shell = '', option = '', script = ''] = service.command;
      const [made = ''] = here(script).split('exec nginx');
      await run(shell, [option, made], { env: { PATH: process.env.PATH, ...service.environment } as never });
      const text = await readFile(join(folder, 'comptoir.conf'), 'utf8');
      const directives = text.replaceAll(/^ *#.*$/gm, '');
      const networks = comptoir.networks as Record<string, { ipv4_address?: string } | null>;
      expect(directives).toContain(`server ${networks.front?.ipv4_address}:3000;`);
      expect(directives).toContain(`server_name ${NAME};`);
      expect(directives).not.toMatch(/comptoir\.example|\/var\/log|127\.0\.0\.1:3000/);
      await writeFile(join(folder, 'comptoir.conf'), text.replaceAll('/etc/ssl/comptoir', folder));
      const { stderr } = await run(nginx ?? '', [
        ...['-t', '-e', 'stderr', '-p', folder],
        ...['-c', join(folder, 'nginx-main.conf')],
      ]);
      expect(stderr).toContain('test is successful');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
  it.runIf(engine)('is all understood by the engine of this machine', async () => {
    await run(engine ?? '', ['compose', '--file', FILE, 'config', '--quiet'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, COMPTOIR_NAME: NAME } as never,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { useReaders } from '../support/runner/pages';

describe('the camera', () => {
  const { origin } = useReaders();

  it('is opened by one page alone, and no address takes a scan', async () => {
    const headersOf = async (path: string) => (await fetch(origin() + path)).headers;
    const scanner = await headersOf('/scanner/opticien');
    expect(scanner.get('Permissions-Policy')).toContain('camera=(self)');
    expect(scanner.get('Content-Security-Policy')).toContain("'wasm-unsafe-eval'");
    for (const path of ['/opticien', '/opticien/alan', '/fiche/opticien', '/']) {
      const headers = await headersOf(path);
      expect(headers.get('Permissions-Policy')).toContain('camera=()');
      expect(headers.get('Content-Security-Policy')).not.toContain('wasm');
    }
    const scan = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
    expect((await fetch(`${origin()}/api/v1/scan`, scan)).status).toBe(404);
  });
});

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareReader } from '#app/scanner/card-in-picture';

const WASM = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');

/** The reader of the dashboard, outside a browser. */
export const prepareReaderHere = async (): Promise<void> => {
  const { buffer } = new Uint8Array(await readFile(WASM));
  await prepareReader({ bytes: buffer });
};

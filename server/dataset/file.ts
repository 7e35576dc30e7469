import type { Dataset } from '#server/contract/dataset';
import { type Fault, readDataset } from '#server/contract/dataset';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { readConventionsCsv } from './conventions-csv';

/** A file as a dataset; `locate` turns the JSON path of a fault into what its author sees. */
export type ReadFile = { dataset: Dataset; locate(path: string): string };

const readJson = (bytes: Uint8Array): Result<unknown, Fault[]> => {
  try {
    // A BOM is taken away by the decoder; bytes that are not UTF-8 are refused rather than guessed.
    return accept(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    const cure = 'Le fichier doit être du JSON, en UTF-8 (ou un .csv de conventions).';
    return refuse([{ path: '$', message: `fichier illisible : ${(error as Error).message}`, cure }]);
  }
};

/** Reads the bytes of a dataset: JSON, or conventions when the name ends in .csv. Tells every fault of its form. */
export const readFileAs = (name: string, bytes: Uint8Array): Result<ReadFile, Fault[]> => {
  const isCsv = name.toLowerCase().endsWith('.csv');
  const csv = isCsv ? readConventionsCsv(bytes) : null;
  if (csv && !csv.ok) return csv;
  const json = csv ? accept(csv.value.input) : readJson(bytes);
  if (!json.ok) return json;
  const locate = csv?.value.locate ?? ((path: string) => path);
  const read = readDataset(json.value);
  return read.ok
    ? accept({ dataset: read.value, locate })
    : refuse(read.refusal.map((fault) => ({ ...fault, path: locate(fault.path) })));
};

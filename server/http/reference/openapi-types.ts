import type { HEADERS, SECURITY_SCHEMES, Security } from './headers';
import type { Schema } from './schemas';

/** The parts of an OpenAPI 3.1 document that we read and write. */
export type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  example?: unknown;
  style?: string;
  explode?: boolean;
  schema?: Schema;
};
export type Content = { schema?: unknown; examples?: Record<string, { summary: string; value: unknown }> };
export type Reply = {
  description: string;
  headers?: Record<string, Schema>;
  content?: Record<string, Content>;
};
export type Operation = {
  operationId?: string;
  /** An address that another has replaced: it answers those who know it, and is shown to nobody. */
  deprecated?: boolean;
  security?: Security;
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: unknown; example?: unknown }> };
  responses: Record<string, Reply>;
};
export type Document = {
  info: { title: string; version: string; description?: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, unknown>;
    securitySchemes: typeof SECURITY_SCHEMES;
    headers: typeof HEADERS;
  };
};

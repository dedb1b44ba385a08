import { type Document, isAlias, LineCounter, parseDocument, visit } from "yaml";

/** YAML as staff wrote it. */
export interface Yaml {
  document: Document;
  /** Its value; undefined where there is an error. */
  value: unknown;
  /** Line of the first mistake, from 1. */
  errorLine?: number;
  /** Line of an offset, from 1. */
  lineAt: (offset?: number) => number;
}

/** Parses YAML; never throws. */
export function parseYaml(text: string): Yaml {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const lineAt = (offset = 0) => lineCounter.linePos(offset).line;
  const [error] = document.errors;
  if (error) return { document, value: undefined, errorLine: lineAt(error.pos[0]), lineAt };
  try {
    return { document, value: document.toJS(), lineAt };
  } catch {
    // A value that starts with * is an alias in YAML; that it leads nowhere shows only when the value is made.
    return { document, value: undefined, errorLine: lineAt(firstAlias(document)), lineAt };
  }
}

function firstAlias(document: Document): number | undefined {
  let offset: number | undefined;
  visit(document, (_key, node) => {
    if (!isAlias(node)) return undefined;
    offset = node.range?.[0];
    return visit.BREAK;
  });
  return offset;
}

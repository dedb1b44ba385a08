import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import hnswlib from "hnswlib-node";
import { dotProduct, toUnit } from "./vectors.ts";

/** Approximate nearest neighbours by cosine (HNSW, Malkov & Yashunin 2018). */
export interface VectorIndex {
  /** Positions in the array of vectors with their cosine similarity (−1…1), nearest first. */
  search(vector: number[], limit: number): { position: number; similarity: number }[];
  /** Cosine similarity of any of them by position; 0 where there is no vector. */
  compare(vector: number[]): (position: number) => number;
}

/** Links a node, and breadth of search while building and asking: wider ones changed no figure of docs/retrieval.md. */
const linksPerNode = 16;
const buildBreadth = 64;
const searchBreadth = 32;
const seed = 42;

/**
 * Builds the index over vectors of one length; undefined where there are none.
 * With a cache name the built index is kept on disk, the digest of the vectors and that of the file in its name:
 * a damaged or outdated file is built anew.
 */
export async function buildVectorIndex(
  vectors: (Float32Array | undefined)[],
  cache?: string,
): Promise<VectorIndex | undefined> {
  const present = vectors.flatMap((vector, position) =>
    vector?.some((value) => value !== 0) ? [{ vector, position }] : [],
  );
  const first = present[0];
  if (!first) return undefined;
  const index = new hnswlib.HierarchicalNSW("cosine", first.vector.length);
  const name = cache && `${cache}-${digestOf(vectors)}`;
  if (!name || !readCached(index, name, present.length)) {
    index.initIndex({ maxElements: present.length, m: linksPerNode, efConstruction: buildBreadth, randomSeed: seed });
    for (const [done, { vector, position }] of present.entries()) {
      index.addPoint(Array.from(vector), position);
      if (done % 200 === 199) await new Promise((resolve) => setImmediate(resolve));
    }
    if (name && cache) await writeCached(index, name, cache);
  }
  index.setEf(searchBreadth);
  const lengths = Float32Array.from(vectors, (vector) => (vector && Math.sqrt(dotProduct(vector, vector))) || 1);
  const fits = (vector: number[]) => vector.length === first.vector.length && vector.some((value) => value !== 0);
  return {
    compare(vector) {
      if (!fits(vector)) return () => 0;
      const unit = toUnit(vector);
      return (position) => {
        const other = vectors[position];
        return other ? dotProduct(unit, other) / lengths[position]! : 0;
      };
    },
    search(vector, limit) {
      if (!fits(vector)) return [];
      const { neighbors, distances } = index.searchKnn(vector, Math.min(limit, present.length));
      return neighbors.map((position, i) => ({ position, similarity: 1 - distances[i]! }));
    },
  };
}

type Hnsw = InstanceType<typeof hnswlib.HierarchicalNSW>;

/** Bytes that were changed on the disk would bring the process down, so only a file that fits its name is read. */
function readCached(index: Hnsw, name: string, size: number): boolean {
  try {
    const found = readdirSync(dirname(name)).find((file) => file.startsWith(`${basename(name)}-`));
    if (!found) return false;
    const file = join(dirname(name), found);
    if (file !== fileNamed(name, readFileSync(file))) return false;
    index.readIndexSync(file);
    return index.getCurrentCount() === size;
  } catch {
    return false;
  }
}

/** Written aside and renamed, so that a killed process leaves no half file; older ones are dropped. */
async function writeCached(index: Hnsw, name: string, cache: string): Promise<void> {
  try {
    const folder = dirname(name);
    await mkdir(folder, { recursive: true });
    const aside = `${name}.${process.pid}`;
    await index.writeIndex(aside);
    const file = fileNamed(name, await readFile(aside));
    await rename(aside, file);
    for (const other of await readdir(folder)) {
      const path = join(folder, other);
      if (path.startsWith(`${cache}-`) && path.endsWith(".hnsw") && path !== file) await rm(path, { force: true });
    }
  } catch {
    // The cache only saves time: a full or read-only disk must not stop the server.
  }
}

const fileNamed = (name: string, bytes: Uint8Array) =>
  `${name}-${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.hnsw`;

function digestOf(vectors: (Float32Array | undefined)[]): string {
  const hash = createHash("sha256").update(`${linksPerNode} ${buildBreadth} ${seed}`);
  for (const vector of vectors) {
    if (vector) hash.update(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
    else hash.update("-");
  }
  return hash.digest("base64url").slice(0, 16);
}

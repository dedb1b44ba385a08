import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

/**
 * The IPADIC dictionary as the kuromoji package ships it, opened as typed arrays:
 * a double-array trie over UTF-8 bytes, word entries, connection costs, and rules for unknown words.
 * An entry number indexes `left`, `right`, `cost` and `featureOffset`.
 */
export interface Dictionary {
  base: Int32Array;
  check: Int32Array;
  /** Entries of trie value v: `entries[entryStart[v] … entryStart[v + 1] - 1]`. */
  entryStart: Int32Array;
  entries: Int32Array;
  words: EntryTable;
  unknown: EntryTable & { groups: { entryStart: Int32Array; entries: Int32Array } };
  costs: Int16Array;
  costStride: number;
  /** Character class of each UTF-16 code unit, and the classes' rules. */
  classOf: Uint8Array;
  classes: { invoke: boolean; group: boolean }[];
}

/** Parallel arrays of what the lattice needs of an entry; its features are read only when asked for. */
export interface EntryTable {
  left: Int16Array;
  right: Int16Array;
  cost: Int16Array;
  featureOffset: Int32Array;
  features: Buffer;
}

const entryBytes = 10;

/** Loads the dictionary (about 0.3 s, once a process). */
export async function loadDictionary(): Promise<Dictionary> {
  const folder = join(dirname(createRequire(import.meta.url).resolve("kuromoji/package.json")), "dict");
  const open = async (name: string) => promisify(gunzip)(await readFile(join(folder, `${name}.dat.gz`)));
  const openTable = async (name: string) => entryTable(await open(name), await open(`${name}_pos`));
  // One file after another: the unpacked bytes of one can be freed before the next is read.
  const costs = new Int16Array(aligned(await open("cc")));
  return {
    base: new Int32Array(aligned(await open("base"))),
    check: new Int32Array(aligned(await open("check"))),
    ...readGroups(await open("tid_map")),
    words: await openTable("tid"),
    unknown: { ...(await openTable("unk")), groups: readGroups(await open("unk_map")) },
    costs: costs.subarray(2),
    costStride: costs[1]!,
    classOf: await open("unk_char"),
    classes: readClasses(await open("unk_invoke")),
  };
}

/** A copy whose start suits typed arrays of any width. */
function aligned(bytes: Buffer): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

function entryTable(padded: Buffer, allFeatures: Buffer): EntryTable {
  const bytes = trimmed(padded);
  const count = Math.ceil(bytes.length / entryBytes);
  const table = {
    left: new Int16Array(count),
    right: new Int16Array(count),
    cost: new Int16Array(count),
    featureOffset: new Int32Array(count),
  };
  for (let entry = 0, at = 0; entry < count; entry++, at += entryBytes) {
    table.left[entry] = padded.readInt16LE(at);
    table.right[entry] = padded.readInt16LE(at + 2);
    table.cost[entry] = padded.readInt16LE(at + 4);
    table.featureOffset[entry] = padded.readInt32LE(at + 6);
  }
  return { ...table, features: compact(allFeatures, table.featureOffset) };
}

const comma = 0x2c;
/** Fields of a row: surface, pos, pos1, pos2, pos3, conjugation type, form, lemma, reading, pronunciation. */
const keptFields = new Set([1, 2, 3, 7, 8]);

/** Keeps of each row what is asked for, half of the bytes, and moves the offsets accordingly. */
function compact(features: Buffer, offsets: Int32Array): Buffer {
  const kept = Buffer.alloc(features.length);
  let end = 0;
  for (let entry = 0; entry < offsets.length; entry++) {
    let at = offsets[entry]!;
    offsets[entry] = end;
    for (let field = 0; features[at] !== undefined && features[at] !== 0; at++) {
      const byte = features[at]!;
      if (keptFields.has(field)) kept[end++] = byte;
      if (byte === comma) field++;
    }
    kept[end++] = 0;
  }
  return Buffer.from(kept.subarray(0, end));
}

/** The files of words are padded with zeros to a round size. */
function trimmed(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end + 1);
}

/**
 * Groups of entries by key, flattened: `entries[entryStart[key] … entryStart[key + 1] - 1]`.
 * File format: number of keys, then per key: key, number of values, byte offsets of entries.
 */
function readGroups(bytes: Buffer): { entryStart: Int32Array; entries: Int32Array } {
  let keys = 0;
  let values = 0;
  const each = (visit: (key: number, size: number, at: number) => void) => {
    for (let at = 4; at + 8 <= bytes.length; ) {
      const size = bytes.readInt32LE(at + 4);
      visit(bytes.readInt32LE(at), size, at + 8);
      at += 8 + size * 4;
    }
  };
  each((key, size) => {
    keys = Math.max(keys, key + 1);
    values += size;
  });
  const entryStart = new Int32Array(keys + 1);
  each((key, size) => {
    entryStart[key + 1] = size;
  });
  for (let key = 0; key < keys; key++) entryStart[key + 1]! += entryStart[key]!;
  const entries = new Int32Array(values);
  each((key, size, at) => {
    for (let i = 0; i < size; i++) entries[entryStart[key]! + i] = bytes.readInt32LE(at + i * 4) / entryBytes;
  });
  return { entryStart, entries };
}

function readClasses(bytes: Buffer): Dictionary["classes"] {
  const classes: Dictionary["classes"] = [];
  for (let at = 0; at + 1 < bytes.length; ) {
    classes.push({ invoke: bytes[at] === 1, group: bytes[at + 1] === 1 });
    const nameEnd = bytes.indexOf(0, at + 6);
    if (nameEnd === -1) break;
    at = nameEnd + 1;
  }
  return classes;
}

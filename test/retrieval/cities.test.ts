import { setImmediate } from "node:timers/promises";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { openCities } from "../../server/cities.ts";
import { parseProfile } from "../../server/city/profile.ts";
import type { Document } from "../../server/domain.ts";
import type { Language } from "../../server/language.ts";
import { openStorage } from "../../server/storage/open.ts";
import type { CorpusChange, CorpusStore } from "../../server/storage/ports.ts";
import { loadedLanguage } from "../helper.ts";
import { documentOf } from "./documents.ts";

let language: Language;
beforeAll(async () => {
  language = await loadedLanguage();
});

async function openCorpus(): Promise<CorpusStore> {
  const storage = await openStorage({ databasePath: ":memory:" });
  onTestFinished(() => storage.close());
  return storage.corpus;
}

function profileOf(id: string, name = "こさと町") {
  return parseProfile({ id, name, contact: { department: "総務課", phone: "0000-00-0000" } });
}

function change(put: Document[], changes: Partial<CorpusChange> = {}): CorpusChange {
  return {
    put,
    remove: [],
    embeddings: new Map(),
    replaceEmbeddings: false,
    embedder: { name: "none" },
    profile: profileOf("kosato"),
    thesaurus: "",
    sourceDigest: "",
    indexedAt: 1000,
    ...changes,
  };
}

const tent = documentOf("町民テントを借りるには", { id: "tent", passages: ["総務課で借りられます。"] });
const bus = documentOf("町民バスの時刻は", { id: "bus", passages: ["1日4便です。"] });

test("serves every city of the storage, each with its own documents", async () => {
  const corpus = await openCorpus();
  await corpus.apply("kosato", change([tent]));
  await corpus.apply("misaki", change([bus], { profile: profileOf("misaki", "みさき市") }));
  const cities = await openCities({ corpus, language });
  expect(cities.all().map(({ profile }) => profile.name)).toEqual(["こさと町", "みさき市"]);
  expect([...cities.get("kosato")!.documents.keys()]).toEqual(["tent"]);
  expect(
    (await cities.get("misaki")!.retriever.retrieve("町民テント")).documents.map((one) => one.document.id),
  ).toEqual(["bus"]);
  expect(cities.get("nowhere")).toBeUndefined();
});

test("an empty storage has no cities, until one is ingested", async () => {
  const corpus = await openCorpus();
  const cities = await openCities({ corpus, language });
  expect(cities.all()).toEqual([]);
  await corpus.apply("kosato", change([tent]));
  await cities.refresh();
  expect(cities.get("kosato")?.version).toBe(1);
});

test("takes over documents, profile, thesaurus and suggestions together", async () => {
  const corpus = await openCorpus();
  await corpus.apply("kosato", change([tent]));
  const cities = await openCities({ corpus, language });
  await corpus.apply(
    "kosato",
    change([bus], { remove: ["tent"], thesaurus: "コミバス = 町民バス", profile: profileOf("kosato", "新こさと町") }),
  );
  await cities.refresh();
  const city = cities.get("kosato")!;
  expect([...city.documents.keys()]).toEqual(["bus"]);
  expect(city.profile.name).toBe("新こさと町");
  expect(city.suggest("町民", 5)).toEqual([bus.title]);
  expect((await city.retriever.retrieve("コミバス")).documents[0]?.document.id).toBe("bus");
  expect((await city.retriever.retrieve("町民テント")).documents.map((one) => one.document.id)).toEqual(["bus"]);
});

test("does not load again what has not changed", async () => {
  const corpus = await openCorpus();
  await corpus.apply("kosato", change([tent]));
  await corpus.apply("misaki", change([tent], { profile: profileOf("misaki") }));
  const cities = await openCities({ corpus, language });
  const [kosato, misaki] = [cities.get("kosato"), cities.get("misaki")];
  await corpus.apply("misaki", change([bus], { profile: profileOf("misaki") }));
  await cities.refresh();
  expect(cities.get("kosato")).toBe(kosato);
  expect(cities.get("misaki")).not.toBe(misaki);
});

test("a city that left the storage disappears", async () => {
  const corpus = await openCorpus();
  await corpus.apply("kosato", change([tent]));
  await corpus.apply("misaki", change([bus], { profile: profileOf("misaki") }));
  let ids = ["kosato", "misaki"];
  const cities = await openCities({ corpus: { ...corpus, cities: async () => ids }, language });
  ids = ["misaki"];
  await cities.refresh();
  expect(cities.get("kosato")).toBeUndefined();
  expect(cities.all().map(({ profile }) => profile.id)).toEqual(["misaki"]);
});

test("the old city answers until the new one is complete, and whoever holds it keeps it", async () => {
  const corpus = await openCorpus();
  await corpus.apply("kosato", change([tent]));
  const slow = slowed(corpus);
  const cities = await openCities({ corpus: slow.corpus, language });
  const old = cities.get("kosato")!;
  await corpus.apply("kosato", change([bus], { remove: ["tent"], profile: profileOf("kosato", "新こさと町") }));
  slow.hold();
  const refreshed = cities.refresh();
  let finished = false;
  void refreshed.then(() => {
    finished = true;
  });
  for (const step of ["cities", "version", "state", "documents", "embeddings", "version"]) {
    await slow.reached(step);
    expect(finished).toBe(false);
    expect(cities.get("kosato")).toBe(old);
    expect(cities.all()).toEqual([old]);
    const { documents } = await old.retriever.retrieve("町民テント");
    expect(documents.map(({ document }) => document.id)).toEqual(["tent"]);
    slow.goOn();
  }
  await refreshed;
  expect(cities.get("kosato")).not.toBe(old);
  expect([...cities.get("kosato")!.documents.keys()]).toEqual(["bus"]);
  expect([...old.documents.keys()]).toEqual(["tent"]);
});

test("every city that is seen while one is swapped again and again is whole", async () => {
  const corpus = await openCorpus();
  const versionOf = (number: number) => documentOf(`町民テント${number}`, { id: "tent", passages: [`第${number}版`] });
  await corpus.apply("kosato", change([versionOf(1)], { profile: profileOf("kosato", "第1版の町") }));
  const cities = await openCities({ corpus, language });
  const seen = new Set<number>();
  let swapping = true;
  const asking = (async () => {
    while (swapping) {
      const city = cities.get("kosato")!;
      const { documents } = await city.retriever.retrieve("町民テント");
      const text = documents[0]!.document.chunks[0]!.text;
      expect({ text, name: city.profile.name }).toEqual({
        text: `第${city.version}版`,
        name: `第${city.version}版の町`,
      });
      expect(city.suggest("町民", 3)).toEqual([`町民テント${city.version}`]);
      seen.add(city.version);
      await setImmediate();
    }
  })();
  for (let version = 2; version <= 20; version++) {
    await corpus.apply("kosato", change([versionOf(version)], { profile: profileOf("kosato", `第${version}版の町`) }));
    await cities.refresh();
    await setImmediate();
  }
  swapping = false;
  await asking;
  expect(seen.size).toBeGreaterThan(5);
});

test("many who ask for a refresh at once share one", async () => {
  const corpus = await openCorpus();
  await corpus.apply("kosato", change([tent]));
  let reads = 0;
  const counted = {
    ...corpus,
    documents: (city: string) => {
      reads++;
      return corpus.documents(city);
    },
  };
  const cities = await openCities({ corpus: counted, language });
  await corpus.apply("kosato", change([bus]));
  await Promise.all([cities.refresh(), cities.refresh(), cities.refresh()]);
  expect(reads).toBe(2);
});

test("a refresh that fails leaves the city as it was, and the next one succeeds", async () => {
  const corpus = await openCorpus();
  await corpus.apply("kosato", change([tent]));
  let fails = false;
  const flaky: CorpusStore = {
    ...corpus,
    documents: (city) => (fails ? Promise.reject(new Error("disk I/O error")) : corpus.documents(city)),
  };
  const cities = await openCities({ corpus: flaky, language });
  const old = cities.get("kosato");
  await corpus.apply("kosato", change([bus]));
  fails = true;
  await expect(cities.refresh()).rejects.toThrow("disk I/O error");
  expect(cities.get("kosato")).toBe(old);
  fails = false;
  await cities.refresh();
  expect([...cities.get("kosato")!.documents.keys()]).toEqual(["bus", "tent"]);
});

test("vectors of a model that is not configured are left alone: keywords answer", async () => {
  const corpus = await openCorpus();
  const embeddings = new Map([["tent#0", Float32Array.of(1, 0)]]);
  await corpus.apply("kosato", change([tent], { embeddings, embedder: { name: "openai:gone" } }));
  const cities = await openCities({ corpus, language });
  const { documents, signals } = await cities.get("kosato")!.retriever.retrieve("町民テント");
  expect(documents[0]?.document.id).toBe("tent");
  expect(signals.similarity).toBe(0);
});

/** A store whose answers can be held back one by one. */
function slowed(corpus: CorpusStore) {
  let holding = false;
  let step = "";
  let arrive = () => {};
  let leave = () => {};
  const held =
    <A extends unknown[], R>(name: string, read: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      if (holding) {
        const left = new Promise<void>((resolve) => {
          leave = resolve;
        });
        step = name;
        arrive();
        await left;
      }
      return read(...given);
    };
  return {
    corpus: {
      ...corpus,
      cities: held("cities", corpus.cities),
      version: held("version", corpus.version),
      state: held("state", corpus.state),
      documents: held("documents", corpus.documents),
      embeddings: held("embeddings", corpus.embeddings),
    },
    hold() {
      holding = true;
    },
    /** Resolves once the store is asked for this. */
    async reached(name: string): Promise<void> {
      while (step !== name)
        await new Promise<void>((resolve) => {
          arrive = resolve;
        });
    },
    goOn: () => leave(),
  };
}

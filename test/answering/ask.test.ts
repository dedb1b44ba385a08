import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AskDependencies, ask } from "../../server/answering/ask.ts";
import { type AnswerEvent, collectAnswer } from "../../server/answering/events.ts";
import { isServableOn } from "../../server/answering/related.ts";
import type { City } from "../../server/cities.ts";
import { localTime } from "../../server/city/local-time.ts";
import type { Answer } from "../../server/contract.ts";
import type { Turn } from "../../server/domain.ts";
import type { ConversationStore } from "../../server/storage/ports.ts";
import { loadedLanguage, openMoment, startApp } from "../helper.ts";

const bulky = "粗大ごみを出すには、どうすればよいですか。";
const allowance = "子どもが生まれたとき、児童手当はどのように申請しますか。";
const nonsense = "asdfghjkl";
/** Words that stand for many entries at once. */
const vague = ["手当", "証明書", "税金", "免除", "ごみ"];

let city: City;
let dependencies: AskDependencies;
beforeAll(async () => {
  city = (await startApp()).cities.get("misaki")!;
});

/** What was recorded since the test began. */
let turns: Turn[];
beforeEach(async () => {
  turns = [];
  dependencies = {
    city,
    conversations: remembering(),
    language: await loadedLanguage(),
    clock: () => openMoment,
    onRecordFailure: (error) => {
      throw error;
    },
  };
});

function remembering(): ConversationStore {
  return {
    append: async (turn) => {
      turns.push(turn);
    },
    recent: async (_city, conversationId, limit) =>
      turns.filter((turn) => turn.conversationId === conversationId).slice(-limit),
    addFeedback: async () => {},
    purge: async () => 0,
  };
}

type Given = Partial<AskDependencies> & { conversationId?: string };

async function eventsOf(question: string, { conversationId, ...given }: Given = {}): Promise<AnswerEvent[]> {
  const request = { city: "misaki", question, ...(conversationId && { conversationId }) };
  const events: AnswerEvent[] = [];
  for await (const event of ask(request, { ...dependencies, ...given })) events.push(event);
  return events;
}

function answerOf(question: string, { conversationId, ...given }: Given = {}): Promise<Answer> {
  const request = { city: "misaki", question, ...(conversationId && { conversationId }) };
  return collectAnswer(ask(request, { ...dependencies, ...given }));
}

const typesOf = (events: AnswerEvent[]) => events.map(({ type }) => type).join(" ");
const titlesOf = ({ citations }: Answer) => [...new Set(citations.map(({ title }) => title))];
const contentOf = ({ id: _id, conversationId: _conversationId, ...content }: Answer) => content;
const on = (date: string) => ({ clock: () => Date.parse(`${date}T10:00:00+09:00`) });
const publishedTitles = () => new Set([...city.documents.values()].map(({ title }) => title));

/** A city in which looking anything up is a mistake. */
function silent(): City {
  const fails = () => Promise.reject(new Error("something was retrieved"));
  return { ...city, retriever: { ...city.retriever, retrieve: fails } };
}

describe("the events of an answer", () => {
  const grammar =
    /^start kind (?:hotlines contact|choices contact|(?:citation )+(?:statement )+contact related|contact) finish$/;

  test("come in their order, whatever is asked", async () => {
    const titles = [...publishedTitles()].filter((_, i) => i % 20 === 0);
    for (const question of [
      ...titles,
      ...vague,
      nonsense,
      "もう死にたい",
      "私の未納額を教えて",
      "名古屋市の保育料は",
      "？",
    ])
      expect(typesOf(await eventsOf(question))).toMatch(grammar);
  });

  test("give each statement after the citations it rests on", async () => {
    const cited = new Set<number>();
    for (const event of await eventsOf(bulky)) {
      if (event.type === "citation") cited.add(event.citation.number);
      if (event.type === "statement") for (const number of event.statement.citations) expect(cited).toContain(number);
    }
    expect(cited.size).toBeGreaterThan(0);
  });

  test("begin before anything is looked up, with a new id each time", async () => {
    const [first] = await eventsOf(bulky);
    const [second] = await eventsOf(bulky);
    expect(first).toMatchObject({ type: "start", language: "ja", asOf: new Date(city.indexedAt).toISOString() });
    expect((first as { id: string }).id).not.toBe((second as { id: string }).id);
    const events = ask({ city: "misaki", question: bulky }, { ...dependencies, city: silent() });
    expect((await events.next()).value).toMatchObject({ type: "start" });
  });

  test("keep the conversation they are given, and begin one where there is none", async () => {
    const conversationId = "conversation-1";
    expect((await answerOf(bulky, { conversationId })).conversationId).toBe(conversationId);
    expect((await answerOf(bulky)).conversationId).toMatch(/^[\w-]{8,64}$/);
  });
});

describe("somebody in danger", () => {
  test("gets hotlines first and a desk, and nothing is retrieved", async () => {
    const events = await eventsOf("もう死にたい", { city: silent() });
    expect(typesOf(events)).toBe("start kind hotlines contact finish");
    expect(events[2]).toEqual({ type: "hotlines", hotlines: city.profile.hotlines });
    expect(events[3]).toMatchObject({ contact: { phone: "0000-22-1111" } });
  });

  test("gets them although the question names a published entry, and although nothing of the past can be read", async () => {
    const recent = () => Promise.reject(new Error("disk I/O error"));
    const conversations = { ...dependencies.conversations, recent };
    const answer = await answerOf(`${bulky}もう死にたい`, {
      city: silent(),
      conversations,
      conversationId: "conversation-1",
    });
    expect(answer).toMatchObject({ kind: "crisis", statements: [], choices: [], related: [] });
  });
});

describe("a question that is answered", () => {
  test("is answered in the published words of its own entry", async () => {
    const answer = await answerOf(bulky);
    expect(answer.kind).toBe("extracted");
    expect(titlesOf(answer)).toEqual([bulky]);
    for (const { documentId, quote } of answer.citations)
      expect(city.documents.get(documentId)!.chunks.map(({ text }) => text)).toContain(quote);
  });

  test("names the department that answers for the entry", async () => {
    expect((await answerOf(bulky)).contact?.department).not.toBe((await answerOf(allowance)).contact?.department);
  });

  test("has the same answer whenever it is asked, in whatever conversation, whatever was asked between", async () => {
    const before = contentOf(await answerOf(bulky));
    const other = await answerOf(allowance, { conversationId: "conversation-1" });
    expect(contentOf(other)).not.toEqual(before);
    expect(contentOf(await answerOf(bulky, { conversationId: "conversation-1" }))).toEqual(before);
    expect(contentOf(await answerOf(bulky))).toEqual(before);
  });

  test("has the same answer with hidden characters and spaces around it", async () => {
    const plain = contentOf(await answerOf(bulky));
    expect(contentOf(await answerOf(`　\u200b${bulky}\u202e \n`))).toEqual(plain);
  });

  test("names questions to ask next that are published, may be served, and are not itself", async () => {
    const isServable = isServableOn(localTime(openMoment, city.profile.timezone).date);
    const servable = new Set(
      [...city.documents.values()].filter((one) => isServable(one) && one.kind !== "article").map(({ title }) => title),
    );
    let related = 0;
    for (const title of [...servable].filter((_, i) => i % 4 === 0)) {
      const answer = await answerOf(title);
      for (const question of answer.related) {
        expect(servable).toContain(question);
        expect(titlesOf(answer)).not.toContain(question);
      }
      expect(answer.related.length).toBeLessThanOrEqual(3);
      related += answer.related.length;
    }
    expect(related).toBeGreaterThan(100);
  });
});

describe("a question that means many things", () => {
  test("is answered by published questions, each of which is then answered by its entry", async () => {
    const answers = await Promise.all(vague.map((question) => answerOf(question)));
    const clarifying = answers.filter(({ kind }) => kind === "clarification");
    expect(clarifying.length).toBeGreaterThanOrEqual(2);
    for (const { choices, statements, contact } of clarifying) {
      expect(choices.length).toBeGreaterThan(1);
      expect(new Set(choices.map(({ question }) => question)).size).toBe(choices.length);
      expect(statements).toEqual([]);
      expect(contact?.phone).toBeTruthy();
      for (const { label, question } of choices) {
        expect(label).toBe(question);
        const answer = await answerOf(question);
        expect(answer.kind).toBe("extracted");
        expect(titlesOf(answer)).toEqual([question]);
      }
    }
  });
});

describe("a question that cannot be answered", () => {
  test.each([
    ["letters without a meaning", nonsense],
    ["nothing but signs", "？？？"],
    ["a subject that the city does not write about", "株価とビットコインの見通し"],
    ["another city", "名古屋市の粗大ごみの手数料は"],
    ["the resident's own record", "私の未納額を教えて"],
  ])("has a desk to turn to, and nothing made up: %s", async (_what, question) => {
    const answer = await answerOf(question);
    expect(answer).toMatchObject({ kind: "unanswerable", statements: [], citations: [], choices: [], related: [] });
    expect(answer.contact).toMatchObject({ phone: "0000-22-1111", open: true });
  });

  test("is one about an entry whose words are gone", async () => {
    const documents = new Map([...city.documents].map(([id, document]) => [id, { ...document, chunks: [] }]));
    const retrieve: City["retriever"]["retrieve"] = async (...given) => {
      const found = await city.retriever.retrieve(...given);
      return {
        ...found,
        documents: found.documents.map((one) => ({ ...one, document: documents.get(one.document.id)! })),
      };
    };
    const emptied = { ...city, documents, retriever: { ...city.retriever, retrieve } };
    expect(await answerOf(bulky, { city: emptied })).toMatchObject({ kind: "unanswerable", citations: [] });
  });
});

describe("an entry that is served for a season", () => {
  const seasonal = () => [...city.documents.values()].filter(({ validUntil }) => validUntil);
  /** Everything that an answer shows of the corpus. */
  const shown = ({ citations, choices, related }: Answer) => [
    ...citations.map(({ title }) => title),
    ...choices.map(({ question }) => question),
    ...related,
  ];

  test.each(["2020-01-01", "2099-01-01"])("is never shown out of it, on %s", async (date) => {
    expect(seasonal().length).toBeGreaterThan(10);
    const out = seasonal().filter((document) => !isServableOn(date)(document));
    const titles = new Set(out.map(({ title }) => title));
    expect(titles.size).toBeGreaterThan(10);
    for (const { title, related } of out) {
      const neighbours = related.flatMap((id) => city.documents.get(id)?.title ?? []);
      for (const question of [title, ...neighbours.slice(0, 1)])
        for (const one of shown(await answerOf(question, on(date)))) expect(titles).not.toContain(one);
    }
  });

  test("is answered on its last day, and the day is the city's", async () => {
    const { title, validUntil } = city.documents.get("garbage-collection-newyear")!;
    const lastMinute = Date.parse(`${validUntil}T23:59:00+09:00`);
    expect(titlesOf(await answerOf(title, { clock: () => lastMinute }))).toEqual([title]);
    expect(shown(await answerOf(title, { clock: () => lastMinute + 60_000 }))).not.toContain(title);
  });

  test("is not shown to a follow-up either, once it is over", async () => {
    const { title } = city.documents.get("garbage-collection-newyear")!;
    const conversationId = "conversation-1";
    expect(titlesOf(await answerOf(title, { ...on("2026-12-20"), conversationId }))).toEqual([title]);
    const later = await answerOf("それはいつまで？", { ...on("2027-02-01"), conversationId });
    expect(turns.at(-1)?.understoodAs).toBeDefined();
    expect(shown(later)).not.toContain(title);
  });
});

describe("a follow-up", () => {
  const conversationId = "conversation-1";

  test("goes on about the entry of the answer before", async () => {
    await answerOf(allowance, { conversationId });
    const answer = await answerOf("それはいつまで？", { conversationId });
    expect(titlesOf(answer)).toEqual([allowance]);
    expect(turns[1]).toMatchObject({ question: "それはいつまで？", kind: "extracted" });
    expect(turns[1]?.understoodAs).toContain("児童手当");
  });

  test("goes on from a follow-up", async () => {
    await answerOf(allowance, { conversationId });
    await answerOf("必要なものは？", { conversationId });
    await answerOf("いつまで？", { conversationId });
    expect(turns[2]?.understoodAs).toContain("児童手当");
    expect(turns[2]?.understoodAs).not.toContain("必要なもの");
  });

  test("with a subject of its own is answered as if it came first", async () => {
    const alone = contentOf(await answerOf(bulky));
    await answerOf(allowance, { conversationId });
    expect(contentOf(await answerOf(bulky, { conversationId }))).toEqual(alone);
  });

  test("is all that is lost when the conversation so far cannot be read", async () => {
    await answerOf(allowance, { conversationId });
    const recent = () => Promise.reject(new Error("disk I/O error"));
    const failing = { conversationId, conversations: { ...dependencies.conversations, recent } };
    expect(contentOf(await answerOf(bulky, failing))).toEqual(contentOf(await answerOf(bulky)));
    expect(contentOf(await answerOf("それはいつまで？", failing))).toEqual(
      contentOf(await answerOf("それはいつまで？")),
    );
  });

  test("asks for nothing of the past where there is no conversation", async () => {
    const recent = () => Promise.reject(new Error("the past was read"));
    let asked = 0;
    const conversations: ConversationStore = {
      ...dependencies.conversations,
      recent: () => {
        asked++;
        return recent();
      },
    };
    await answerOf(bulky, { conversations });
    expect(asked).toBe(0);
  });
});

describe("what is recorded", () => {
  test("is one turn a question, with what came of it", async () => {
    const answer = await answerOf(bulky);
    expect(turns).toEqual([
      {
        id: answer.id,
        conversationId: answer.conversationId,
        city: "misaki",
        askedAt: openMoment,
        question: bulky,
        kind: "extracted",
        confidence: expect.any(Number),
        documentIds: [answer.citations[0]!.documentId],
        durationMs: 0,
      },
    ]);
  });

  test("is the kind that the resident is told", async () => {
    const questions = [bulky, ...vague, nonsense, "もう死にたい"];
    const kinds: string[] = [];
    for (const question of questions) kinds.push((await answerOf(question)).kind);
    expect(turns.map(({ kind }) => kind)).toEqual(kinds);
    expect(new Set(kinds)).toEqual(new Set(["extracted", "clarification", "unanswerable", "crisis"]));
  });

  test("is the question as masked, and the search has no other either", async () => {
    const asked: string[] = [];
    const retrieve: City["retriever"]["retrieve"] = (question, options) => {
      asked.push(question);
      return city.retriever.retrieve(question, options);
    };
    const spied = { ...city, retriever: { ...city.retriever, retrieve } };
    const conversationId = "conversation-1";
    const question = "山田花子と申します。電話は０９０－１２３４－５６７８、粗大ごみの出し方を教えて";
    await answerOf(question, { city: spied, conversationId });
    await answerOf("それはいくら？", { city: spied, conversationId });
    await answerOf("もう死にたい。090-1234-5678に電話して", { city: spied });
    expect(turns[0]?.question).toBe("［氏名］と申します。電話は［電話番号］、粗大ごみの出し方を教えて");
    expect(turns).toHaveLength(3);
    expect(JSON.stringify([turns, asked])).not.toMatch(/山田|花子|1234|１２３４/);
    expect(asked[0]).toBe(turns[0]?.question);
  });

  test("costs the resident nothing when it cannot be written, and is told to whom it concerns", async () => {
    const failures: unknown[] = [];
    const error = new Error("attempt to write a readonly database");
    const conversations = { ...dependencies.conversations, append: () => Promise.reject(error) };
    const onRecordFailure = (failure: unknown) => failures.push(failure);
    for (const question of [bulky, nonsense, "もう死にたい"]) {
      const answer = contentOf(await answerOf(question, { conversations, onRecordFailure }));
      expect(answer).toEqual(contentOf(await answerOf(question)));
    }
    expect(failures).toEqual([error, error, error]);
  });

  test("does not keep the resident waiting", async () => {
    let finish = () => {};
    const append = () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      });
    const answer = await answerOf(bulky, { conversations: { ...dependencies.conversations, append } });
    expect(answer.kind).toBe("extracted");
    finish();
  });
});

test("what fails in the search is thrown, not answered", async () => {
  await expect(answerOf(bulky, { city: silent() })).rejects.toThrow("something was retrieved");
});

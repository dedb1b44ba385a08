import { useEffect, useRef, useState } from "preact/hooks";
import type { Choice, FeedbackRequest } from "../server/contract.ts";
import { emptyAnswer, type PartialAnswer } from "./answer-stream.ts";
import type { Api } from "./api.ts";
import { type Failure, failureOf } from "./failure.ts";
import type { Session } from "./session.ts";

/** One question and what became of it. */
export interface Turn {
  id: number;
  /** What is asked, and the words the resident saw when asking. */
  choice: Choice;
  status: "answering" | "finished" | "failed";
  answer: PartialAnswer;
  failure?: Failure;
  rating?: FeedbackRequest["rating"];
}

export type Conversation = ReturnType<typeof useConversation>;

/** The conversation and what can be done to it. One question is answered at a time. */
export function useConversation(api: Api, session: Session) {
  const [saved] = useState(session.load);
  const [turns, setTurns] = useState(saved.turns);
  const conversationId = useRef(saved.conversationId);
  const running = useRef<AbortController | null>(null);
  const answering = turns.some((turn) => turn.status === "answering");

  const change = (id: number, patch: Partial<Turn>) =>
    setTurns((now) => now.map((turn) => (turn.id === id ? { ...turn, ...patch } : turn)));

  useEffect(() => session.save({ conversationId: conversationId.current, turns }), [session, turns]);
  useEffect(() => () => running.current?.abort(), []);

  async function ask(choice: Choice): Promise<void> {
    if (running.current) return;
    const controller = new AbortController();
    running.current = controller;
    const id = Date.now();
    setTurns((now) => [...now, { id, choice, status: "answering", answer: emptyAnswer }]);
    try {
      await api.ask(choice.question, conversationId.current, controller.signal, (answer) => {
        // An answer that arrives after "start afresh" belongs to no conversation any more.
        if (running.current !== controller) return;
        conversationId.current = answer.conversationId || conversationId.current;
        change(id, { answer });
      });
      change(id, { status: "finished" });
    } catch (error) {
      change(id, { status: "failed", failure: failureOf(error) });
    } finally {
      if (running.current === controller) running.current = null;
    }
  }

  return {
    turns,
    answering,
    ask,
    stop: () => running.current?.abort(),
    /** Asks a failed turn's question again, in its place. */
    resend(turn: Turn) {
      if (running.current) return;
      setTurns((now) => now.filter(({ id }) => id !== turn.id));
      ask(turn.choice);
    },
    restart() {
      running.current?.abort();
      running.current = null;
      conversationId.current = undefined;
      setTurns([]);
    },
    /** Records the rating at once; rejects when it cannot be delivered. */
    async rate(turn: Turn, rating: FeedbackRequest["rating"], comment?: string) {
      await api.sendFeedback({ answerId: turn.answer.id, rating, ...(comment && { comment }) });
      change(turn.id, { rating });
    },
  };
}

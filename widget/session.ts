import type { Turn } from "./conversation.ts";

/** What outlives a page change on the same site, and ends with the tab. */
export interface Saved {
  conversationId: string | undefined;
  turns: Turn[];
}

/** Older turns are dropped: the session stays a few kilobytes. */
const keptTurns = 12;

export type Session = ReturnType<typeof createSession>;

/** The conversation in sessionStorage. Where storage is forbidden or full, the widget goes on without it. */
export function createSession(city: string) {
  const key = `madoguchi:1:${city}`;
  return {
    load(): Saved {
      try {
        const saved = JSON.parse(sessionStorage.getItem(key) ?? "") as Saved;
        return { conversationId: saved.conversationId, turns: saved.turns.map(interrupted) };
      } catch {
        return { conversationId: undefined, turns: [] };
      }
    },

    save({ conversationId, turns }: Saved): void {
      try {
        if (turns.length === 0) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, JSON.stringify({ conversationId, turns: turns.slice(-keptTurns) }));
      } catch {}
    },
  };
}

/** A turn that was being answered when the page went away will never be finished. */
function interrupted(turn: Turn): Turn {
  return turn.status === "answering" ? { ...turn, status: "failed", failure: "broken" } : turn;
}

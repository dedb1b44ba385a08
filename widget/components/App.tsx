import { useEffect, useRef, useState } from "preact/hooks";
import { createApi } from "../api.ts";
import { useConversation } from "../conversation.ts";
import type { Options } from "../options.ts";
import { useProfile } from "../profile.ts";
import { createSession } from "../session.ts";
import { texts } from "../texts.ts";
import { ChatIcon } from "./icons.tsx";
import { Panel } from "./Panel.tsx";

interface Props {
  options: Options;
  open: boolean;
  onOpenChange(open: boolean): void;
}

/** The launcher, and the panel once it has been opened. */
export function App({ options, open, onOpenChange }: Props) {
  const [api] = useState(() => createApi(options.api, options.city));
  const [session] = useState(() => createSession(options.city));
  const conversation = useConversation(api, session);
  const city = useProfile(api, open);
  const launcher = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(open);
  const everOpen = useRef(open);
  everOpen.current ||= open;

  useEffect(() => {
    if (wasOpen.current && !open) launcher.current?.focus();
    wasOpen.current = open;
  }, [open]);

  return (
    <section class={`root ${options.position}`} lang="ja" aria-label={texts.counter}>
      <button
        ref={launcher}
        type="button"
        class="launcher"
        aria-haspopup="dialog"
        aria-expanded={open}
        hidden={open}
        onClick={() => onOpenChange(true)}
      >
        <ChatIcon />
        {texts.launch}
      </button>
      {everOpen.current && (
        <Panel
          open={open}
          // A page that opens the panel by itself must not take the focus from its reader.
          focusFirst={!options.open}
          city={city}
          conversation={conversation}
          suggest={api.suggest}
          onClose={() => onOpenChange(false)}
        />
      )}
    </section>
  );
}

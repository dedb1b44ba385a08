import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import type { Contact } from "../../server/contract.ts";
import { ApiBase } from "../api-base.ts";
import { formatOpening } from "../dates.ts";
import { phoneUrl, safeUrl } from "../links.ts";
import { texts } from "../texts.ts";
import { ExternalLink } from "./ExternalLink.tsx";

/** The desk to ask, and whether somebody is there now. */
export function ContactCard({ contact }: { contact: Contact }) {
  const url = contact.url && safeUrl(contact.url, useContext(ApiBase));
  const opening = contact.opensAt && formatOpening(contact.opensAt);
  return (
    <div class="contact">
      <h3>{texts.contact}</h3>
      <p class="department">{contact.department}</p>
      <p class={contact.open ? "status open" : "status"}>
        {contact.open ? texts.openNow : texts.closedNow}
        {!contact.open && opening && texts.opensAt(opening)}
      </p>
      <dl>
        <Fact name={texts.phone}>
          <a class="phone" href={phoneUrl(contact.phone)}>
            {contact.phone}
          </a>
        </Fact>
        {contact.email && (
          <Fact name={texts.email}>
            <a href={`mailto:${contact.email}`}>{contact.email}</a>
          </Fact>
        )}
        {contact.place && <Fact name={texts.place}>{contact.place}</Fact>}
        <Fact name={texts.hours}>{contact.hours}</Fact>
      </dl>
      {url && <ExternalLink url={url}>{texts.contactPage}</ExternalLink>}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

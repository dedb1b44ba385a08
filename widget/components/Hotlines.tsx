import type { Hotline } from "../../server/contract.ts";
import { phoneUrl } from "../links.ts";
import { texts } from "../texts.ts";

/** Numbers that are answered now, each one tap away. */
export function Hotlines({ hotlines }: { hotlines: Hotline[] }) {
  return (
    <div class="hotlines">
      <h3>{texts.hotlines}</h3>
      <ul>
        {hotlines.map(({ name, phone, hours }) => (
          <li key={name}>
            <span>{name}</span>
            <a class="phone" href={phoneUrl(phone)}>
              {phone}
            </a>
            <span class="hours">{hours}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

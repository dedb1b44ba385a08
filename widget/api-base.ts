import { createContext } from "preact";

/** Origin against which the addresses of published pages are resolved. */
export const ApiBase = createContext("");

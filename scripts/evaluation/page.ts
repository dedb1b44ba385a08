export const toPage = (..._: unknown[]) => "";

/** Whether focusing an input raises a keyboard over the page. */
export function isTouch(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}

/** Something wrong in a staff member's file, said in Japanese: what it is and how to mend it. */
export interface Problem {
  file: string;
  line?: number;
  message: string;
  mend: string;
  /** error: this entry or file was left out; warning: it was taken all the same. */
  severity: "error" | "warning";
}

export type Report = (problem: Problem) => unknown;

/** One line for a terminal. */
export function describeProblem({ file, line, message, mend, severity }: Problem): string {
  const mark = severity === "error" ? "誤り" : "注意";
  return `[${mark}] ${file}${line ? `:${line}` : ""} ${message} → ${mend}`;
}

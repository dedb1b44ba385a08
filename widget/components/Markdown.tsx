import { useContext } from "preact/hooks";
import { ApiBase } from "../api-base.ts";
import { type Inline, parseInline } from "../inline-markdown.ts";
import { safeUrl } from "../links.ts";
import { type Block, type List, parseMarkdown } from "../markdown.ts";
import { ExternalLink } from "./ExternalLink.tsx";

/** Markdown as elements, never as HTML: whatever a text contains, Preact escapes it. */
export function Markdown({ text }: { text: string }) {
  return (
    <div class="markdown">
      {parseMarkdown(text).map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }) {
  if (block.type === "list") return <ListView list={block} />;
  if (block.type === "table") return <TableView header={block.header} rows={block.rows} />;
  return (
    <p class={block.type}>
      <Line text={block.text} />
    </p>
  );
}

function ListView({ list }: { list: List }) {
  const items = list.items.map(({ text, nested }, index) => (
    <li key={index}>
      <Line text={text} />
      {nested && <ListView list={nested} />}
    </li>
  ));
  return list.start === undefined ? <ul>{items}</ul> : <ol start={list.start}>{items}</ol>;
}

function TableView({ header, rows }: { header: string[]; rows: string[][] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div class="table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {header.map((cell, index) => (
              <th key={index} scope="col">
                <Line text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>
                  <Line text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ text }: { text: string }) {
  return parseInline(text).map((run, index) => <Run key={index} run={run} />);
}

function Run({ run }: { run: Inline }) {
  const base = useContext(ApiBase);
  const url = run.type === "link" && safeUrl(run.href, base);
  if (run.type === "bold") return <strong>{run.text}</strong>;
  return url ? <ExternalLink url={url}>{run.text}</ExternalLink> : run.text;
}

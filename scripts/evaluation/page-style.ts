/** The page's whole style: it must look the same wherever the file is opened. */
export const pageStyle = `
:root { --blue: #00528a; --ink: #1b2430; --quiet: #47535f; --line: #cfdae2; --ground: #f3f8fb; --bad: #a3260f; --good: #1c6b3a }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 5rem; color: var(--ink); background: #fff; line-height: 1.75;
  font-family: "Hiragino Sans", "BIZ UDPGothic", "Yu Gothic UI", "Noto Sans JP", "Noto Sans CJK JP", Meiryo, sans-serif }
h1, h2, h3 { line-height: 1.4; word-break: auto-phrase }
h1 { font-size: 1.7rem; margin: 0 0 .5rem }
h2 { font-size: 1.3rem; margin: 3rem 0 .75rem; padding-bottom: .3rem; border-bottom: 2px solid var(--blue) }
h3 { font-size: 1.05rem; margin: 0 0 .5rem }
p { margin: .4rem 0 }
.quiet { color: var(--quiet); font-size: .9rem }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem; margin: 0; padding: 0; list-style: none }
.cards li { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.1rem; background: var(--ground) }
.cards strong { display: block; font-size: 2rem; line-height: 1.3; color: var(--blue); font-variant-numeric: tabular-nums }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1.5rem }
figure { margin: 0 }
svg { width: 100%; height: auto; display: block }
svg text { font-size: 12px; fill: var(--quiet) }
svg .note { fill: var(--ink); font-weight: 600 }
.grid { stroke: var(--line) }
.curve { fill: none; stroke: var(--blue); stroke-width: 2.5 }
.now { fill: var(--bad) }
.bar { fill: #7fb2d6 }
.ideal { stroke: var(--ink); stroke-dasharray: 5 4 }
.miss { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.1rem; margin: 0 0 1rem; break-inside: avoid }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: .5rem 1.5rem }
.pair h4 { margin: .5rem 0 .2rem; font-size: .85rem; color: var(--quiet) }
.pair p, .miss h3 { overflow-wrap: anywhere }
.came { border-left: 4px solid var(--bad); padding-left: .75rem }
.wanted { border-left: 4px solid var(--good); padding-left: .75rem }
.file { color: var(--quiet); font-size: .8rem; overflow-wrap: anywhere }
.word { display: inline-block; margin: .1rem .25rem .1rem 0; padding: 0 .5rem; border-radius: 1rem; font-size: .85rem; line-height: 1.6;
  border: 1px solid var(--blue); color: var(--blue) }
.word.title { background: var(--blue); color: #fff }
.word.missing { border: 1px dashed var(--bad); color: var(--bad) }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line) }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.scroll { overflow-x: auto }
summary { cursor: pointer; color: var(--blue); font-weight: 600 }
@media print { body { max-width: none; padding: 0 } details > summary { display: none } }
`;

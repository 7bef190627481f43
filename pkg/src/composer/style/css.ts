/**
 * The look of everything the composer shows. Each value can be set from outside as `--liangyan-…`, and the parts are
 * reachable with `::part(…)`. Colours hold 4.5:1 on their ground in both themes.
 */

const light = `
  --_surface: var(--liangyan-surface, #fffdf9);
  --_sunken: var(--liangyan-sunken, #f6f1e8);
  --_ink: var(--liangyan-ink, #24211d);
  --_soft: var(--liangyan-soft, #655e54);
  --_line: var(--liangyan-line, #ddd4c6);
  --_accent: var(--liangyan-accent, #1c6b60);
  --_on-accent: var(--liangyan-on-accent, #ffffff);
  --_mark: var(--liangyan-mark, #c9791d);
  --_mark-strong: var(--liangyan-mark-strong, #c4482b);
  --_mark-ground: var(--liangyan-mark-ground, rgb(217 136 43 / 14%));
  --_shade: var(--liangyan-shade, rgb(38 30 20 / 42%));
  --_shadow: var(--liangyan-shadow, 0 18px 60px rgb(50 36 16 / 28%));`;

const dark = `
  --_surface: var(--liangyan-surface, #25211d);
  --_sunken: var(--liangyan-sunken, #1b1815);
  --_ink: var(--liangyan-ink, #f1ebe2);
  --_soft: var(--liangyan-soft, #b5aa9b);
  --_line: var(--liangyan-line, #464038);
  --_accent: var(--liangyan-accent, #6fc7b6);
  --_on-accent: var(--liangyan-on-accent, #10201d);
  --_mark: var(--liangyan-mark, #eba24d);
  --_mark-strong: var(--liangyan-mark-strong, #f0795c);
  --_mark-ground: var(--liangyan-mark-ground, rgb(235 162 77 / 18%));
  --_shade: var(--liangyan-shade, rgb(0 0 0 / 60%));
  --_shadow: var(--liangyan-shadow, 0 18px 60px rgb(0 0 0 / 55%));`;

const base = `
:host {${light}
  --_radius: var(--liangyan-radius, 14px);
  --_font: var(--liangyan-font, system-ui, -apple-system, "Segoe UI", "PingFang SC", "PingFang TC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif);
  color-scheme: light;
}
:host([lang|="zh-TW"]) {
  --_font: var(--liangyan-font, system-ui, -apple-system, "Segoe UI", "PingFang TC", "Noto Sans CJK TC", "Microsoft JhengHei", sans-serif);
}
@media (prefers-color-scheme: dark) {
  :host([data-theme="auto"]) {${dark}
    color-scheme: dark;
  }
}
:host([data-theme="dark"]) {${dark}
  color-scheme: dark;
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button {
  font: inherit;
  color: inherit;
  background: none;
  border: 0;
  margin: 0;
  padding: 0;
  cursor: pointer;
  text-align: inherit;
  -webkit-tap-highlight-color: transparent;
}
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
.quietly {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; }
}
`;

/** Lines of marks, by severity: shape and thickness tell them apart, not colour alone. */
export const markCss = `${base}
:host { display: block; position: absolute; left: 0; top: 0; width: 0; height: 0; pointer-events: none; }
.mirror { position: absolute; overflow: hidden; pointer-events: none; z-index: 1; }
.mirror-text {
  visibility: hidden;
  width: 100%;
  margin: 0;
  border: 0;
  white-space: pre-wrap;
  user-select: none;
  -webkit-user-select: none;
}
.mirror-text.one-line { display: flex; align-items: center; height: 100%; white-space: pre; width: max-content; min-width: 100%; }
.mark {
  visibility: visible;
  color: transparent;
  -webkit-text-fill-color: transparent;
  forced-color-adjust: none;
  background: var(--_mark-ground);
  border-radius: 3px;
  text-decoration: underline wavy 1.5px var(--_mark);
  text-decoration-skip-ink: none;
  text-underline-offset: .14em;
}
.mark[data-severity="1"] { text-decoration-style: dotted; text-decoration-thickness: 2px; background: none; }
.mark[data-severity="3"], .mark[data-severity="4"] { text-decoration-color: var(--_mark-strong); text-decoration-thickness: 2px; }
.boxes { position: absolute; pointer-events: none; }
.box { position: absolute; border-bottom: 2px solid var(--_mark); background: var(--_mark-ground); }
.box[data-severity="1"] { border-bottom-style: dotted; background: none; }
.box[data-severity="3"], .box[data-severity="4"] { border-bottom-color: var(--_mark-strong); }
@media (forced-colors: active) {
  .mark { background: none; text-decoration-color: CanvasText; }
  .box { border-bottom-color: CanvasText; background: none; }
}
@media print { :host { display: none; } }
`;

export const notesCss = `${base}
:host { display: block; font: 400 .875rem/1.5 var(--_font); color: var(--_ink); }
.notes { animation: appear .18s ease-out; padding-top: .5rem; }
@keyframes appear { from { opacity: 0; transform: translateY(-2px); } }
.rows { list-style: none; margin: 0; padding: 0; display: grid; gap: .25rem; }
.row {
  display: grid;
  grid-template-columns: auto minmax(0, 1fr) auto;
  align-items: start;
  column-gap: .5rem;
  min-height: 28px;
}
.icon { width: 18px; height: 18px; margin-top: 5px; color: var(--_mark); }
.said { padding-top: 2px; overflow-wrap: anywhere; }
.icon.strong { color: var(--_mark-strong); }
.phrase {
  min-height: 24px;
  margin-inline-end: .5rem;
  font-weight: 600;
  border-radius: 4px;
  unicode-bidi: isolate;
}
.phrase:hover { text-decoration: underline; text-underline-offset: .2em; }
.reason { color: var(--_soft); }
.quiet {
  min-height: 28px;
  padding: 0 .625rem;
  border-radius: 999px;
  border: 1px solid var(--_line);
  color: var(--_soft);
  font-size: .8125rem;
  white-space: nowrap;
}
.quiet:hover { color: var(--_ink); border-color: var(--_soft); }
.more { color: var(--_soft); margin-block: .25rem 0; margin-inline: 1.65rem 0; }
.support {
  margin: .5rem 0 0;
  padding: .75rem .875rem;
  border-radius: var(--_radius);
  background: var(--_sunken);
  border: 1px solid var(--_line);
}
.support p { margin: .25rem 0 .5rem; color: var(--_soft); }
.support .support-title { margin: 0; color: var(--_ink); font-size: .9375rem; font-weight: 600; }
.support ul { list-style: none; margin: 0 0 .5rem; padding: 0; display: flex; flex-wrap: wrap; gap: .375rem; }
.support a {
  display: inline-flex; align-items: center; min-height: 36px; padding: .25rem .875rem; border-radius: 18px; line-height: 1.35;
  background: var(--_accent); color: var(--_on-accent); text-decoration: none; font-weight: 600;
}
.line { margin: 0; color: var(--_soft); display: flex; align-items: center; gap: .5rem; min-height: 28px; }
.undo { display: flex; align-items: center; gap: .625rem; flex-wrap: wrap; padding: .375rem 0 0; }
.undo-text { font-variant-numeric: tabular-nums; color: var(--_soft); }
.undo-button { min-height: 32px; padding: 0 .875rem; border-radius: 999px; border: 1px solid var(--_accent); color: var(--_accent); font-weight: 600; }
@media print { :host { display: none; } }
`;

export const dialogCss = `${base}
:host { display: contents; }
dialog {
  font: 400 1rem/1.6 var(--_font);
  color: var(--_ink);
  background: var(--_surface);
  border: 1px solid var(--_line);
  border-radius: calc(var(--_radius) + 6px);
  box-shadow: var(--_shadow);
  width: min(30rem, calc(100vw - 2rem));
  max-height: calc(100vh - 2rem);
  max-height: calc(100dvh - 2rem);
  padding: 1.5rem;
  margin: auto;
  overflow: auto;
  overscroll-behavior: contain;
}
dialog[open] { animation: rise .2s cubic-bezier(.2, .8, .3, 1); }
dialog::backdrop { background: var(--_shade); }
dialog.plain { position: fixed; inset: 0; height: -moz-fit-content; height: fit-content; z-index: 2147483647; display: block; box-shadow: var(--_shadow), 0 0 0 100vmax var(--_shade); }
dialog.plain:not([open]) { display: none; }
@keyframes rise { from { opacity: 0; transform: translateY(10px) scale(.985); } }
h2 { margin: 0; font-size: 1.1875rem; line-height: 1.4; font-weight: 650; word-break: keep-all; overflow-wrap: anywhere; }
.body { margin: .375rem 0 0; color: var(--_soft); }
.excerpt {
  margin: 1rem 0 0;
  padding: .75rem .9375rem;
  border-radius: var(--_radius);
  background: var(--_sunken);
  overflow-wrap: anywhere;
  white-space: pre-wrap;
  unicode-bidi: plaintext;
  max-height: 8.5em;
  overflow: auto;
}
.excerpt mark {
  color: inherit;
  background: var(--_mark-ground);
  border-radius: 3px;
  text-decoration: underline wavy 1.5px var(--_mark);
  text-decoration-skip-ink: none;
  text-underline-offset: .16em;
}
.excerpt mark[data-severity="1"] { text-decoration-style: dotted; text-decoration-thickness: 2px; }
.excerpt mark[data-severity="3"], .excerpt mark[data-severity="4"] { text-decoration-color: var(--_mark-strong); text-decoration-thickness: 2px; }
.actions { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(8rem, 100%), 1fr)); gap: .625rem; margin-top: 1.125rem; }
.action {
  min-height: 48px;
  padding: .5rem .75rem;
  text-align: center;
  font-weight: 600;
  border-radius: var(--_radius);
  border: 1px solid var(--_line);
  background: var(--_surface);
}
.action:hover { border-color: var(--_soft); }
.action.main { background: var(--_accent); border-color: var(--_accent); color: var(--_on-accent); }
.action.main:hover { filter: brightness(1.06); }
.masks { display: grid; gap: .5rem; margin-top: .75rem; }
.mask { min-height: 44px; padding: .375rem .75rem; border-radius: var(--_radius); border: 1px dashed var(--_accent); color: var(--_accent); font-weight: 600; text-align: center; }
.others { display: flex; flex-wrap: wrap; gap: .125rem .25rem; justify-content: space-between; margin-top: .625rem; }
.other { min-height: 36px; padding: 0 .5rem; margin: 0 -.5rem; border-radius: 8px; color: var(--_soft); text-decoration: underline; text-decoration-color: var(--_line); text-underline-offset: .25em; }
.other:hover { color: var(--_ink); text-decoration-color: currentColor; }
.reasons { margin-top: .5rem; padding: .75rem .9375rem; border: 1px solid var(--_line); border-radius: var(--_radius); font-size: .875rem; }
.reasons h3 { margin: 0 0 .25rem; font-size: .875rem; font-weight: 650; }
.reasons ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .625rem; }
.reasons .what { overflow-wrap: anywhere; }
.reasons .what b { font-weight: 650; }
.reasons .how { color: var(--_soft); font-size: .8125rem; overflow-wrap: anywhere; }
.reasons .packs { margin: .625rem 0 0; color: var(--_soft); font-size: .8125rem; }
.foot { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; justify-content: space-between; margin-top: .75rem; padding-top: .75rem; border-top: 1px solid var(--_line); font-size: .8125rem; color: var(--_soft); }
.foot label { display: inline-flex; align-items: center; gap: .5rem; min-height: 28px; cursor: pointer; }
.foot input { width: 18px; height: 18px; margin: 0; accent-color: var(--_accent); }
.private { margin: 0; }
@media (max-width: 30rem) {
  dialog { padding: 1.25rem; margin-bottom: 1rem; }
}
@media (forced-colors: active) {
  dialog, .action, .excerpt { border: 1px solid CanvasText; }
  .action.main { border-width: 3px; }
  .excerpt mark { background: none; color: CanvasText; text-decoration-color: CanvasText; }
}
`;

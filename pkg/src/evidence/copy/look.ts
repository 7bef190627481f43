/** The look of each copied element, from its computed style: as rules of a style sheet in which equal looks are one. */
import type { Gaps } from './gaps.js';
import { UNREADABLE } from './markup.js';
import {
  ALWAYS,
  BACKGROUND,
  CLAMP,
  CONTAINER,
  DECORATION,
  DRAWING,
  INHERITED,
  INHERITED_DRAWING,
  POSITIONED,
  REPLACED,
  SIDES,
} from './properties.js';

/** Values of inherited properties, handed from parent to child. */
export type Inherited = ReadonlyMap<string, string>;

export interface Look {
  /** The class of the rule. */
  name: string;
  inherited: Inherited;
}

export interface LookOptions {
  /** The topmost element: it gets its width and every inherited value, and no margin. */
  top: boolean;
  /** Pictures and what stands for them keep their size. */
  replaced: boolean;
}

/** Functions that fetch, or paint what this copy does not have. */
const FETCHES = /(?:url|src|image|image-set|cross-fade|element|paint)\(/i;
/** A reference inside the same drawing. */
const LOCAL = /^url\("?#[\w.-]+"?\)$/;
/** Pictures that came with the page's own style sheet, of kinds that are nothing but pixels. */
const EMBEDDED = /^url\("?data:image\/(?:png|jpeg|gif|webp);base64,[\w+/=]+"?\)$/;
/** UTF-16 code units of one embedded background. */
const EMBEDDED_LENGTH = 100_000;

const GENERATED = ['::before', '::after'] as const;

/** What every copy starts from; drawings keep what their attributes say. A picture is painted inside a drawing of its own. */
export const RESET = `:where(.copy,.copy :not(.copy svg *)){all:unset}
.copy{display:block}
.copy .t{display:block}
.copy .gap{display:inline-block;box-sizing:border-box;min-width:1em;padding:0 4px;border:1px dashed #888;font:12px/1.4 system-ui,sans-serif;color:#555;background:#eee;overflow:hidden}`;

export class Looks {
  private readonly names = new Map<string, string>();
  private readonly sheets: string[] = [];
  private units = 0;

  constructor(private readonly gaps: Gaps) {}

  /** The look of an HTML element. `parent` is null at the top. */
  ofBox(element: Element, style: CSSStyleDeclaration, parent: Inherited | null, options: LookOptions): Look {
    const found: string[] = [];
    const inherited = this.inherited(style, INHERITED, parent, found);
    this.box(element, style, options, found);
    const generated = options.replaced ? [] : GENERATED.map((which) => this.generated(element, which, inherited));
    return { name: this.rule(found.join(';'), generated), inherited };
  }

  /** The look of a part of a drawing. */
  ofDrawing(style: CSSStyleDeclaration, parent: Inherited | null): Look {
    const found: string[] = [];
    const inherited = this.inherited(style, INHERITED_DRAWING, parent, found);
    this.some(style, DRAWING, found);
    return { name: this.rule(found.join(';'), []), inherited };
  }

  /** UTF-16 code units of the sheet so far. */
  get length(): number {
    return this.units;
  }

  sheet(): string {
    return [RESET, ...this.sheets].join('\n');
  }

  private inherited(
    style: CSSStyleDeclaration,
    names: readonly string[],
    parent: Inherited | null,
    found: string[],
  ): Inherited {
    let own: Map<string, string> | null = parent ? null : new Map();
    for (const name of names) {
      const value = style.getPropertyValue(name);
      if (value === '' || value === parent?.get(name)) continue;
      own ??= new Map(parent);
      own.set(name, value);
      this.put(name, value, found);
    }
    return own ?? (parent as Inherited);
  }

  private box(element: Element, style: CSSStyleDeclaration, options: LookOptions, found: string[]): void {
    const display = style.getPropertyValue('display');
    this.some(style, ALWAYS, found);
    this.borders(style, found);
    if (/flex|grid/.test(display)) this.some(style, CONTAINER, found);
    if (style.getPropertyValue('background-image') !== 'none') this.some(style, BACKGROUND, found);
    if (style.getPropertyValue('text-decoration-line') !== 'none') this.some(style, DECORATION, found);
    if (display === '-webkit-box' || style.getPropertyValue('-webkit-line-clamp') !== 'none') {
      this.some(style, CLAMP, found);
    }
    if (options.replaced) this.some(style, REPLACED, found);
    const position = style.getPropertyValue('position');
    // What hangs in the window hangs in the copy where the page's order puts it.
    const hangs = position === 'fixed' || position === 'sticky' || options.top;
    if (position !== 'static') found.push(`position:${hangs ? 'relative' : position}`);
    if (position !== 'static' && !hangs) this.some(style, POSITIONED, found);
    this.overflow(style, found);
    // Margins and tracks came out of this very width, so it stays whatever window the copy is opened in.
    if (options.top) {
      // As computed, that is of the content or of the border box, as `box-sizing` has it. An inline box has none.
      const width = style.getPropertyValue('width');
      const own = width.endsWith('px') ? width : `${element.getBoundingClientRect().width}px`;
      found.push(`width:${own}`, 'max-width:none', 'margin:0');
    } else if (sized(element, display, position, options)) {
      for (const side of ['width', 'height'] as const) {
        const value = style.getPropertyValue(side);
        if (value !== 'auto') found.push(`${side}:${value}`);
      }
    }
  }

  /** Scrolled parts are shown whole: everything that was copied is to be seen. */
  private overflow(style: CSSStyleDeclaration, found: string[]): void {
    for (const axis of ['overflow-x', 'overflow-y'] as const) {
      const value = style.getPropertyValue(axis);
      if (value === 'hidden' || value === 'clip') found.push(`${axis}:${value}`);
    }
    if (style.getPropertyValue('overflow-y') !== 'hidden') return;
    const most = style.getPropertyValue('max-height');
    if (most !== 'none') found.push(`max-height:${most}`);
    // What is folded away stays folded away.
    const height = style.getPropertyValue('height');
    if (height === '0px' || height === '1px') found.push(`height:${height}`);
  }

  private borders(style: CSSStyleDeclaration, found: string[]): void {
    for (const side of SIDES) {
      const width = style.getPropertyValue(`border-${side}-width`);
      if (width === '0px') continue;
      const look = style.getPropertyValue(`border-${side}-style`);
      if (look === 'none') continue;
      this.put(`border-${side}`, `${width} ${look} ${style.getPropertyValue(`border-${side}-color`)}`, found);
    }
  }

  private some(style: CSSStyleDeclaration, properties: readonly (readonly [string, string])[], found: string[]): void {
    for (const [name, initial] of properties) {
      const value = style.getPropertyValue(name);
      if (value !== initial && value !== '') this.put(name, value, found);
    }
  }

  /** What the page's style sheet puts before or after an element. Empty where that is nothing. */
  private generated(element: Element, which: '::before' | '::after', parent: Inherited): string {
    const style = (element.ownerDocument.defaultView ?? window).getComputedStyle(element, which);
    const content = style.getPropertyValue('content');
    if (content === 'none' || content === 'normal' || content === '' || style.getPropertyValue('display') === 'none') {
      return '';
    }
    const found: string[] = [];
    this.inherited(style, INHERITED, parent, found);
    this.box(element, style, { top: false, replaced: content === '""' }, found);
    found.push(FETCHES.test(content) ? 'content:""' : `content:${inSheet(content)}`);
    return found.join(';');
  }

  /** Writes a property, unless its value would fetch something. */
  private put(name: string, value: string, found: string[]): void {
    if (FETCHES.test(value) && !LOCAL.test(value)) {
      if (!EMBEDDED.test(value) || value.length > EMBEDDED_LENGTH) {
        if (name === 'background-image') this.gaps.add('background-image', value.replace(/^url\("?|"?\)$/g, ''));
        return;
      }
    }
    found.push(`${name}:${inSheet(value)}`);
  }

  private rule(body: string, generated: readonly string[]): string {
    const key = [body, ...generated].join('}');
    let name = this.names.get(key);
    if (name === undefined) {
      name = `s${this.names.size.toString(36)}`;
      this.names.set(key, name);
      this.add(`.${name}{${body}}`);
      for (const [at, text] of generated.entries()) if (text !== '') this.add(`.${name}${GENERATED[at]}{${text}}`);
    }
    return name;
  }

  private add(rule: string): void {
    this.sheets.push(rule);
    this.units += rule.length;
  }
}

/** Whether the size of a box is its own rather than that of what it holds or of where it stands. */
function sized(element: Element, display: string, position: string, options: LookOptions): boolean {
  if (options.replaced) return true;
  if (display === 'inline' || display === 'contents') return false;
  return position === 'absolute' || position === 'fixed' || !element.hasChildNodes();
}

/** A value as it may stand in a `<style>` of HTML and of XML: `<` and `&` only occur inside strings, where escapes say the same. */
function inSheet(value: string): string {
  return value.replace(/</g, '\\3c ').replace(/&/g, '\\26 ').replace(/\]\]>/g, ']]\\3e ').replace(UNREADABLE, ' ');
}

/** Drawings (SVG) inside a copy: shapes and text. What runs, fetches or holds HTML stays out. */
import type { Gaps } from './gaps.js';
import type { CopyLimits } from './limits.js';
import type { Inherited, Looks } from './look.js';
import { attribute, escaped } from './markup.js';
import { DRAWING_ATTRIBUTES, DRAWN } from './tags.js';

/** Shapes that are taken by their address within a drawing. */
const ADDRESS = /^[\w.-]{1,100}$/;

export class Drawing {
  constructor(
    private readonly looks: Looks,
    private readonly gaps: Gaps,
    private readonly limits: CopyLimits,
    /** Counts an element; false when the copy is full. */
    private readonly room: () => boolean,
  ) {}

  /** The outermost `svg`. */
  root(element: Element, style: CSSStyleDeclaration, inherited: Inherited | null): string {
    const box = this.looks.ofBox(element, style, inherited, { top: false, replaced: true });
    const own = this.looks.ofDrawing(style, null);
    const label = element.getAttribute('aria-label');
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" class="${box.name} ${own.name}"${label ? attribute('aria-label', label) : ''}` +
      `${attributesOf(element)}>${this.inside(element, own.inherited, 1)}</svg>`
    );
  }

  private inside(element: Element, inherited: Inherited, depth: number): string {
    let made = '';
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) made += escaped((node as Text).data);
      else if (node.nodeType === Node.ELEMENT_NODE) made += this.part(node as Element, inherited, depth);
    }
    return made;
  }

  private part(element: Element, inherited: Inherited, depth: number): string {
    const name = element.localName;
    if (depth > this.limits.depth || !this.room()) {
      this.gaps.add('limit-depth', 'svg');
      return '';
    }
    if (name === 'image' || name === 'foreignObject') {
      this.gaps.add(name === 'image' ? 'cross-origin-image' : 'embedded-object', name);
      return '';
    }
    if (name === 'use') return this.reused(element, inherited, depth);
    const kept = name === 'a' || name === 'switch' ? 'g' : name;
    if (!DRAWN.has(kept)) return '';
    if (kept === 'title' || kept === 'desc') return '';
    const style = (element.ownerDocument.defaultView ?? window).getComputedStyle(element);
    // Gradients, clips and the like are never shown by themselves and are needed all the same.
    const shape = /^(?:g|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|svg)$/.test(kept);
    if (shape && style.getPropertyValue('display') === 'none') return '';
    const look = this.looks.ofDrawing(style, inherited);
    const id = element.id !== '' && ADDRESS.test(element.id) ? attribute('id', element.id) : '';
    const inside = this.inside(element, look.inherited, depth + 1);
    return `<${kept} class="${look.name}"${id}${attributesOf(element)}>${inside}</${kept}>`;
  }

  /** `use`: the shape it shows, put in its place. */
  private reused(element: Element, inherited: Inherited, depth: number): string {
    const href = element.getAttribute('href') ?? element.getAttributeNS('http://www.w3.org/1999/xlink', 'href') ?? '';
    const root = element.getRootNode() as Document | ShadowRoot;
    const shape = href.startsWith('#') && ADDRESS.test(href.slice(1)) ? root.getElementById(href.slice(1)) : null;
    if (!shape) {
      this.gaps.add('embedded-object', href);
      return '';
    }
    const style = (element.ownerDocument.defaultView ?? window).getComputedStyle(element);
    const look = this.looks.ofDrawing(style, inherited);
    const at = ['x', 'y'].map((name) => Number.parseFloat(element.getAttribute(name) ?? '0') || 0);
    const [width, height] = ['width', 'height'].map((name) => element.getAttribute(name) ?? '100%') as [string, string];
    const inside =
      shape.localName === 'symbol'
        ? `<svg${attribute('width', width)}${attribute('height', height)}${attributesOf(shape)}>${this.inside(shape, look.inherited, depth + 1)}</svg>`
        : this.part(shape, look.inherited, depth + 1);
    return `<g class="${look.name}" transform="translate(${at.join(' ')})">${inside}</g>`;
  }
}

function attributesOf(element: Element): string {
  let made = '';
  for (const { name, value } of element.attributes) {
    if (DRAWING_ATTRIBUTES.has(name) && value.length <= 100_000 && !/url\(/i.test(value))
      made += attribute(name, value);
  }
  return made;
}

/** Elements without HTML strings: nothing here is a Trusted Types or CSP sink. */

interface Details {
  class?: string;
  part?: string;
  id?: string;
  text?: string;
  type?: string;
  attributes?: Record<string, string>;
  press?: (event: MouseEvent) => void;
}

/** Builds one element with its children. */
export function build<K extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: K,
  details: Details = {},
  ...children: (Node | null | undefined | false)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (details.class) element.className = details.class;
  if (details.part) element.setAttribute('part', details.part);
  if (details.id) element.id = details.id;
  if (details.text !== undefined) element.textContent = details.text;
  // A button inside the host's form must not submit it.
  if (tag === 'button') element.setAttribute('type', 'button');
  if (details.type) element.setAttribute('type', details.type);
  for (const [name, value] of Object.entries(details.attributes ?? {})) element.setAttribute(name, value);
  if (details.press) element.addEventListener('click', details.press as (event: Event) => void);
  for (const child of children) if (child) element.append(child);
  return element;
}

/** A stroke drawing in a 24-unit box. */
export function icon(document: Document, name: string, path: string): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', name);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(space, 'path');
  line.setAttribute('d', path);
  for (const [key, value] of Object.entries({
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  })) {
    line.setAttribute(key, value);
  }
  svg.append(line);
  return svg;
}

/** Elements without HTML strings, as the page's policy (Trusted Types) wants it. */

type Child = Node | string | number | null | undefined | false;
type Handler = (event: never) => void;

interface Attributes {
  class?: string | undefined;
  text?: string | undefined;
  on?: Record<string, Handler>;
  [name: string]: unknown;
}

function fill<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') element.setAttribute('class', String(value));
    else if (name === 'text') element.textContent = String(value);
    else if (name === 'on') {
      for (const [type, handler] of Object.entries(value as Record<string, Handler>)) {
        element.addEventListener(type, handler as unknown as EventListener);
      }
    } else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

/** An HTML element. `on` takes listeners, `text` its text; `undefined` and `false` leave an attribute out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = fill(document.createElement(tag), attributes, children);
  if (tag === 'button' && !('type' in attributes)) element.setAttribute('type', 'button');
  return element;
}

/** An SVG element. */
export function s(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag) as SVGElement, attributes, children);
}

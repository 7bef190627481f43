/**
 * A scriptless copy of a part of the page, in one go, so that the page cannot change under it. Nothing is fetched, nothing
 * of the page is touched, and whatever the page holds the copy is inert: it is put together from a closed list of elements
 * and attributes, with text escaped, and looks of computed values that fetch nothing.
 */
import { Drawing } from './drawing.js';
import { FIELDS, shownIn } from './forms.js';
import { type Gap, Gaps } from './gaps.js';
import { type CopyLimits, LIMITS } from './limits.js';
import { type Inherited, type LookOptions, Looks } from './look.js';
import { attribute, escaped } from './markup.js';
import { backgroundOf, hidesShadow, linkOf, rowsMissing } from './page.js';
import { Pictures } from './pictures.js';
import { ATTRIBUTES, nameInCopy } from './tags.js';
import { bareText, TextFlow, UNSEEN } from './text.js';

export interface CopyOptions {
  /** Copies what stands in form fields, secrets excepted. Default: no. */
  formValues?: boolean;
  limits?: Partial<CopyLimits>;
}

/** What was copied. Markup and sheet make a document with `documentOf`, and a picture with `paint`. */
export interface PageCopy {
  /** The content, as HTML that is well-formed XML too. */
  markup: string;
  /** Its style sheet. */
  sheet: string;
  /** The text a person saw, exact to the code point. */
  text: string;
  gaps: Gap[];
  /** CSS pixels. */
  width: number;
  height: number;
  /** The colour behind it. */
  background: string;
  lang: string;
  /** Elements copied. */
  elements: number;
}

interface Place {
  /** The name of the element around it, in the copy. */
  parent: string;
  inherited: Inherited | null;
  depth: number;
  /** Whether a person sees it; what is invisible keeps its place and is not part of the text. */
  seen: boolean;
  /** Whether white space is kept as it is. */
  keepsSpace: boolean;
}

/** Copies an element as it is now. */
export function copyElement(element: Element, options: CopyOptions = {}): PageCopy {
  return new Copier(options).copy(element);
}

class Copier {
  private readonly limits: CopyLimits;
  private readonly gaps = new Gaps();
  private readonly looks = new Looks(this.gaps);
  private readonly pictures: Pictures;
  private readonly text: TextFlow;
  private readonly values: boolean;
  private elements = 0;
  private units = 0;

  constructor(options: CopyOptions) {
    this.limits = { ...LIMITS, ...options.limits };
    this.pictures = new Pictures(this.limits);
    this.text = new TextFlow(this.limits.text);
    this.values = options.formValues === true;
  }

  copy(element: Element): PageCopy {
    const box = element.getBoundingClientRect();
    const markup = this.element(element, { parent: '', inherited: null, depth: 0, seen: true, keepsSpace: false });
    if (this.text.cut) this.gaps.add('limit-text');
    const lang = element.closest('[lang]')?.getAttribute('lang') ?? '';
    return {
      markup,
      sheet: this.looks.sheet(),
      text: this.text.toString(),
      gaps: this.gaps.all(),
      width: Math.ceil(box.width),
      height: Math.ceil(Math.max(box.height, element.scrollHeight)),
      background: backgroundOf(element),
      lang,
      elements: this.elements,
    };
  }

  private element(element: Element, place: Place): string {
    const name = element.localName;
    if (UNSEEN.has(name)) return '';
    this.elements += 1;
    if (this.elements > this.limits.elements) return this.bare(element, 'limit-elements');
    if (place.depth > this.limits.depth) return this.bare(element, 'limit-depth');
    if (this.units + this.looks.length > this.limits.markup) return this.bare(element, 'limit-markup');
    const style = (element.ownerDocument.defaultView ?? window).getComputedStyle(element);
    const display = style.getPropertyValue('display');
    if (display === 'none') return '';
    const made = this.shown(element, name, style, display, place);
    this.units += made.length;
    return made;
  }

  private shown(element: Element, name: string, style: CSSStyleDeclaration, display: string, place: Place): string {
    switch (name) {
      case 'br':
        if (place.seen) this.text.lineBreak();
        return '<br/>';
      case 'wbr':
        return '<wbr/>';
      case 'img':
      case 'canvas':
      case 'video':
        return this.picture(element as HTMLImageElement, style, place);
      case 'iframe':
      case 'frame':
        return this.frame(element as HTMLIFrameElement, style, place);
      case 'audio':
      case 'object':
      case 'embed':
        this.gaps.add(name === 'audio' ? 'media' : 'embedded-object', name);
        return this.gap(element, style, place, name);
      case 'svg':
        return new Drawing(this.looks, this.gaps, this.limits, () => {
          this.elements += 1;
          return this.elements <= this.limits.elements;
        }).root(element, style, place.inherited);
      default:
        return FIELDS.has(name)
          ? this.field(element, style, display, place)
          : this.box(element, name, style, display, place);
    }
  }

  private box(element: Element, name: string, style: CSSStyleDeclaration, display: string, place: Place): string {
    const block = !/^(?:inline|contents|ruby)/.test(display);
    const look = this.look(element, style, place, { top: place.depth === 0, replaced: false }, block);
    const inside: Place = {
      parent: '',
      inherited: look.inherited,
      depth: place.depth + 1,
      seen: style.getPropertyValue('visibility') === 'visible',
      keepsSpace: /^(?:pre|break-spaces)/.test(style.getPropertyValue('white-space')),
    };
    if (block) this.text.line();
    else if (display === 'table-cell') this.text.add(' ', false);
    if (hidesShadow(element)) this.gaps.add('closed-shadow-root', name);
    const rows = rowsMissing(element);
    if (rows > 0) this.gaps.add('virtualised-rows', name, rows);
    const content = this.content(element, name, inside);
    if (block) this.text.line();
    const kept = nameInCopy(name, place.parent, block, content);
    return `<${kept}${look.attribute}${this.attributes(element, name)}>${content}</${kept}>`;
  }

  private content(element: Element, name: string, inside: Place): string {
    if (!this.values && editable(element)) {
      if (element.textContent !== '') this.gaps.add('form-values', name);
      return '';
    }
    inside.parent = name;
    let made = '';
    for (const node of childrenOf(element)) {
      if (node.nodeType === Node.TEXT_NODE) made += this.words((node as Text).data, inside);
      else if (node.nodeType === Node.ELEMENT_NODE) made += this.element(node as Element, inside);
    }
    return made;
  }

  private words(data: string, place: Place): string {
    if (place.seen) this.text.add(data, place.keepsSpace);
    return escaped(data, (count) => this.gaps.add('damaged-text', '', count));
  }

  /** The class of an element, while there is room for looks; the plainest there is after that. */
  private look(
    element: Element,
    style: CSSStyleDeclaration,
    place: Place,
    options: LookOptions,
    block: boolean,
  ): { attribute: string; inherited: Inherited | null } {
    if (this.elements > this.limits.styled) {
      this.gaps.add('limit-style');
      return { attribute: block ? ' class="t"' : '', inherited: place.inherited };
    }
    const look = this.looks.ofBox(element, style, place.inherited, options);
    return { attribute: ` class="${place.depth === 0 ? 'copy ' : ''}${look.name}"`, inherited: look.inherited };
  }

  private attributes(element: Element, name: string): string {
    let made = '';
    for (const one of ATTRIBUTES) {
      if (one === 'value' && name !== 'li') continue;
      const value = element.getAttribute(one);
      if (value !== null && value.length <= 1_000) made += attribute(one, value);
    }
    const link = linkOf(element);
    return link === '' ? made : made + attribute('data-href', link);
  }

  private picture(element: HTMLImageElement, style: CSSStyleDeclaration, place: Place): string {
    const alt = element.localName === 'img' ? element.alt : '';
    if (place.seen && alt !== '') this.text.add(alt, true);
    if (element.localName === 'video') this.gaps.add('media', element.currentSrc);
    const drawn = this.pictures.draw(element);
    if ('lost' in drawn) {
      this.gaps.add(drawn.lost, element.currentSrc || element.localName);
      return this.gap(element, style, place, alt);
    }
    const look = this.looks.ofBox(element, style, place.inherited, { top: place.depth === 0, replaced: true });
    const top = place.depth === 0 ? 'copy ' : '';
    return `<img class="${top}${look.name}"${attribute('alt', alt)}${this.attributes(element, 'img')} src="${drawn.data}"/>`;
  }

  /** A frame of the page's own origin becomes a box with what it shows. */
  private frame(element: HTMLIFrameElement, style: CSSStyleDeclaration, place: Place): string {
    let body: Element | null = null;
    try {
      body = element.contentDocument?.body ?? null;
    } catch {
      // Another origin: the browser keeps its content from this page.
    }
    if (!body) {
      this.gaps.add('cross-origin-frame', element.src);
      return this.gap(element, style, place, element.title);
    }
    this.text.line();
    const look = this.look(element, style, place, { top: place.depth === 0, replaced: true }, true);
    const inside: Place = {
      parent: 'div',
      inherited: null,
      depth: place.depth + 1,
      seen: place.seen,
      keepsSpace: false,
    };
    const content = this.element(body, inside);
    this.text.line();
    return `<div${look.attribute}${attribute('data-frame', element.contentDocument?.URL ?? '')}>${content}</div>`;
  }

  private field(element: Element, style: CSSStyleDeclaration, display: string, place: Place): string {
    const shown = shownIn(element, this.values);
    if (shown.leftOut) this.gaps.add('form-values', element.localName);
    const look = this.look(element, style, place, { top: place.depth === 0, replaced: true }, display !== 'inline');
    const words = this.words(shown.text, { ...place, keepsSpace: true });
    const name = /^inline/.test(display) ? 'span' : 'div';
    return `<${name}${look.attribute}${this.attributes(element, 'input')}>${words}</${name}>`;
  }

  /** A box of the same size, with a word on what was there. */
  private gap(element: Element, style: CSSStyleDeclaration, place: Place, label: string): string {
    const look = this.looks.ofBox(element, style, place.inherited, { top: place.depth === 0, replaced: true });
    return `<span class="${look.name} gap">${escaped(label.slice(0, 200))}</span>`;
  }

  /** Past a limit: the text, without structure or look. */
  private bare(element: Element, why: 'limit-elements' | 'limit-depth' | 'limit-markup'): string {
    this.gaps.add(why);
    const text = bareText(element, this.limits.text);
    if (text === '') return '';
    this.text.line();
    return this.words(`${text}\n`, { parent: '', inherited: null, depth: 0, seen: true, keepsSpace: true });
  }
}

/** Whether a person writes in this element itself. */
function editable(element: Element): boolean {
  const own = element.getAttribute('contenteditable');
  return own !== null && own.toLowerCase() !== 'false';
}

/** The children as they are shown: of an open shadow root, and in its slots what was put there. */
function childrenOf(element: Element): Iterable<Node> {
  if (element.shadowRoot) return element.shadowRoot.childNodes;
  if (element.localName === 'slot' && 'assignedNodes' in element) {
    const put = (element as HTMLSlotElement).assignedNodes({ flatten: true });
    if (put.length > 0) return put;
  }
  return element.childNodes;
}

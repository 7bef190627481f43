/** A key with its modifiers, as people write it: `Ctrl+Shift+.`, `Alt+S`, `Mod+Shift+L` (⌘ on Apple, Ctrl elsewhere). */
export type Shortcut = string;

interface Keys {
  key: string;
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
  meta: boolean;
}

function parse(shortcut: Shortcut, apple: boolean): Keys {
  const parts = shortcut.split('+').map((part) => part.trim().toLowerCase());
  // `Ctrl++` means the plus itself.
  const key = parts[parts.length - 1] || '+';
  const has = (...names: string[]) => parts.slice(0, -1).some((part) => names.includes(part));
  const mod = has('mod');
  return {
    key,
    ctrl: has('ctrl', 'control') || (mod && !apple),
    alt: has('alt', 'option'),
    shift: has('shift'),
    meta: has('meta', 'cmd', 'command') || (mod && apple),
  };
}

/** Whether a key press is this shortcut. The letter counts, or where it lies on the keyboard: Alt changes letters on Apple. */
function matches(event: KeyboardEvent, keys: Keys): boolean {
  const { ctrlKey, altKey, shiftKey, metaKey } = event;
  if (ctrlKey !== keys.ctrl || altKey !== keys.alt || shiftKey !== keys.shift || metaKey !== keys.meta) return false;
  const place = event.code.toLowerCase().replace(/^(?:key|digit)/, '');
  return event.key.toLowerCase() === keys.key || place === keys.key;
}

/**
 * Runs an action on a key, wherever the focus is; never while a text is being composed. A held key counts once. The
 * answer takes it away. `event` says whether a person pressed it (`isTrusted`).
 */
export function bindKey(target: EventTarget, shortcut: Shortcut, action: (event: KeyboardEvent) => void): () => void {
  const platform = globalThis.navigator?.platform ?? '';
  const keys = parse(shortcut, /mac|iphone|ipad/i.test(platform));
  const listener = (event: Event) => {
    const pressed = event as KeyboardEvent;
    if (pressed.repeat || pressed.isComposing || pressed.keyCode === 229 || !matches(pressed, keys)) return;
    pressed.preventDefault();
    action(pressed);
  };
  target.addEventListener('keydown', listener, true);
  return () => target.removeEventListener('keydown', listener, true);
}

/** What is to be undone when the page shown is left: guards, listeners. */
let undo: (() => void)[] = [];

export function atLeave(what: () => void): void {
  undo.push(what);
}

export function leave(): void {
  const all = undo;
  undo = [];
  for (const one of all) one();
}

/** Opens a `<dialog>` as a modal one; engines without `showModal` (Safari before 15.4) get the same behaviour by hand. */

/** The focusable elements of the dialog, in order. */
function stops(dialog: HTMLElement): HTMLElement[] {
  return [...dialog.querySelectorAll<HTMLElement>('button, input, a[href]')].filter(
    (element) => !element.closest('[hidden]'),
  );
}

/** The element with the focus, through open shadow roots, and through the closed one `near` may stand in. */
export function focused(document: Document, near?: HTMLElement): HTMLElement | null {
  const root = near?.getRootNode();
  let active = (root instanceof ShadowRoot ? root.activeElement : null) ?? document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active as HTMLElement | null;
}

/** Shows the dialog. `leave` hears Esc; the answer closes it. */
export function openModal(dialog: HTMLDialogElement, leave: () => void): () => void {
  if (typeof dialog.showModal === 'function') {
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      leave();
    });
    // Chromium closes on the second Esc without a `cancel`.
    dialog.addEventListener('close', leave);
    dialog.showModal();
    return () => {
      dialog.removeEventListener('close', leave);
      if (dialog.open) dialog.close();
    };
  }
  const document = dialog.ownerDocument;
  const before = focused(document);
  dialog.classList.add('plain');
  dialog.setAttribute('open', '');
  dialog.setAttribute('aria-modal', 'true');
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leave();
    if (event.key !== 'Tab') return;
    const all = stops(dialog);
    const active = (dialog.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
    const next = all[(all.indexOf(active as HTMLElement) + (event.shiftKey ? all.length - 1 : 1)) % all.length];
    event.preventDefault();
    next?.focus();
  });
  return () => {
    dialog.removeAttribute('open');
    before?.focus();
  };
}

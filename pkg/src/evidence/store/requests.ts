/** IndexedDB's events as promises. */

export function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Resolves when everything of a transaction is on the disk; rejects when nothing of it is. */
export function committed(transaction: IDBTransaction): Promise<void> {
  const end = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
  });
  // Whoever waits hears it; a request of the same transaction that failed first may have ended the waiting.
  end.catch(() => {});
  return end;
}

/** What the browser promises about the vault, and what it does not. */

/** Something the person should know about where captures lie. */
export type StorageWarning =
  /** The browser may clear it when room is short. */
  | 'may_be_cleared'
  /** This browser clears sites that were not visited for a week. */
  | 'cleared_after_a_week'
  /** Seals are not signed here. */
  | 'insecure_context';

export interface StorageState {
  /** Whether the browser promised to keep it; null where it does not say. */
  persisted: boolean | null;
  /** Bytes used by this site, and the most it may use; null where the browser does not say. */
  usage: number | null;
  quota: number | null;
  warnings: StorageWarning[];
}

/** Asks the browser not to clear the vault by itself. Some ask the person. */
export async function askToPersist(): Promise<boolean | null> {
  try {
    return (await navigator.storage?.persist?.()) ?? null;
  } catch {
    return null;
  }
}

export async function storageState(): Promise<StorageState> {
  const storage = globalThis.navigator?.storage;
  const persisted = await quietly(storage?.persisted?.bind(storage));
  const estimate = await quietly(storage?.estimate?.bind(storage));
  const quota = estimate?.quota ?? null;
  const warnings: StorageWarning[] = [];
  if (globalThis.isSecureContext === false) warnings.push('insecure_context');
  // WebKit's tracking prevention; home-screen apps and persisted sites are spared.
  if (persisted !== true && /apple/i.test(globalThis.navigator?.vendor ?? '')) warnings.push('cleared_after_a_week');
  else if (persisted !== true) warnings.push('may_be_cleared');
  return { persisted, usage: estimate?.usage ?? null, quota, warnings };
}

async function quietly<T>(ask: (() => Promise<T>) | undefined): Promise<T | null> {
  try {
    return ask ? await ask() : null;
  } catch {
    return null;
  }
}

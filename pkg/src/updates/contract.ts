/** What is said about an update of a pack. */

/** How an update is judged. */
export interface UpdateOptions {
  /**
   * The minisign public key of whoever publishes the packs: the content of the `.pub` file, or its second line. Several while
   * one takes another's place; any of them may have signed.
   */
  publicKey: string | readonly string[];
  /** The time to judge by, ms since the epoch. Default: this device's clock. */
  now?: number;
  /**
   * Set when a pack is put back that this app took before and kept: it may have expired since. Everything else is looked at
   * again. Default `false`.
   */
  kept?: boolean;
}

/** An update that was taken. */
export interface PackUpdated {
  /** The pack that runs now, as `name@version`. */
  pack: string;
  /** The pack that ran before, as `name@version`. */
  replaced: string;
  /** When it expires, ms since the epoch: by then the host should have offered a newer one. It runs on all the same. */
  expires: number;
}

/** A pack whose signature was found good. */
export interface SignedPack {
  /** The pack itself, not gzipped. */
  pack: Uint8Array;
  /** The comment that was signed with it. */
  comment: string;
  /** Ms since the epoch; none where expiry is not looked at. */
  now: number | undefined;
}

/** The code that checks signatures: brought along only when there is something to check. */
export type Signatures = () => Promise<typeof import('./minisign.js')>;

import type { Channel, ShieldAudience } from '../../guard/contract.js';

/**
 * What a platform lets the shield do. The library decides and shows; where a server has to act (close comments, refuse
 * forwards, reject messages) the host does it through this. `adapterConformance` tells whether an adapter does it right.
 */
export interface HostAdapter {
  /**
   * The person's settings as they are, one for each channel, in any form the host likes (JSON text, at most 4,096 UTF-16
   * code units). They are given back to the letter when the shield ends.
   */
  read(): Promise<Record<Channel, string>>;
  /**
   * Lets only this audience through on a channel. Absolute: once or ten times, in whatever state, the outcome is the
   * same. Resolves when it is in force; rejects when it is not, and is then called again later.
   */
  close(channel: Channel, audience: ShieldAudience): Promise<void>;
  /** Puts a channel's setting back to a value that `read` gave. Absolute in the same way. */
  restore(channel: Channel, value: string): Promise<void>;
  /** Tells of a setting that the person changed by hand, not of those made by `close` and `restore`. */
  onChange?(listener: (channel: Channel, value: string) => void): () => void;
  /** A message was refused: the platform may turn it back to its sender. What the inbox holds of it stays. */
  reject?(message: { id: string; threadId: string; sender: string }): Promise<void>;
  /** The person blocked or unblocked somebody. Absolute. */
  block?(sender: string): Promise<void>;
  unblock?(sender: string): Promise<void>;
}

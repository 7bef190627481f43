import { LiangyanError, messageOf } from '../errors.js';
import type { Finding, Personal, Verdict } from './contract.js';
import type { ComposerOptions, Outcome } from './options.js';

/**
 * The host's callbacks. What one of them throws is the host's own fault: it is reported as any uncaught error is, and never
 * stands between a person and their post.
 */
export class Host {
  readonly #options: ComposerOptions;

  constructor(options: ComposerOptions) {
    this.#options = options;
  }

  verdict(verdict: Verdict): void {
    safely(() => this.#options.onVerdict?.(verdict));
  }

  decision(outcome: Outcome): void {
    safely(() => this.#options.onDecision?.(outcome));
  }

  dismissed(finding: Finding, phrase: string): void {
    safely(() => this.#options.onDismiss?.(finding, phrase));
  }

  personal(personal: Personal): void {
    safely(() => this.#options.onPersonal?.(personal));
  }

  /** Tells of a fault. A host that does not listen finds it in its console. */
  error(error: unknown): void {
    const { onError } = this.#options;
    if (onError) safely(() => onError(error));
    else {
      const fix = error instanceof LiangyanError ? ` ${error.fix}` : '';
      console.warn(`liangyan: ${messageOf(error)}.${fix} Posting goes on.`);
    }
  }
}

function safely(call: () => void): void {
  try {
    call();
  } catch (thrown) {
    setTimeout(() => {
      throw thrown;
    });
  }
}

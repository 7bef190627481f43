import type { Now } from '../guard/contract.js';
import { deviceZone, offsetMinutes } from './zone.js';

/** Where the inbox gets its time from. A test or a demonstration may turn its own. */
export interface Clock {
  /** ms since the epoch, as the device believes. */
  now(): number;
  /** ms of a clock that never goes back while the page is open; from any start. */
  mono(): number;
}

/** Milliseconds. */
const QUARTER = 900_000;

const deviceClock: Clock = { now: () => Date.now(), mono: () => performance.now() };

/** The person's time: a clock and a zone. */
export class PersonalTime {
  readonly #clock: Clock;
  readonly #zone: string;
  /** The offset of the quarter of an hour asked about last: zones change on quarters, and asking is slow. */
  #quarter = Number.NaN;
  #offset = 0;

  /** Throws `bad_policy` for a zone that is not known. */
  constructor(clock: Clock = deviceClock, zone: string = deviceZone()) {
    this.#clock = clock;
    this.#zone = zone;
    offsetMinutes(zone, 0);
  }

  get zone(): string {
    return this.#zone;
  }

  /** ms since the epoch. */
  get wall(): number {
    return Math.floor(this.#clock.now());
  }

  /** The moment as the guard takes it. */
  now(): Now {
    const wall = this.wall;
    const quarter = Math.floor(wall / QUARTER);
    if (quarter !== this.#quarter) {
      this.#quarter = quarter;
      this.#offset = offsetMinutes(this.#zone, wall);
    }
    return { wall, mono: this.#clock.mono(), offset: this.#offset };
  }
}

/**
 * The wire between JavaScript and the engine: contexts go over as five words, verdicts come back as words. The lists are
 * in the order of the engine's enums; `src/wasm.rs` is the other side.
 */
import { LiangyanError } from './errors.js';
import type { Category, Context, Finding, Level, Preset, Relation, Surface, Tone, Verdict, Via } from './verdict.js';

const LEVELS: readonly Level[] = ['none', 'hint', 'warn', 'severe'];
const VIAS: readonly Via[] = ['plain', 'tight', 'shape', 'sound', 'format', 'model', 'user'];
const TONES: readonly Tone[] = [
  'targeted',
  'quoted',
  'reported',
  'negated',
  'question',
  'counter',
  'self',
  'thing',
  'banter',
  'fiction',
  'praise',
  'repeated',
];
const SURFACES: readonly Surface[] = ['post', 'comment', 'dm', 'live', 'mention', 'name'];
const RELATIONS: readonly Relation[] = ['self', 'mutual', 'following', 'follower', 'stranger'];
const PRESETS: readonly Preset[] = ['relaxed', 'standard', 'strict'];

/** A time that the host does not know. */
const UNKNOWN = 0xffffffff;

/** A rule as the engine hands it over. */
export interface Rule {
  id: string;
  category: Category;
  why: string;
}

/** What findings point into. */
export interface Tables {
  rules: readonly Rule[];
  packs: readonly string[];
}

/** A context as its five words. */
export type ContextWords = [flags: number, mentions: number, since: number, sent: number, reports: number];

/** The place of a preset in the engine's list. */
export function presetIndex(preset: Preset = 'standard'): number {
  const at = PRESETS.indexOf(preset);
  if (at < 0) throw new LiangyanError('bad_option', `no preset ${shown(preset)}: there are ${PRESETS.join(', ')}`);
  return at;
}

/**
 * Reads a context, and refuses what is not one: a misspelt surface would silently judge by another. `senders` are the
 * engine's numbers of the senders it knows, from 1.
 */
export function contextWords(context: Context = {}, senders?: ReadonlyMap<string, number>): ContextWords {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    throw new LiangyanError('bad_context', `a context is an object, not ${shown(context)}`);
  }
  const surface = place(SURFACES, context.surface ?? 'comment', 'surface');
  const relation = place(RELATIONS, context.relation ?? 'stranger', 'relation');
  const reply = (context.replyTo ?? false) === false ? 0 : 1;
  const minor = context.minor === true ? 1 : 0;
  const sender = context.sender === undefined ? 0 : (senders?.get(context.sender) ?? 0);
  const since = context.sinceLastToSameTargetMs ?? undefined;
  return [
    surface | (relation << 4) | (reply << 8) | (minor << 9) | (sender << 10),
    count(context.mentions, 'mentions'),
    since === undefined ? UNKNOWN : count(since, 'sinceLastToSameTargetMs'),
    count(context.sentToSameTarget, 'sentToSameTarget'),
    count(context.reports, 'reports'),
  ];
}

function place<T>(list: readonly T[], value: T, field: string): number {
  const at = list.indexOf(value);
  if (at < 0) throw new LiangyanError('bad_context', `no ${field} ${shown(value)}: there are ${list.join(', ')}`);
  return at;
}

/** A count or a time as a word; what does not fit is as large as a word goes. */
function count(value: number | null | undefined, field: string): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'number' || !(value >= 0)) {
    throw new LiangyanError('bad_context', `${field} is a number from 0 up, not ${shown(value)}`);
  }
  return Math.min(Math.floor(value), UNKNOWN - 1);
}

/** A wrong value, short enough for a message and without the person's text in it. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return value.length > 20 ? 'a longer string' : JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) {
    return String(value);
  }
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;
}

/** Reads `many` verdicts off their words. */
export function readVerdicts(words: Uint32Array, many: number, tables: Tables): Verdict[] {
  const verdicts: Verdict[] = [];
  let at = 0;
  for (let n = 0; n < many; n += 1) {
    const head = words[at] as number;
    const found = head >>> 8;
    verdicts.push({
      level: LEVELS[head & 3] as Level,
      score: (words[at + 1] as number) / 1000,
      findings: readFindings(words, at + 2, found, tables.rules),
      support: (head >>> 2) & 1 ? 'distress' : null,
      packs: tables.packs.slice(),
    });
    at += 2 + 4 * found;
  }
  return verdicts;
}

function readFindings(words: Uint32Array, from: number, found: number, rules: readonly Rule[]): Finding[] {
  const findings: Finding[] = [];
  for (let at = from; at < from + 4 * found; at += 4) {
    const rule = rules[words[at] as number] as Rule;
    const how = words[at + 3] as number;
    findings.push({
      rule: rule.id,
      category: rule.category,
      severity: how & 7,
      confidence: ((how >>> 3) & 1023) / 1000,
      start: words[at + 1] as number,
      end: words[at + 2] as number,
      via: VIAS[(how >>> 13) & 7] as Via,
      why: rule.why,
      toned: readTones(how >>> 16),
    });
  }
  return findings;
}

function readTones(bits: number): Tone[] {
  const tones: Tone[] = [];
  for (let at = 0; bits >>> at !== 0; at += 1) {
    if ((bits >>> at) & 1) tones.push(TONES[at] as Tone);
  }
  return tones;
}

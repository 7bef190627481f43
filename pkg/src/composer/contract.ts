/** The parts of the engine's contract the composer stands on. */
export type Level = 'none' | 'hint' | 'warn' | 'severe';
export interface Finding {
  rule: string;
  category: string;
  severity: number;
  confidence: number;
  start: number;
  end: number;
  via: string;
  why: string;
  toned: string[];
}
export interface Verdict {
  level: Level;
  score: number;
  findings: Finding[];
  support: null | 'distress';
  packs: string[];
}
export interface Context {
  surface?: 'post' | 'comment' | 'dm' | 'live' | 'mention' | 'name';
  relation?: 'self' | 'mutual' | 'following' | 'follower' | 'stranger';
  replyTo?: string;
  mentions?: number;
  sinceLastToSameTargetMs?: number;
  sentToSameTarget?: number;
  reports?: number;
  lang?: string;
  minor?: boolean;
}
/** Words and dismissals of the person, shared by composer and inbox. */
export interface Personal {
  words: unknown[];
  dismissed: { rule?: string; phrase?: string; sender?: string; until?: number }[];
}

/** The worker's side. It needs nothing beside itself: the page hands over the wasm and the packs. */
import { type Cores, jsCores, wasmCoresSync } from '../core.js';
import { codeOf, messageOf } from '../errors.js';
import type { JsCore } from '../load.js';
import { LocalEngine } from '../local.js';
import type { Verdict } from '../verdict.js';
import {
  type Answers,
  type Ask,
  type Failure,
  type Hello,
  type Job,
  type Parcel,
  PROTOCOL,
  type Question,
  type Said,
  type Start,
} from './protocol.js';

/** The one part of the worker's global scope that is used; the DOM's types have it only for pages. */
interface Scope {
  onmessage: ((event: { data: Start | Parcel | Ask }) => void) | null;
  postMessage(message: Hello | Answers | Said): void;
}

const scope = globalThis as unknown as Scope;
let engine: LocalEngine;
/** Settled when the engine is there, or cannot be. */
let started: Promise<void>;

scope.onmessage = ({ data }) => {
  if ('jobs' in data) scope.postMessage({ parcel: data.parcel, answers: data.jobs.map(answer) });
  else if ('ask' in data)
    void started.then(async () => scope.postMessage({ ask: data.ask, said: await say(data.question) }));
  else started = start(data).then((hello) => scope.postMessage(hello));
};

async function start({ v, wasm, core, packs, preset, personal }: Start): Promise<Hello> {
  // A page of another build would not understand any answer but this one.
  if (v !== PROTOCOL) return { v: PROTOCOL, failure: { code: 'worker_version', message: '' } };
  try {
    engine = new LocalEngine(await coresFrom(wasm, core), packs, preset);
    if (personal) engine.setPersonal(personal);
    return { v, kind: engine.kind, packs: engine.packs, limit: engine.limit };
  } catch (thrown) {
    return { v, failure: failure(thrown) };
  }
}

async function coresFrom(wasm: WebAssembly.Module | null, core: string): Promise<Cores> {
  return wasm ? wasmCoresSync(wasm) : jsCores((await import(core)) as JsCore);
}

async function say(question: Question): Promise<Said['said']> {
  try {
    if (question.method === 'replace') {
      const place = await engine.replace(...question.args);
      return { value: { ...place, packs: engine.packs } };
    }
    if (question.method === 'setPersonal') return { value: engine.setPersonal(...question.args) };
    return { value: engine.stillSays(...question.args) };
  } catch (thrown) {
    return failure(thrown);
  }
}

function answer({ texts, contexts }: Job): Verdict[] | Failure {
  try {
    return engine.checkMany(texts, contexts);
  } catch (thrown) {
    return failure(thrown);
  }
}

function failure(thrown: unknown): Failure {
  return { code: codeOf(thrown) ?? 'engine_trapped', message: messageOf(thrown) };
}

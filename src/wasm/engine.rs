//! The module that checks texts.
//!
//! A call is one crossing. Texts come over as strings, contexts as five words each, verdicts go back as one `Uint32Array`
//! that `pkg/src/wire.ts` reads against the rule table handed over once. Two rules of the wire are easy to miss: texts
//! checked together are joined with a NUL between them, so that the halves of two lone surrogates never meet, and every
//! length is counted in UTF-16 code units, so that a lone surrogate, which arrives as U+FFFD, counts one on both sides.

use js_sys::Uint8Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{failure, personal, plain, refusal};
use crate::judge::{Context, Preset, Relation, Surface, Verdict};

/// Words a context takes: `[surface | relation << 4 | reply << 8 | minor << 9 | sender << 10, mentions, since, sent, reports]`;
/// the sender is 0 where no dismissal names one.
const CONTEXT_WORDS: usize = 5;
/// The word that says "unknown" for the time since the last message.
const UNKNOWN: u32 = u32::MAX;
/// Why a call that JavaScript got wrong is refused; `pkg/src` never makes one.
const BAD_CALL: &str = "bad_call";

/// The longest text that is checked, in UTF-16 code units.
#[wasm_bindgen(js_name = maxTextUtf16)]
pub fn max_text_utf16() -> u32 {
    crate::MAX_TEXT_UTF16 as u32
}

/// A rule as the verdict's reader needs it.
#[derive(Serialize)]
struct Rule<'a> {
    id: &'a str,
    category: &'a str,
    why: &'a str,
}

/// Where an update goes.
#[derive(Serialize)]
struct Place {
    /// Among the files that the engine was made of.
    file: usize,
    running: String,
    update: String,
    /// Milliseconds since the epoch.
    expires: f64,
}

/// Packs, ready to read texts.
#[wasm_bindgen]
pub struct Engine {
    inner: crate::Engine,
}

#[wasm_bindgen]
impl Engine {
    /// Loads compiled packs under a preset (its place in the wire order).
    ///
    /// # Errors
    /// An `Error` with `code`: a pack that is not one, is damaged, or is of another format version.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::needless_pass_by_value, reason = "an array of JavaScript comes over as a Vec")]
    pub fn new(packs: Vec<Uint8Array>, preset: u32) -> Result<Engine, JsValue> {
        console_error_panic_hook::set_once();
        let preset = *Preset::ALL.get(preset as usize).ok_or_else(|| failure(BAD_CALL, "no such preset"))?;
        let bytes: Vec<Vec<u8>> = packs.iter().map(Uint8Array::to_vec).collect();
        let slices: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
        let inner = crate::Engine::new(&slices, preset).map_err(|e| refusal(&e))?;
        Ok(Self { inner })
    }

    /// Reads one text. The context comes as its five words.
    ///
    /// # Errors
    /// An `Error` with `code`: the text is too long.
    pub fn check(
        &mut self,
        text: &str,
        flags: u32,
        mentions: u32,
        since: u32,
        sent: u32,
        reports: u32,
    ) -> Result<Vec<u32>, JsValue> {
        #[cfg(feature = "fault")]
        strike(text);
        let context = context([flags, mentions, since, sent, reports])?;
        let verdict = self.inner.check(text, &context).map_err(|e| refusal(&e))?;
        let mut words = Vec::with_capacity(2 + 4 * verdict.findings.len());
        write(&verdict, &mut words);
        Ok(words)
    }

    /// Reads many texts: joined with NUL, their lengths in UTF-16 code units, and either one context for all of them or
    /// one each.
    ///
    /// # Errors
    /// An `Error` with `code`: a text is too long. Nothing is handed back for the others.
    #[wasm_bindgen(js_name = checkMany)]
    pub fn check_many(&mut self, joined: &str, lengths: &[u32], contexts: &[u32]) -> Result<Vec<u32>, JsValue> {
        let (contexts, []) = contexts.as_chunks::<CONTEXT_WORDS>() else {
            return Err(failure(BAD_CALL, "a context is five words"));
        };
        if contexts.len() != 1 && contexts.len() != lengths.len() {
            return Err(failure(BAD_CALL, "one context for all texts or one each"));
        }
        let mut words = Vec::with_capacity(2 * lengths.len());
        let mut rest = joined;
        for (at, &length) in lengths.iter().enumerate() {
            let text = take(&mut rest, length as usize, at + 1 == lengths.len())
                .ok_or_else(|| failure(BAD_CALL, "the lengths do not fit the texts"))?;
            #[cfg(feature = "fault")]
            strike(text);
            let context = context(contexts[if contexts.len() == 1 { 0 } else { at }])?;
            let verdict = self.inner.check(text, &context).map_err(|e| refusal(&e))?;
            write(&verdict, &mut words);
        }
        Ok(words)
    }

    /// Takes the person's words and dismissals: `{words, dismissed}`, expired ones left out, senders as numbers from 1. Gives
    /// back those that cannot be used: `{list, index, reason}[]`.
    ///
    /// # Errors
    /// An `Error` with `code`: this is no such object.
    #[wasm_bindgen(js_name = setPersonal)]
    pub fn set_personal(&mut self, personal: JsValue) -> Result<JsValue, JsValue> {
        personal::set(&mut self.inner, personal)
    }

    /// Whether a text still holds one of these phrases, as written or dressed up.
    ///
    /// # Errors
    /// An `Error` with `code`: the text is too long.
    #[wasm_bindgen(js_name = stillSays)]
    #[allow(clippy::needless_pass_by_value, reason = "an array of JavaScript comes over as a Vec")]
    pub fn still_says(&mut self, phrases: Vec<String>, text: &str) -> Result<bool, JsValue> {
        self.inner.still_says(&phrases, text).map_err(|e| refusal(&e))
    }

    /// The rule table that findings index: `{id, category, why}[]`.
    ///
    /// # Errors
    /// None that is known: the table is plain strings.
    pub fn rules(&self) -> Result<JsValue, JsValue> {
        let rules: Vec<Rule> = self
            .inner
            .rules()
            .iter()
            .map(|rule| Rule { id: &rule.id, category: rule.category.name(), why: &rule.why })
            .collect();
        plain(&rules)
    }

    /// The loaded packs, as `name@version`.
    ///
    /// # Errors
    /// None that is known: the list is plain strings.
    pub fn packs(&self) -> Result<JsValue, JsValue> {
        let packs: Vec<String> = self.inner.packs().iter().map(named).collect();
        plain(&packs)
    }

    /// Whether a pack whose signature was found good may take the place of one that runs: `{file, running, update, expires}`.
    /// `now` is in milliseconds since the epoch; without it, an expired pack may too.
    ///
    /// # Errors
    /// An `Error` with `code`: it is no pack, damaged, expired, not newer, or none of its name runs.
    #[wasm_bindgen(js_name = placeUpdate)]
    pub fn place_update(&self, update: &Uint8Array, comment: &str, now: Option<f64>) -> Result<JsValue, JsValue> {
        let place = self.inner.place_update(&update.to_vec(), comment, now.map(|now| now as u64));
        let crate::Place { file, running, update, expires } = place.map_err(|e| refusal(&e))?;
        plain(&Place { file, running: named(&running), update: named(&update), expires: expires as f64 * 1e3 })
    }
}

/// `name@version`.
fn named(pack: &crate::PackInfo) -> String {
    format!("{}@{}", pack.name, pack.version)
}

/// Takes the next text of `utf16` code units off `rest`, and the NUL that parts it from the next one.
fn take<'a>(rest: &mut &'a str, utf16: usize, last: bool) -> Option<&'a str> {
    let mut units = 0;
    let mut end = 0;
    for c in rest.chars() {
        if units >= utf16 {
            break;
        }
        units += c.len_utf16();
        end += c.len_utf8();
    }
    if units != utf16 {
        return None;
    }
    let (text, after) = rest.split_at(end);
    *rest = if last { after.is_empty().then_some("")? } else { after.strip_prefix('\0')? };
    Some(text)
}

/// Reads a context off its words.
fn context([flags, mentions, since, sent, reports]: [u32; CONTEXT_WORDS]) -> Result<Context, JsValue> {
    let surface = Surface::ALL.get((flags & 15) as usize).ok_or_else(|| failure(BAD_CALL, "no such surface"))?;
    let relation =
        Relation::ALL.get((flags >> 4 & 15) as usize).ok_or_else(|| failure(BAD_CALL, "no such relation"))?;
    Ok(Context {
        surface: *surface,
        relation: *relation,
        reply: flags >> 8 & 1 == 1,
        mentions,
        since_last_to_same_target_ms: (since != UNKNOWN).then_some(since),
        sent_to_same_target: sent,
        reports,
        minor: flags >> 9 & 1 == 1,
        sender: (flags >> 10 != 0).then_some(flags >> 10),
    })
}

/// Writes a verdict: two words, then four a finding.
fn write(verdict: &Verdict, words: &mut Vec<u32>) {
    let count = verdict.findings.len() as u32;
    words.push(verdict.level as u32 | u32::from(verdict.distress) << 2 | count << 8);
    words.push(u32::from(verdict.score));
    for finding in &verdict.findings {
        let how = u32::from(finding.severity)
            | u32::from(finding.confidence) << 3
            | (finding.via as u32) << 13
            | u32::from(finding.toned.0) << 16;
        words.extend([finding.rule, finding.start, finding.end, how]);
    }
}

/// Stops the instance where a text asks for it, each time in another of the ways that instances stop.
#[cfg(feature = "fault")]
fn strike(text: &str) {
    /// A frame that cannot become a loop: it is still needed when the next one returns.
    #[allow(unconditional_recursion, reason = "that is the fault")]
    fn deeper(frame: &[u8; 1024]) -> usize {
        let next = std::hint::black_box([frame[0].wrapping_add(1); 1024]);
        deeper(&next) + usize::from(next[7])
    }
    match text {
        "fault: panic" => panic!("this fault was asked for by its text"),
        "fault: trap" => core::arch::wasm32::unreachable(),
        "fault: memory" => {
            let hoard: Vec<Vec<u8>> = (0..4).map(|_| Vec::with_capacity(0x7000_0000)).collect();
            std::hint::black_box(hoard);
        }
        "fault: stack" => {
            std::hint::black_box(deeper(&[0; 1024]));
        }
        _ => {}
    }
}

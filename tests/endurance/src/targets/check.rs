//! Checking with the packs of the repository: a verdict is always one that the interface promises, and never depends on the
//! texts before.

use std::cell::RefCell;

use liangyan::context::{Context, Preset, Relation, Surface};
use liangyan::personal::{Dismissal, Personal, UserWord};
use liangyan::verdict::{Level, Verdict};
use liangyan::{Engine, Error};

use super::fold::ends;
use crate::cursor::Cursor;
use crate::{probes, sources};

/// Contexts of a few kinds before each text.
pub fn seeds() -> Vec<Vec<u8>> {
    let contexts: [&[u8]; 4] = [&[0; 6], &[2, 1, 1, 3, 0, 0], &[5, 4, 0x0e, 200, 9, 1], &[1, 0, 0xff, 0, 0, 7]];
    let texts = probes::texts();
    texts.iter().zip(contexts.iter().cycle()).map(|(text, context)| [context, text.as_bytes()].concat()).collect()
}

struct Engines {
    plain: Engine,
    /// The same, given words and dismissals.
    personal: Engine,
}

/// Checks a text under a context; both are read off the input, and so are a word and a dismissal.
///
/// # Panics
/// When a verdict is none that the interface promises.
pub fn run(data: &[u8]) {
    thread_local!(static ENGINES: RefCell<Option<Engines>> = const { RefCell::new(None) });
    let mut input = Cursor(data);
    let context = context(&mut input);
    let (whole, word_length) = (input.flag(), usize::from(input.byte()));
    let text = String::from_utf8_lossy(input.0);
    ENGINES.with_borrow_mut(|engines| {
        let new = || Engine::new(&sources().iter().map(Vec::as_slice).collect::<Vec<_>>(), Preset::Standard);
        let Engines { plain, personal } = engines.get_or_insert_with(|| Engines {
            plain: new().expect("the packs of the repository"),
            personal: new().expect("the packs of the repository"),
        });
        let verdict = checked(plain, &text, &context);
        checked(plain, "你真是个白痴。", &Context::default());
        assert_eq!(checked(plain, &text, &context), verdict, "the texts before show");

        let phrase: String = text.chars().take(word_length).collect();
        let word = UserWord { phrase: phrase.clone(), whole, hold: whole, ..UserWord::default() };
        let dismissal = Dismissal { phrase: Some(phrase.clone()), ..Dismissal::default() };
        let rule = verdict.findings.first().map(|found| personal.rules()[found.rule as usize].id.clone());
        let other = Dismissal { rule, sender: context.sender, ..Dismissal::default() };
        personal.set_personal(&Personal { words: vec![word], dismissed: vec![dismissal, other] });
        checked(personal, &text, &context);
        personal.still_says(&[phrase], &text).expect("a text that was checked already");
    });
}

fn context(input: &mut Cursor<'_>) -> Context {
    let (surface, relation, bits) = (input.one(&Surface::ALL), input.one(&Relation::ALL), input.byte());
    Context {
        surface,
        relation,
        reply: bits & 1 != 0,
        mentions: u32::from(bits >> 4),
        since_last_to_same_target_ms: (bits & 2 != 0).then(|| u32::from(input.byte())),
        sent_to_same_target: if bits & 4 != 0 { u32::MAX } else { u32::from(input.byte()) },
        reports: u32::from(bits & 7),
        minor: bits & 8 != 0,
        sender: (bits & 0b1100 == 0b1100).then_some(1),
    }
}

/// The verdict, once it is known to be as the interface says.
pub(crate) fn checked(engine: &mut Engine, text: &str, context: &Context) -> Verdict {
    let verdict = match engine.check(text, context) {
        Ok(verdict) => verdict,
        Err(Error::TextTooLong { .. }) => return Verdict::default(),
        Err(error) => panic!("{error}"),
    };
    let ends = ends(text);
    assert!(verdict.score <= 1000);
    assert!(
        verdict.level < Level::Warn || verdict.score >= 500,
        "{:?} with a score of {}",
        verdict.level,
        verdict.score
    );
    let mut last = (0, 0, 0);
    for found in &verdict.findings {
        assert!(found.start < found.end, "{found:?}");
        assert!(ends.binary_search(&found.start).is_ok() && ends.binary_search(&found.end).is_ok(), "{found:?}");
        assert!((1..=4).contains(&found.severity) && found.confidence <= 1000, "{found:?}");
        assert!((found.rule as usize) < engine.rules().len(), "{found:?}");
        let place = (found.start, found.end, found.rule);
        assert!(last <= place, "{found:?} is out of order");
        last = place;
    }
    verdict
}

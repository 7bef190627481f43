//! From a finding and its tones to a level. The tables are the product's manners: they are small on purpose.

use super::{Category, Context, Level, Preset, Relation, Tone, Toned, Via};
use crate::pack::{Aim, Rule};
use crate::scan::Match;

/// Below this confidence (thousandths) a finding never warns alone.
const SURE: u16 = 500;

/// How sure a finding is, in thousandths: the rule's confidence, less for readings that undo a disguise, since ordinary
/// text may look disguised.
pub(super) fn confidence(rule: &Rule, via: Via, toned: Toned, probability: u16) -> u16 {
    if via == Via::Model {
        return probability;
    }
    let base = u32::from(rule.confidence) * 10;
    let read = match via {
        Via::Plain | Via::Format | Via::User | Via::Model => 1000,
        Via::Tight => 950,
        Via::Shape => 850,
        Via::Sound => 650,
    };
    let raised = if toned.contains(Tone::Repeated) { 100 } else { 0 };
    (base * read / 1000 + raised).min(1000) as u16
}

/// The model's opinion counts as a second sign for a rule from here on, in thousandths …
const AGREES: u16 = 300;
/// … and as good as a target from here on.
const INSISTS: u16 = 550;
/// By itself it hints from here on, by preset …
const MODEL_HINTS: [u16; 3] = [520, 430, 300];
/// … and warns from here on. Chosen on half of the control texts: see `packs/MODEL.md`.
const MODEL_WARNS: [u16; 3] = [1001, 930, 850];

/// The level of one finding; `company` says that another finding supports it, `probability` is the model's.
pub(super) fn level(
    rule: &Rule,
    found: &Match,
    toned: Toned,
    company: bool,
    probability: u16,
    context: &Context,
    preset: Preset,
) -> Level {
    let via = found.via;
    let heard = Toned(toned.0 & !rule.despite);
    if toned.0 & rule.unless != 0 || silenced(rule, heard, context) {
        return Level::None;
    }
    let aimed = toned.contains(Tone::Targeted);
    let severity =
        if context.minor && rule.category == Category::Sexual { (rule.severity + 1).min(4) } else { rule.severity };
    let mut level = if via == Via::Model {
        of_model(probability, preset)
    } else {
        let aimed = aimed || probability >= INSISTS;
        let second_sign = aimed || company || toned.contains(Tone::Repeated) || probability >= AGREES;
        let unsure = confidence(rule, via, toned, probability) < SURE
            || (matches!(via, Via::Shape | Via::Sound) && !second_sign)
            || (found.weak && !company && probability < AGREES);
        let level = table(rule.category, severity, aimed, preset);
        if unsure || (rule.aim == Aim::Needed && !aimed) { level.min(Level::Hint) } else { level }
    };
    if heard.contains(Tone::Quoted) {
        level = one_less(level);
    }
    // A kind word behind it makes a grave one no better, only less sure.
    if heard.contains(Tone::Praise) {
        level = one_less(level);
    }
    match context.relation {
        Relation::Self_ => one_less(level),
        Relation::Mutual if severity <= 2 && matches!(rule.category, Category::Insult | Category::Mockery) => {
            level.min(Level::Hint)
        }
        _ => level,
    }
}

/// Tones under which a sentence does not say what its words say. Quotation marks alone do not silence: they are also
/// used to point a finger. Laughter softens only what friends say to each other.
pub(super) fn silenced(rule: &Rule, heard: Toned, context: &Context) -> bool {
    const LOWERING: [Tone; 7] =
        [Tone::Reported, Tone::Negated, Tone::Question, Tone::Counter, Tone::Self_, Tone::Thing, Tone::Fiction];
    LOWERING.into_iter().any(|t| heard.contains(t))
        || (heard.contains(Tone::Praise) && is_rough_word(rule))
        || (heard.contains(Tone::Banter) && context.relation == Relation::Mutual && rule.severity <= 3)
}

/// What friends call each other, and fans what they admire: praise takes it back.
const fn is_rough_word(rule: &Rule) -> bool {
    rule.severity <= 2 || matches!(rule.category, Category::Profanity)
}

const fn of_model(probability: u16, preset: Preset) -> Level {
    let preset = preset as usize;
    if probability >= MODEL_WARNS[preset] {
        Level::Warn
    } else if probability >= MODEL_HINTS[preset] {
        Level::Hint
    } else {
        Level::None
    }
}

pub(super) const fn one_less(level: Level) -> Level {
    match level {
        Level::Severe => Level::Warn,
        Level::Warn => Level::Hint,
        Level::Hint | Level::None => Level::None,
    }
}

/// Category and severity to level. Not uniform: swearing stays mild under every preset, and a strict preset is stricter
/// about what endangers people than about rudeness.
fn table(category: Category, severity: u8, aimed: bool, preset: Preset) -> Level {
    use Level::{Hint, None, Severe, Warn};
    if category == Category::Profanity {
        // Swearing at nobody hurts nobody: only who asks for strictness sees it marked.
        return match (preset, severity) {
            (Preset::Strict, _) | (Preset::Standard, 3..) => Hint,
            _ => None,
        };
    }
    let dangerous = matches!(
        category,
        Category::Threat
            | Category::SelfHarmBait
            | Category::Doxxing
            | Category::Sexual
            | Category::Hate
            | Category::Incitement
    );
    match (preset, severity) {
        (Preset::Relaxed, 1) => None,
        (Preset::Relaxed, 2) => Hint,
        (Preset::Relaxed | Preset::Standard, 3) => Warn,
        (Preset::Standard, 1) => Hint,
        (Preset::Standard, 2) => {
            if aimed {
                Warn
            } else {
                Hint
            }
        }
        (Preset::Strict, 1) => {
            if aimed {
                Warn
            } else {
                Hint
            }
        }
        (Preset::Strict, 2) => Warn,
        (Preset::Strict, 3) => {
            if dangerous {
                Severe
            } else {
                Warn
            }
        }
        _ => Severe,
    }
}

//! The statistical scorer: a linear model over hashed n-grams, small enough to travel.
//!
//! It sees cruelty that has no swear word in it, and it never decides alone what a rule could decide: its opinion joins
//! the rules' in [`judge`](crate::judge). All arithmetic is in integers, so that every build computes the same.

mod experts;
mod features;
mod format;
mod reasons;
mod sparse;

pub use experts::{Expert, Scale};
pub use features::{Aim, Feature, HASH_BITS, Kind, Token, aim, each_feature, tokens};
pub use format::{MODEL_VERSION, encode};
pub use reasons::Reason;
pub use sparse::{MOST, Sparse};

use crate::error::Error;
use crate::text::Views;

/// A trained model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Its version, for example `2026.11.1`.
    pub version: String,
    /// The weights of each expert of [`Expert::ALL`].
    pub weights: [Sparse; Expert::ALL.len()],
    /// How each expert of [`Expert::ALL`] turns weights into a margin.
    pub scales: [Scale; Expert::ALL.len()],
    /// Probabilities, in thousandths, at margins `-RANGE`, `-RANGE + STEP`, … `RANGE`, straight lines between; one curve
    /// for each [`curve`] that a text can have, for what people write differs too much for one.
    pub calibration: [Vec<u16>; CURVES],
}

/// How many calibration curves there are.
pub const CURVES: usize = 8;

/// Which curve is a text's: by whether it is mostly Latin words, and by whether it is talk about groups, or else by whom it
/// speaks of.
pub const fn curve(latin: bool, aim: Aim, share: i32) -> usize {
    (if share > 128 { 3 } else { aim as usize }) + if latin { 0 } else { 4 }
}

/// Calibration covers margins from `-RANGE` to `RANGE`, in thousandths of a logit.
pub const RANGE: i32 = 8192;
/// One calibration point every so many.
pub const STEP: i32 = 512;

/// Of fewer tokens, Latin words or Han characters, the model is never sure: a word by itself is for the rules to know.
const FEWEST: [usize; 2] = [2, 5];
/// The highest probability, in thousandths, of a text that short: below what hints under the standard preset.
const UNSURE: u16 = 290;

/// How many tokens are read together: an insult in a long text must not drown in it.
const WINDOW: usize = 160;

/// What the model thinks of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opinion {
    /// The probability, in thousandths, that a fair reader calls the text abusive.
    pub probability: u16,
    /// UTF-16 start of the stretch that led to it.
    pub start: u32,
    /// UTF-16 end of it, exclusive.
    pub end: u32,
    /// How much speaks for a writer in danger, in thousandths of a logit; `None` of a text too short to tell.
    pub distress: Option<i32>,
}

/// What a token added to the opinions of the person's and of the group's expert.
type Gain = [i32; 2];

/// Buffers that are kept between texts.
#[derive(Debug, Default)]
pub struct Scratch {
    tokens: Vec<Token>,
    gains: Vec<Gain>,
}

impl Model {
    /// Reads a model.
    ///
    /// # Errors
    /// Not a model, another version, or damaged.
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        format::decode(bytes)
    }

    /// Whether the bytes begin as a model's do.
    pub fn recognises(bytes: &[u8]) -> bool {
        format::recognises(bytes)
    }

    /// The model's opinion of a text, `None` of one without any. Cost: linear in the text, about a dozen table
    /// look-ups a token.
    #[inline(never)]
    pub fn opinion(&self, views: &Views, scratch: &mut Scratch) -> Option<Opinion> {
        tokens(views.shape(), &mut scratch.tokens);
        let count = scratch.tokens.len();
        let latin = scratch.tokens.iter().filter(|t| t.latin).count() * 2 > count;
        if count == 0 {
            return None;
        }
        let short = count < FEWEST[usize::from(!latin)];
        let most = if short { UNSURE } else { 1000 };
        let mut distress = i32::MIN;
        let mut best: Option<Opinion> = None;
        let mut first = 0;
        loop {
            let last = (first + WINDOW).min(count);
            let window = &scratch.tokens[first..last];
            let aim = aim(window);
            let Margins { margin, share, danger } = self.margins(views, window, aim, &mut scratch.gains);
            distress = distress.max(danger);
            let probability = probability(&self.calibration[curve(latin, aim, share)], margin).min(most);
            if best.is_none_or(|b| probability > b.probability) {
                let of = usize::from(share > 128);
                let (from, to) = stretch(scratch.gains.iter().map(|gain| gain[of]));
                best = Some(Opinion { probability, start: window[from].start, end: window[to].end, distress: None });
            }
            if last == count {
                break;
            }
            // Windows overlap by half, so that nothing is only ever seen at an edge.
            first += WINDOW / 2;
        }
        best.map(|opinion| Opinion { distress: (!short).then_some(distress), ..opinion })
    }

    /// What the experts think of a window. `gains` receives what each token added to either opinion about abuse.
    fn margins(&self, views: &Views, window: &[Token], aim: Aim, gains: &mut Vec<Gain>) -> Margins {
        let mut sums = [Sum::default(); Expert::ALL.len()];
        gains.clear();
        gains.resize(window.len(), [0; 2]);
        each_feature(views, window, aim, |feature, kind, token| {
            let [person, group] = &mut gains[token];
            *person += self.add(&mut sums, Expert::Person, feature, kind);
            *group += self.add(&mut sums, Expert::Group, feature, kind);
            self.add(&mut sums, Expert::Gate, feature, kind);
            self.add(&mut sums, Expert::Distress, feature, kind);
        });
        let margin = |expert: Expert| {
            let Sum { total, count } = sums[expert as usize];
            self.scales[expert as usize].margin(total, count)
        };
        let (person, group, share) =
            (margin(Expert::Person), margin(Expert::Group), experts::share(margin(Expert::Gate)));
        Margins { margin: person + (group - person) * share / 256, share, danger: margin(Expert::Distress) }
    }

    /// Adds the weight that an expert gives a feature, if it looks at features of this kind, and says what it was.
    #[inline]
    fn add(&self, sums: &mut [Sum; Expert::ALL.len()], expert: Expert, feature: Feature, kind: Kind) -> i32 {
        if !expert.reads(kind) {
            return 0;
        }
        let weight = experts::expand(self.weights[expert as usize].get(feature));
        let sum = &mut sums[expert as usize];
        (sum.total, sum.count) = (sum.total + weight, sum.count + 1);
        weight
    }
}

/// What the experts think of a window, in thousandths of a logit.
struct Margins {
    /// Of abuse: the person's and the group's expert, mixed as the gate says.
    margin: i32,
    /// The group expert's share in that, in 1/256.
    share: i32,
    /// Of a writer in danger.
    danger: i32,
}

/// The weights added up, and how many.
#[derive(Clone, Copy, Default)]
struct Sum {
    total: i32,
    count: u32,
}

fn probability(points: &[u16], margin: i32) -> u16 {
    let at = margin.clamp(-RANGE, RANGE) + RANGE;
    let (i, part) = ((at / STEP) as usize, at % STEP);
    let low = i32::from(points[i]);
    let high = i32::from(*points.get(i + 1).unwrap_or(&points[i]));
    (low + (high - low) * part / STEP) as u16
}

/// The run of tokens with the largest total gain (Kadane): indices of its first and last token.
fn stretch(gains: impl Iterator<Item = i32>) -> (usize, usize) {
    let (mut best, mut best_from, mut best_to) = (i32::MIN, 0, 0);
    let (mut here, mut from) = (0, 0);
    for (i, gain) in gains.enumerate() {
        if here <= 0 {
            (here, from) = (0, i);
        }
        here += gain;
        if here > best {
            (best, best_from, best_to) = (here, from, i);
        }
    }
    (best_from, best_to)
}

#[cfg(test)]
mod tests {
    use super::stretch;

    #[test]
    fn the_stretch_is_the_run_that_gains_most() {
        assert_eq!(stretch([-5, 3, -1, 4, -9, 2].into_iter()), (1, 3));
        assert_eq!(stretch([-5, -2, -3].into_iter()), (1, 1));
    }
}

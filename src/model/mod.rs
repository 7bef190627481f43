//! The statistical scorer: a linear model over hashed n-grams, small enough to travel.
//!
//! It sees cruelty that has no swear word in it, and it never decides alone what a rule could decide: its opinion joins
//! the rules' in [`judge`](crate::judge). All arithmetic is in integers, so that every build computes the same.

mod features;
mod format;

pub use features::{BUCKETS, Token, each_feature, tokens};
pub use format::{MODEL_VERSION, encode};

use crate::error::Error;
use crate::text::Views;

/// A trained model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Its version, for example `2026.11.1`.
    pub version: String,
    /// One weight a bucket, [`BUCKETS`] of them.
    pub weights: Vec<i8>,
    /// Added to every sum, in the unit of [`Model::margin`].
    pub bias: i32,
    /// Probabilities, in thousandths, at margins `-RANGE`, `-RANGE + STEP`, … `RANGE`, straight lines between: first
    /// for texts that are mostly Latin words, then for all others. What people write differs so much between the two
    /// that one curve would be wrong for both.
    pub calibration: [Vec<u16>; 2],
}

/// Calibration covers margins from `-RANGE` to `RANGE`.
pub const RANGE: i32 = 4096;
/// One calibration point every so many.
pub const STEP: i32 = 256;

/// Counted on top of a text's features: a few words alone are little to go by.
const DAMPING: u32 = 64;

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
}

/// Buffers that are kept between texts.
#[derive(Debug, Default)]
pub struct Scratch {
    tokens: Vec<Token>,
    gains: Vec<i32>,
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

    /// The model's opinion of a text, `None` of a text without words. Cost: linear in the text, about a dozen table
    /// look-ups a token.
    pub fn opinion(&self, views: &Views, scratch: &mut Scratch) -> Option<Opinion> {
        tokens(&views.shape, &mut scratch.tokens);
        let count = scratch.tokens.len();
        if count == 0 {
            return None;
        }
        let mut best: Option<(i32, usize, usize)> = None;
        let mut first = 0;
        loop {
            let last = (first + WINDOW).min(count);
            let margin = self.margin(views, &scratch.tokens[first..last], &mut scratch.gains);
            if best.is_none_or(|(m, _, _)| margin > m) {
                let (from, to) = stretch(&scratch.gains);
                best = Some((margin, first + from, first + to));
            }
            if last == count {
                break;
            }
            // Windows overlap by half, so that nothing is only ever seen at an edge.
            first += WINDOW / 2;
        }
        let latin = scratch.tokens.iter().filter(|t| t.latin).count() * 2 > count;
        best.map(|(margin, from, to)| Opinion {
            probability: probability(&self.calibration[usize::from(!latin)], margin),
            start: scratch.tokens[from].start,
            end: scratch.tokens[to].end,
        })
    }

    /// The sum of the weights of the window's features over the root of their (damped) number, times 32, plus the bias. `gains`
    /// receives what each token added.
    fn margin(&self, views: &Views, window: &[Token], gains: &mut Vec<i32>) -> i32 {
        gains.clear();
        gains.resize(window.len(), 0);
        let mut count = 0u32;
        each_feature(views, window, |bucket, token| {
            gains[token] += i32::from(self.weights[bucket as usize]);
            count += 1;
        });
        let sum: i32 = gains.iter().sum();
        // The root in 1/16ths; a window has a few thousand features at most.
        let root = ((count + DAMPING) * 256).isqrt() as i32;
        sum * 512 / root + self.bias
    }
}

fn probability(points: &[u16], margin: i32) -> u16 {
    let at = margin.clamp(-RANGE, RANGE) + RANGE;
    let (i, part) = ((at / STEP) as usize, at % STEP);
    let low = i32::from(points[i]);
    let high = i32::from(*points.get(i + 1).unwrap_or(&points[i]));
    (low + (high - low) * part / STEP) as u16
}

/// The run of tokens with the largest total gain (Kadane): indices of its first and last token.
fn stretch(gains: &[i32]) -> (usize, usize) {
    let (mut best, mut best_from, mut best_to) = (i32::MIN, 0, 0);
    let (mut here, mut from) = (0, 0);
    for (i, gain) in gains.iter().enumerate() {
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
        assert_eq!(stretch(&[-5, 3, -1, 4, -9, 2]), (1, 3));
        assert_eq!(stretch(&[-5, -2, -3]), (1, 1));
    }
}

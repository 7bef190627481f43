//! Changes inputs by seeded chance: the same seed gives the same inputs, on every machine.

use crate::Target;
use crate::dice::Dice;

/// No input grows longer than this, in bytes.
const LONGEST: usize = 1 << 16;

/// Makes inputs of a target from its seeds.
pub struct Mutator<'a> {
    seeds: &'a [Vec<u8>],
    words: &'a [&'a str],
    dice: Dice,
}

impl<'a> Mutator<'a> {
    /// Inputs from these seeds, which must not be empty.
    pub fn new(target: &Target, seeds: &'a [Vec<u8>], seed: u64) -> Mutator<'a> {
        Mutator { seeds, words: target.words, dice: Dice::new(seed) }
    }

    /// The next input: a seed with one to sixteen changes.
    pub fn next_input(&mut self) -> Vec<u8> {
        let mut bytes = self.dice.pick(self.seeds).clone();
        for _ in 0..1 << self.dice.below(5) {
            self.change(&mut bytes);
        }
        bytes.truncate(LONGEST);
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let dice = &mut self.dice;
        let (at, other) = (dice.below(bytes.len() + 1), dice.below(bytes.len() + 1));
        let (from, to) = (at.min(other), at.max(other).min(at.min(other) + 400));
        match dice.below(9) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 if at < bytes.len() => bytes[at] = dice.roll() as u8,
            2 => bytes[at..].iter_mut().take(4).for_each(|byte| *byte = 0xff),
            3 => bytes[at..].iter_mut().take(4).for_each(|byte| *byte = 0),
            4 => bytes.truncate(at),
            5 => drop(bytes.drain(from..to)),
            6 => bytes.extend_from_within(from..to),
            7 => {
                let word = dice.pick(self.words).as_bytes();
                bytes.splice(at..at, word.iter().copied());
            }
            _ => {
                let donor = dice.pick(self.seeds);
                let (start, length) = (dice.below(donor.len() + 1), dice.below(200));
                let part = &donor[start..donor.len().min(start + length)];
                bytes.splice(from..to, part.iter().copied());
            }
        }
    }
}

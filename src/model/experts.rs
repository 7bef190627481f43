//! Readers and who is asked: what each of them looks at, and how its weights are added up.
//!
//! What people say *to* somebody and what people say *about* groups differ so much that one linear model is bad at both:
//! trained on the public corpus of talk about groups, it loses a quarter of what it finds of cruelty between persons. So there
//! are two sets of weights, and a third, small one that tells which of the two a text is for (a mixture of experts; Jacobs
//! and others, Neural Computation 1991). A fourth one asks something else: whether the writer is in danger.

use super::features::Kind;

/// One set of weights, and which features it looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expert {
    /// Reads what is said to or about a person.
    Person,
    /// Reads what is said about groups of people.
    Group,
    /// Says which of the two a text is for.
    Gate,
    /// Says whether the writer seems to be in danger.
    Distress,
}

impl Expert {
    /// In the order of their parameters in the model's file.
    pub const ALL: [Self; 4] = [Self::Person, Self::Group, Self::Gate, Self::Distress];

    /// Whether this expert looks at features of the kind.
    pub const fn reads(self, kind: Kind) -> bool {
        match self {
            Self::Person => true,
            Self::Group => matches!(kind, Kind::One | Kind::Two | Kind::Three | Kind::Syllables),
            Self::Gate | Self::Distress => matches!(kind, Kind::One | Kind::Two),
        }
    }
}

/// What an expert adds to its weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scale {
    /// What a weight of 1 is worth, in 2^-16 of a thousandth of a logit.
    pub unit: i32,
    /// Added to every margin, in thousandths of a logit.
    pub bias: i32,
}

/// Counted on top of a text's features: a few words alone are little to go by.
const DAMPING: u32 = 64;

impl Scale {
    /// The margin, in thousandths of a logit, of so many features whose weights add up to `sum`: the sum over the root of
    /// their (damped) number.
    pub fn margin(self, sum: i32, count: u32) -> i32 {
        // The root in 1/16ths; a window has a few thousand features at most.
        let root = i64::from(((count + DAMPING) * 256).isqrt());
        let margin = (i64::from(sum) * i64::from(self.unit) / root) >> 12;
        margin.clamp(-100_000, 100_000) as i32 + self.bias.clamp(-100_000, 100_000)
    }
}

/// A weight as stored, back to its size: the stored byte is its signed square root, so that the few large weights and the
/// many small ones both keep their first digits.
pub const fn expand(stored: i8) -> i32 {
    let w = stored as i32;
    w * w.abs()
}

/// How much of the answer is the group expert's, in 1/256: the logistic function of the gate's margin (thousandths of a
/// logit), by straight lines between points half a logit apart.
pub fn share(margin: i32) -> i32 {
    /// 256 / (1 + e^-x) for x = -6, -5.5, … 6.
    const LOGISTIC: [i32; 25] =
        [1, 1, 2, 3, 5, 8, 12, 19, 31, 47, 69, 97, 128, 159, 187, 209, 225, 237, 244, 248, 251, 253, 254, 255, 255];
    let at = margin + 6000;
    if at <= 0 {
        return 0;
    }
    let (i, part) = ((at / 500) as usize, at % 500);
    match (LOGISTIC.get(i), LOGISTIC.get(i + 1)) {
        (Some(low), Some(high)) => low + (high - low) * part / 500,
        _ => 256,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_rises_from_none_to_all() {
        assert_eq!((share(-9000), share(0), share(9000)), (0, 128, 256));
        assert!((-7000..7000).all(|m| share(m) <= share(m + 1)));
    }

    #[test]
    fn a_margin_never_overflows() {
        let scale = Scale { unit: i32::MAX, bias: i32::MAX / 2 };
        assert!(scale.margin(i32::MAX, 0) > 0);
        assert_eq!(Scale { unit: 1 << 12, bias: -5 }.margin(1280, 0), 1280 / 128 - 5);
    }
}

//! How many new strangers write to this person in an ordinary hour, by hour of the day.
//!
//! Every hour of the day has an exponentially weighted mean with a half-life of seven days, and so has the whole day.
//! An hour's estimate leans on its neighbours and on the whole day while it has seen little itself, and the whole day on a
//! guess. Hours in which no page looked teach nothing.

use super::cusum::FLOOR;

/// Weight of one more day in a mean with a half-life of seven days: 1 − 2^(−1/7).
const A_DAY: f64 = 0.094_276;
/// The same of one more hour: 1 − 2^(−1/168).
const AN_HOUR: f64 = 0.004_117_4;
/// What is guessed before anything is known, in new strangers an hour …
const GUESS: f64 = 1.0;
/// … and how many hours' worth the guess is.
const GUESS_HOURS: f64 = 24.0;
/// How many days' worth of an hour the whole day is.
const DAY_HOURS: f64 = 8.0;

/// A weighted mean, and how much went into it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in super::super) struct Mean {
    /// New strangers an hour.
    pub(in super::super) rate: f64,
    /// Observations, as far as they still count.
    pub(in super::super) seen: u16,
}

impl Mean {
    /// While little is known every observation weighs the same; after that the latest weighs `weight`.
    #[inline(never)]
    fn learn(&mut self, rate: f64, weight: f64) {
        let weight = weight.max(1.0 / (f64::from(self.seen) + 1.0));
        self.rate += weight * (rate - self.rate);
        // A mean of weight w forgets: it knows no more than 2/w − 1 observations tell.
        if f64::from(self.seen) < 2.0 / weight - 1.0 {
            self.seen = self.seen.saturating_add(1);
        }
    }
}

/// The baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in super::super) struct Baseline {
    pub(in super::super) by_hour: [Mean; 24],
    pub(in super::super) whole: Mean,
}

impl Baseline {
    /// Takes in one hour: its hour of the day, 0 to 23, and its new strangers an hour.
    pub(super) fn learn(&mut self, hour: usize, rate: f64) {
        self.by_hour[hour].learn(rate, A_DAY);
        self.whole.learn(rate, AN_HOUR);
    }

    /// New strangers an hour to expect in this hour of the day; never below [`FLOOR`].
    #[inline(never)]
    pub(super) fn at(&self, hour: usize) -> f64 {
        let whole = {
            let seen = f64::from(self.whole.seen);
            (seen * self.whole.rate + GUESS_HOURS * GUESS) / (seen + GUESS_HOURS)
        };
        let (mut sum, mut weight) = (DAY_HOURS * whole, DAY_HOURS);
        for (i, share) in [(hour + 23, 0.5), (hour, 1.0), (hour + 1, 0.5)] {
            let mean = self.by_hour[i % 24];
            sum += share * f64::from(mean.seen) * mean.rate;
            weight += share * f64::from(mean.seen);
        }
        (sum / weight).max(FLOOR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_have_their_half_life() {
        assert!(((1.0 - A_DAY).powi(7) - 0.5).abs() < 1e-4);
        assert!(((1.0 - AN_HOUR).powi(168) - 0.5).abs() < 1e-4);
    }

    #[test]
    fn a_steady_rate_is_learnt() {
        for rate in [0.0, 0.2, 5.0, 40.0] {
            let mut baseline = Baseline::default();
            assert!((baseline.at(3) - GUESS).abs() < 1e-9);
            for hour in 0..24 * 60 {
                baseline.learn(hour % 24, rate);
            }
            for hour in 0..24 {
                let at = baseline.at(hour);
                assert!((at - rate).abs() < 0.06 + rate * 0.05, "{rate}: {at}");
            }
        }
    }

    #[test]
    fn nights_are_told_from_evenings() {
        let mut baseline = Baseline::default();
        for hour in 0..24 * 42 {
            baseline.learn(hour % 24, if (18..24).contains(&(hour % 24)) { 12.0 } else { 1.0 });
        }
        assert!(baseline.at(4) < 2.5, "{}", baseline.at(4));
        assert!(baseline.at(20) > 8.0, "{}", baseline.at(20));
    }
}

//! The alarm itself: a cumulative sum over the arrivals of new strangers.
//!
//! Page's test for a rise of a Poisson rate from λ0 to λ1, in event time: every new stranger adds one, and
//! `k = (λ1 − λ0) / ln(λ1 / λ0)` drains away an hour; an alarm is raised at `h`. How far λ1 lies above λ0, and `h`, depend on
//! λ0: a quiet person's baseline is known badly and every message weighs more. Both are tabulated at four rates and
//! interpolated between them, with no transcendental function, so that every build computes the same.

/// The lowest baseline that is believed, in new strangers an hour.
pub const FLOOR: f64 = 0.05;

/// `(λ0, k / λ0, h)`. k / λ0 is (r − 1) / ln r for λ1 = r λ0 with r = 15, 8, 4, 3.
const TABLE: [(f64, f64, f64); 4] =
    [(0.2, 5.169_771, 6.0), (1.0, 3.366_288, 6.0), (5.0, 2.164_043, 8.0), (20.0, 1.820_478, 10.0)];

/// What the sum drains by an hour and where it raises an alarm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tuning {
    /// Drain, an hour.
    pub k: f64,
    /// Threshold.
    pub h: f64,
}

/// The tuning for a baseline, in new strangers an hour. Above the table `h` grows as it does between its last rows.
#[inline(never)]
pub fn tuning(baseline: f64) -> Tuning {
    let baseline = baseline.max(FLOOR);
    let (first, last) = (TABLE[0], TABLE[3]);
    if baseline <= first.0 {
        return Tuning { k: baseline * first.1, h: first.2 };
    }
    if baseline >= last.0 {
        return Tuning { k: baseline * last.1, h: last.2 + (baseline / last.0 - 1.0).min(4.0) };
    }
    let above = TABLE.iter().position(|row| row.0 > baseline).unwrap_or(3);
    let ((x0, c0, h0), (x1, c1, h1)) = (TABLE[above - 1], TABLE[above]);
    let part = (baseline - x0) / (x1 - x0);
    Tuning { k: baseline * (c0 + part * (c1 - c0)), h: h0 + part * (h1 - h0) }
}

/// The sum.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cusum {
    /// Its value, never negative.
    pub sum: f64,
}

impl Cusum {
    /// Lets so many hours pass.
    pub fn drain(&mut self, hours: f64, tuning: Tuning) {
        self.sum = (self.sum - tuning.k * hours).max(0.0);
    }

    /// One new stranger. Whether that raises an alarm.
    pub fn add(&mut self, tuning: Tuning) -> bool {
        self.sum += 1.0;
        self.sum >= tuning.h
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_formula() {
        for ((rate, c, _), r) in TABLE.into_iter().zip([15.0f64, 8.0, 4.0, 3.0]) {
            assert!((c - (r - 1.0) / r.ln()).abs() < 1e-6, "{rate}");
        }
    }

    #[test]
    fn tuning_moves_without_steps() {
        let mut before = tuning(FLOOR);
        let mut rate = FLOOR;
        while rate < 200.0 {
            rate *= 1.01;
            let now = tuning(rate);
            assert!(now.k > before.k && now.h >= before.h && now.h - before.h < 0.1, "{rate}: {before:?} {now:?}");
            before = now;
        }
        assert_eq!(tuning(0.0), tuning(FLOOR));
    }
}

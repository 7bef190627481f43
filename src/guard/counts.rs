//! How many messages a day were shown, folded, held and refused: what a guardian may see.

use super::policy::Action;

/// How many days are kept.
pub const MOST: usize = 31;

/// One day on the person's calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCount {
    /// Days since the epoch.
    pub day: i64,
    /// By [`Action`].
    pub by_action: [u32; 4],
    /// Of all of them, those that are abusive: a score of one half or more.
    pub abusive: u32,
}

/// The last days with messages, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) days: Vec<DayCount>,
}

impl Counts {
    pub(super) fn add(&mut self, day: i64, action: Action, abusive: bool) {
        let at = self.days.partition_point(|d| d.day < day);
        if self.days.get(at).is_none_or(|d| d.day != day) {
            self.days.insert(at, DayCount { day, ..DayCount::default() });
        }
        let count = &mut self.days[at];
        count.by_action[action as usize] = count.by_action[action as usize].saturating_add(1);
        count.abusive = count.abusive.saturating_add(u32::from(abusive));
        if self.days.len() > MOST {
            self.days.remove(0);
        }
    }
}

/// Year, month and day of a day since the epoch (Hinnant, "chrono-compatible low-level date algorithms").
pub const fn civil(day: i64) -> (i64, u32, u32) {
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let d = (doy - (153 * mp + 2) / 5 + 1) as u32;
    let m = if mp < 10 { mp + 3 } else { mp - 9 } as u32;
    (yoe + era * 400 + (m <= 2) as i64, m, d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(-1), (1969, 12, 31));
        assert_eq!(civil(20_779), (2026, 11, 22));
        assert_eq!(civil(19_782), (2024, 2, 29));
    }

    #[test]
    fn a_month_is_kept() {
        let mut counts = Counts::default();
        for day in 0..100 {
            counts.add(day, Action::Hold, true);
            counts.add(day, Action::Show, false);
        }
        assert_eq!(counts.days.len(), MOST);
        assert_eq!(counts.days[30], DayCount { day: 99, by_action: [1, 0, 1, 0], abusive: 1 });
    }
}

//! What is known of passing time, from a wall clock that may be set and a monotonic one that starts anew with every page.

/// The clocks at an event, as the host read them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since the epoch by the clock on the wall. It may be set back and forth.
    pub wall: i64,
    /// Milliseconds of a clock that only runs forward, from any beginning; comparable within one handle only.
    pub mono: i64,
    /// Minutes east of UTC in the person's zone, daylight saving included.
    pub offset: i32,
}

/// The largest distance from the epoch that a JavaScript date can have, in milliseconds.
pub const MAX_WALL: i64 = 8_640_000_000_000_000;
/// The largest offset from UTC, in minutes.
pub const MAX_OFFSET: i32 = 24 * 60;

pub(super) const MINUTE: i64 = 60_000;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// The longest time without any page that is taken for time passed: as long as the longest shield, and a day. No clock
/// can back it; a longer one is doubt.
pub const LONGEST_ABSENCE: i64 = 31 * DAY;

/// How far a wall clock may run ahead of the monotonic one, as one part in so many, and still be right.
const DRIFT: i64 = 100;

impl Now {
    /// Whether the numbers are such as clocks give.
    pub(super) const fn is_sound(&self) -> bool {
        self.wall >= -MAX_WALL
            && self.wall <= MAX_WALL
            && self.mono >= 0
            && self.mono <= MAX_WALL
            && self.offset >= -MAX_OFFSET
            && self.offset <= MAX_OFFSET
    }

    /// Days since the epoch, on the person's calendar.
    pub(super) const fn day(&self) -> i64 {
        local(self.wall, self.offset).div_euclid(DAY)
    }
}

/// A wall time as the person's clock shows it, in milliseconds.
pub(super) const fn local(wall: i64, offset: i32) -> i64 {
    wall + offset as i64 * MINUTE
}

/// How much time has passed between two events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Passed {
    /// Milliseconds that have passed for sure; never negative.
    pub(super) sure: i64,
    /// Milliseconds that the wall clock claims beyond that; negative when it was set back.
    pub(super) claimed: i64,
    /// Of `sure`, the milliseconds in which a page was open.
    pub(super) watched: i64,
}

/// The last reading of both clocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clock {
    /// Wall time of the last event, of whichever page; nothing before the first one.
    pub(super) last: Option<i64>,
    /// This page's last reading, `(wall, mono)`. Not part of a snapshot: the next page has another monotonic clock.
    pub(super) page: Option<(i64, i64)>,
}

impl Clock {
    /// Takes a reading.
    pub(super) fn advance(&mut self, now: Now) -> Passed {
        let passed = match (self.page, self.last) {
            // A monotonic clock that ran backwards is another page's: nothing in common with ours.
            (Some((wall, mono)), last) if now.mono >= mono => within(now, wall, mono, last.unwrap_or(wall)),
            (_, Some(last)) => across(now.wall - last),
            (_, None) => Passed::default(),
        };
        self.last = Some(now.wall);
        self.page = Some((now.wall, now.mono));
        passed
    }
}

/// Time passed on one page, since it read `wall` and `mono`. Another page may have accounted for the time up to `last`.
fn within(now: Now, wall: i64, mono: i64, last: i64) -> Passed {
    let accounted = last - wall;
    let ran = if accounted < 0 {
        // The clock was set back while the other page looked: in doubt no time has passed.
        0
    } else {
        (now.mono - mono - accounted).max(0)
    };
    let shown = now.wall - last;
    let sure = ran + (shown - ran).clamp(0, ran / DRIFT);
    Passed { sure, claimed: shown - sure, watched: sure }
}

/// Time passed while no page was open.
const fn across(gap: i64) -> Passed {
    if gap >= 0 && gap <= LONGEST_ABSENCE {
        Passed { sure: gap, claimed: 0, watched: 0 }
    } else {
        Passed { sure: 0, claimed: gap, watched: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(wall: i64, mono: i64) -> Now {
        Now { wall, mono, offset: 0 }
    }

    fn watched(sure: i64, claimed: i64) -> Passed {
        Passed { sure, claimed, watched: sure }
    }

    #[test]
    fn both_clocks_agree() {
        let mut clock = Clock::default();
        assert_eq!(clock.advance(at(1_000, 5)), Passed::default());
        assert_eq!(clock.advance(at(61_000, 60_005)), watched(60_000, 0));
        // A wall clock a little ahead is followed.
        assert_eq!(clock.advance(at(121_500, 120_005)), watched(60_500, 0));
    }

    #[test]
    fn a_jump_forward_is_only_claimed() {
        let mut clock = Clock::default();
        clock.advance(at(0, 0));
        assert_eq!(clock.advance(at(10 * DAY, 1_000)), watched(1_010, 10 * DAY - 2_010 + 1_000));
        // And what was claimed is taken back with the clock.
        assert_eq!(clock.advance(at(2_000, 2_000)), watched(1_000, 1_000 - 10 * DAY));
    }

    #[test]
    fn a_clock_set_back_stops_nothing() {
        let mut clock = Clock::default();
        clock.advance(at(DAY, 0));
        assert_eq!(clock.advance(at(0, HOUR)), watched(HOUR, -DAY - HOUR));
    }

    #[test]
    fn an_absence_counts_unless_it_is_absurd() {
        for (gap, sure) in [(HOUR, HOUR), (LONGEST_ABSENCE, LONGEST_ABSENCE), (LONGEST_ABSENCE + 1, 0), (-HOUR, 0)] {
            let mut clock = Clock { last: Some(DAY), page: None };
            assert_eq!(clock.advance(at(DAY + gap, 7)), Passed { sure, claimed: gap - sure, watched: 0 });
        }
    }

    #[test]
    fn time_that_another_page_counted_is_not_counted_again() {
        let mut clock = Clock::default();
        clock.advance(at(0, 0));
        // The other page was asked at 50 s.
        clock.last = Some(50_000);
        assert_eq!(clock.advance(at(60_000, 60_000)), watched(10_000, 0));
    }
}

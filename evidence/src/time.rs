//! The device's clock, handed in, and how its time is written.

use crate::error::Error;
use crate::json::object;

/// The last millisecond that is accepted: the end of the year 9999.
const LAST_MS: u64 = 253_402_300_799_999;

object! {
    /// What the device's clocks say. Nothing here reads a clock: the host does.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Clock {
        /// Milliseconds since the epoch, by the device's clock.
        at_ms: u64 = "atMs",
        /// The local time zone, in minutes east of UTC.
        tz_minutes: i32 = "tzMinutes",
        /// Milliseconds of a clock that never goes back (`performance.now()`), since the page or process began.
        monotonic_ms: u64 = "monotonicMs",
    }
}

impl Clock {
    /// The clock's values, once they are known to be possible.
    ///
    /// # Errors
    /// [`Error::BadClock`].
    pub fn at(&self) -> Result<At, Error> {
        if self.at_ms > LAST_MS {
            return Err(Error::BadClock("the time is past the year 9999"));
        }
        if !(-24 * 60..=24 * 60).contains(&self.tz_minutes) {
            return Err(Error::BadClock("the time zone is more than a day away"));
        }
        if self.monotonic_ms > LAST_MS {
            return Err(Error::BadClock("the monotonic time is too large"));
        }
        Ok(At {
            captured_at: rfc3339(self.at_ms),
            clock: DEVICE.to_owned(),
            tz_minutes: self.tz_minutes,
            monotonic_ms: self.monotonic_ms,
        })
    }
}

/// The only clock there is.
pub const DEVICE: &str = "device";

object! {
    /// When something was captured, as a record says it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct At {
        /// UTC, RFC 3339 with milliseconds and `Z`.
        captured_at: String = "capturedAt",
        /// Whose clock: `device`. It can be wrong or set wrong; a time stamp from elsewhere is the only better one.
        clock: String = "clock",
        /// The local time zone, in minutes east of UTC.
        tz_minutes: i32 = "tzMinutes",
        /// Milliseconds of a clock that never goes back.
        monotonic_ms: u64 = "monotonicMs",
    }
}

/// Milliseconds since the epoch as `2026-11-22T01:02:03.456Z`.
pub fn rfc3339(at_ms: u64) -> String {
    let (days, ms) = (at_ms / 86_400_000, at_ms % 86_400_000);
    let (year, month, day) = civil(days as i64);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
        ms / 3_600_000,
        ms / 60_000 % 60,
        ms / 1000 % 60,
        ms % 1000
    )
}

/// Days since the epoch as year, month, day.
fn civil(days: i64) -> (i64, i64, i64) {
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days; days are never negative here.
    let z = days + 719_468;
    let era = z / 146_097;
    let doe = z - era * 146_097;
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + i64::from(month <= 2), month, doy - (153 * mp + 2) / 5 + 1)
}

/// Reads back what [`rfc3339`] writes, to the letter; anything else is `None`. Milliseconds since the epoch.
pub fn parse_rfc3339(text: &str) -> Option<u64> {
    let b = text.as_bytes();
    if b.len() != 24 {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        b[range].iter().try_fold(0u64, |n, d| d.is_ascii_digit().then(|| n * 10 + u64::from(d - b'0')))
    };
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (hour, minute, second, ms) = (number(11..13)?, number(14..16)?, number(17..19)?, number(20..23)?);
    if year < 1970 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let at = days_from_civil(year as i64, month as i64, day as i64) as u64 * 86_400_000
        + hour * 3_600_000
        + minute * 60_000
        + second * 1000
        + ms;
    (rfc3339(at) == text).then_some(at)
}

/// The inverse of [`civil`].
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y / 400;
    let yoe = y - era * 400;
    let mp = if month > 2 { month - 3 } else { month + 9 };
    let doy = (153 * mp + 2) / 5 + day - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
}

/// RFC 3339 as written here, as the 17 digits of a CDXJ line.
pub fn digits(rfc3339: &str) -> String {
    rfc3339.chars().filter(char::is_ascii_digit).collect()
}

/// A moment in the local time it was taken in, for people: `2026-11-22 09:02:03 (UTC+08:00)`.
pub fn local(at_ms: u64, tz_minutes: i32) -> String {
    let shifted = at_ms.saturating_add_signed(i64::from(tz_minutes) * 60_000);
    let text = rfc3339(shifted.min(LAST_MS));
    let (sign, off) = if tz_minutes < 0 { ('-', -tz_minutes) } else { ('+', tz_minutes) };
    format!("{} {} (UTC{sign}{:02}:{:02})", &text[..10], &text[11..19], off / 60, off % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(rfc3339(951_827_696_789), "2000-02-29T12:34:56.789Z");
        assert_eq!(rfc3339(LAST_MS), "9999-12-31T23:59:59.999Z");
        assert_eq!(local(951_827_696_789, -90), "2000-02-29 11:04:56 (UTC-01:30)");
        assert_eq!(digits("2000-02-29T12:34:56.789Z"), "20000229123456789");
    }

    #[test]
    fn reads_back_what_it_writes_and_nothing_else() {
        for at in (0..LAST_MS).step_by(86_399_999 * 3001) {
            assert_eq!(parse_rfc3339(&rfc3339(at)), Some(at));
        }
        for text in
            ["2026-02-30T00:00:00.000Z", "2026-01-01T24:00:00.000Z", "2026-01-01t00:00:00.000Z", "2026-01-01T00:00:00Z"]
        {
            assert_eq!(parse_rfc3339(text), None, "{text}");
        }
    }
}

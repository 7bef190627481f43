//! Numbers and texts as bytes: LEB128 varints, zigzag for what may be negative, little-endian floats.
//!
//! Nothing here is inlined: a snapshot is hundreds of small reads and writes, and each would be a copy.

use super::Error;
use super::clock::MAX_WALL;

#[derive(Default)]
pub(super) struct Writer(pub(super) Vec<u8>);

impl Writer {
    #[inline(never)]
    pub(super) fn byte(&mut self, b: u8) {
        self.0.push(b);
    }

    #[inline(never)]
    pub(super) fn flag(&mut self, b: bool) {
        self.byte(u8::from(b));
    }

    #[inline(never)]
    pub(super) fn number(&mut self, n: u32) {
        self.long(n.into());
    }

    #[inline(never)]
    pub(super) fn long(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.0.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.0.push(n as u8);
    }

    #[inline(never)]
    pub(super) fn signed(&mut self, n: i64) {
        self.long((n << 1 ^ n >> 63) as u64);
    }

    #[inline(never)]
    pub(super) fn float(&mut self, x: f64) {
        self.0.extend(x.to_le_bytes());
    }

    #[inline(never)]
    pub(super) fn pair(&mut self, pair: [u32; 2]) {
        self.0.extend(pair.into_iter().flat_map(u32::to_le_bytes));
    }

    #[inline(never)]
    pub(super) fn string(&mut self, s: &str) {
        self.number(s.len() as u32);
        self.0.extend(s.as_bytes());
    }

    pub(super) fn option<T>(&mut self, item: Option<T>, each: impl FnOnce(&mut Self, T)) {
        self.flag(item.is_some());
        if let Some(item) = item {
            each(self, item);
        }
    }

    pub(super) fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u32);
        for item in items {
            each(self, item);
        }
    }
}

/// The farthest that times can lie from the epoch or from each other, milliseconds: a sum of a few still fits.
const FARTHEST: u64 = 4 * MAX_WALL as u64;
/// No rate of messages and no sum of them is larger.
const LARGEST: f64 = 1e12;

/// Reads what [`Writer`] wrote. Every read is bounded by the bytes that are there.
pub(super) struct Reader<'b>(pub(super) &'b [u8]);

/// The bytes say something that the guard never writes.
pub(super) const fn damaged(detail: &'static str) -> Error {
    Error::GuardSnapshotDamaged { detail }
}

impl<'b> Reader<'b> {
    #[inline(never)]
    fn take(&mut self, n: usize) -> Result<&'b [u8], Error> {
        let (head, rest) = self.0.split_at_checked(n).ok_or(damaged("it is cut short"))?;
        self.0 = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        self.take(N)?.try_into().map_err(|_| damaged("it is cut short"))
    }

    #[inline(never)]
    pub(super) fn byte(&mut self) -> Result<u8, Error> {
        Ok(self.take(1)?[0])
    }

    #[inline(never)]
    pub(super) fn flag(&mut self) -> Result<bool, Error> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(damaged("neither yes nor no")),
        }
    }

    #[inline(never)]
    pub(super) fn number(&mut self) -> Result<u32, Error> {
        u32::try_from(self.long()?).map_err(|_| damaged("a number is too large"))
    }

    #[inline(never)]
    pub(super) fn long(&mut self) -> Result<u64, Error> {
        let mut n = 0u64;
        for shift in (0..64).step_by(7) {
            let b = self.byte()?;
            n |= u64::from(b & 0x7F) << shift;
            if b < 0x80 {
                return Ok(n);
            }
        }
        Err(damaged("a number is too long"))
    }

    /// A time or a stretch of it, within [`FARTHEST`].
    #[inline(never)]
    pub(super) fn signed(&mut self) -> Result<i64, Error> {
        let n = self.long()?;
        let n = (n >> 1) as i64 ^ -((n & 1) as i64);
        if n.unsigned_abs() > FARTHEST { Err(damaged("a time that no clock shows")) } else { Ok(n) }
    }

    /// How often something has happened: less than can be counted in a lifetime, so that counting on is safe.
    #[inline(never)]
    pub(super) fn count(&mut self) -> Result<u32, Error> {
        let n = self.number()?;
        if n > u32::MAX / 2 { Err(damaged("a count that no guard gets to")) } else { Ok(n) }
    }

    /// A rate or a sum, within [`LARGEST`].
    #[inline(never)]
    pub(super) fn float(&mut self) -> Result<f64, Error> {
        let x = f64::from_le_bytes(self.array()?);
        // Not the other way round: what is not a number is not within anything.
        if x.abs() <= LARGEST { Ok(x) } else { Err(damaged("not a number")) }
    }

    #[inline(never)]
    pub(super) fn pair(&mut self) -> Result<[u32; 2], Error> {
        Ok([u32::from_le_bytes(self.array()?), u32::from_le_bytes(self.array()?)])
    }

    #[inline(never)]
    pub(super) fn string(&mut self) -> Result<String, Error> {
        let n = self.number()? as usize;
        std::str::from_utf8(self.take(n)?).map(str::to_owned).map_err(|_| damaged("a text is not UTF-8"))
    }

    pub(super) fn option<T>(&mut self, each: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<Option<T>, Error> {
        Ok(if self.flag()? { Some(each(self)?) } else { None })
    }

    /// At most `most` items.
    pub(super) fn list<T>(
        &mut self,
        most: usize,
        mut each: impl FnMut(&mut Self) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let n = self.number()? as usize;
        if n > most {
            return Err(damaged("a list is too long"));
        }
        (0..n).map(|_| each(self)).collect()
    }

    /// One of a closed list, by its number.
    pub(super) fn one<T: Copy>(&mut self, all: &[T]) -> Result<T, Error> {
        all.get(usize::from(self.byte()?)).copied().ok_or(damaged("a choice that there is not"))
    }
}

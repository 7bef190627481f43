//! Ids as numbers: the guard counts by id and keeps none.

/// An id's hash. Two halves, since the plain JavaScript engine is slow at 64 bits.
pub(super) type Key = [u32; 2];

/// FNV-1a (Fowler, Noll, Vo; RFC 9923) twice, from two seeds and with a finishing mix. Ids are given by the platform;
/// nobody gains by a collision but to share another stranger's counters.
#[inline(never)]
pub(super) fn key(id: &str) -> Key {
    let fold = |seed: u32| {
        let h = id.bytes().fold(seed, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
        mix(h)
    };
    [fold(0x811C_9DC5), fold(0x6C62_272E)]
}

/// Spreads the bits (the finaliser of `MurmurHash3`, Appleby).
pub(super) const fn mix(h: u32) -> u32 {
    let h = (h ^ h >> 16).wrapping_mul(0x85EB_CA6B);
    let h = (h ^ h >> 13).wrapping_mul(0xC2B2_AE35);
    h ^ h >> 16
}

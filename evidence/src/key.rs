//! Keys and signatures as they stand in packages: ECDSA over P-384 with SHA-256, which the replay tools verify too.
//!
//! Nothing here signs: that is the browser's WebCrypto, whose keys cannot be taken out. This knows how both are written,
//! and keeps to one of the two forms that every signature has: (r, s) and (r, n − s) are equally valid, only the one with
//! the lower s is accepted (as in BIP 146).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::error::Error;
use crate::hash::{hex, sha256};

/// What every key of this kind begins with: SPKI of an uncompressed point on P-384 (RFC 5480).
const SPKI: [u8; 24] = [
    0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x05, 0x2b, 0x81, 0x04, 0x00,
    0x22, 0x03, 0x62, 0x00, 0x04,
];
/// The length of a key, in bytes.
const SPKI_LENGTH: usize = 120;
/// The length of r and of s.
const HALF: usize = 48;
/// The order of P-384 (FIPS 186-4, D.1.2.4).
const ORDER: [u8; HALF] = [
    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xff, 0xff, 0xff, 0xff, 0xff, 0xc7, 0x63, 0x4d, 0x81, 0xf4, 0x37, 0x2d, 0xdf, 0x58, 0x1a, 0x0d, 0xb2, 0x48, 0xb0,
    0xa7, 0x7a, 0xec, 0xec, 0x19, 0x6a, 0xcc, 0xc5, 0x29, 0x73,
];

/// What stands where a key's id would, when there is no key.
pub const NO_KEY: &str = "unsigned";

/// A public key of the kind that seals packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(Vec<u8>);

impl PublicKey {
    /// Reads SPKI in DER, in its one form.
    ///
    /// # Errors
    /// [`Error::BadKey`]. Whether the point lies on the curve is for whoever verifies with it to see.
    pub fn from_spki(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() == SPKI_LENGTH && bytes.starts_with(&SPKI) {
            Ok(Self(bytes.to_vec()))
        } else {
            Err(Error::BadKey("it is not an uncompressed P-384 public key in SPKI"))
        }
    }

    /// SPKI in DER.
    pub fn spki(&self) -> &[u8] {
        &self.0
    }

    /// SPKI in base64.
    pub fn written(&self) -> String {
        STANDARD.encode(&self.0)
    }

    /// What people compare: SHA-256 of the SPKI, 64 lower-case hex digits.
    pub fn id(&self) -> String {
        hex(&sha256(&self.0))
    }
}

/// A signature: r and s, each 48 bytes, the greatest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature([u8; 2 * HALF]);

impl Signature {
    /// Takes a signature as WebCrypto gives it, and turns it to the form with the lower s.
    ///
    /// # Errors
    /// [`Error::BadKey`] when it has another length, or r or s is not in 1..n: the key is of another kind.
    pub fn normalised(bytes: &[u8]) -> Result<Self, Error> {
        let mut signature = Self::from_bytes(bytes).ok_or(Error::BadKey("its signatures are not ECDSA P-384"))?;
        if !signature.is_low() {
            let (_, s) = signature.0.split_at_mut(HALF);
            let mut borrow = 0;
            for (digit, &n) in s.iter_mut().zip(&ORDER).rev() {
                let difference = i16::from(n) - i16::from(*digit) - borrow;
                borrow = i16::from(difference < 0);
                *digit = difference as u8;
            }
        }
        Ok(signature)
    }

    /// Takes a signature with either s. `None` when r or s is not in 1..n.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: [u8; 2 * HALF] = bytes.try_into().ok()?;
        let in_range = |half: &[u8]| half.iter().any(|&b| b != 0) && half < &ORDER[..];
        (in_range(&bytes[..HALF]) && in_range(&bytes[HALF..])).then_some(Self(bytes))
    }

    /// Whether s is the lower of the two.
    pub fn is_low(&self) -> bool {
        let mut half = ORDER;
        let mut carry = 0;
        for digit in &mut half {
            let next = *digit & 1;
            *digit = *digit >> 1 | carry << 7;
            carry = next;
        }
        self.0[HALF..] <= half[..]
    }

    /// r‖s.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// r‖s in base64.
    pub fn written(&self) -> String {
        STANDARD.encode(self.0)
    }
}

/// Reads standard base64 in its one form: padded, and no bit that is not used.
pub fn read_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// Reads base64 in any of its usual forms, to say more of it than that it is not the right one.
pub fn read_loose_base64(text: &str) -> Option<Vec<u8>> {
    use base64::alphabet::STANDARD as ALPHABET;
    use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let plain: String = text
        .trim()
        .chars()
        .map(|c| {
            if c == '-' {
                '+'
            } else if c == '_' {
                '/'
            } else {
                c
            }
        })
        .collect();
    GeneralPurpose::new(&ALPHABET, config).decode(plain).ok()
}

/// Writes base64.
pub fn write_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_s(s: [u8; HALF]) -> Vec<u8> {
        let mut bytes = vec![0; HALF];
        bytes[HALF - 1] = 1;
        bytes.extend(s);
        bytes
    }

    #[test]
    fn the_higher_s_is_turned() {
        let mut minus_one = ORDER;
        minus_one[HALF - 1] -= 1;
        let low = Signature::normalised(&with_s(minus_one)).expect("in range");
        let mut one = [0; HALF];
        one[HALF - 1] = 1;
        assert_eq!(low.bytes(), with_s(one));
        assert!(low.is_low());
        assert_eq!(Signature::normalised(low.bytes()), Ok(low));
    }

    #[test]
    fn half_the_order_is_the_border() {
        // n is odd: (n − 1) / 2 is low, its twin (n + 1) / 2 is not.
        let mut half = ORDER;
        let mut carry = 0;
        for digit in &mut half {
            (*digit, carry) = (*digit >> 1 | carry << 7, *digit & 1);
        }
        let mut above = half;
        above[HALF - 1] += 1;
        assert!(Signature::from_bytes(&with_s(half)).is_some_and(|s| s.is_low()));
        assert!(Signature::from_bytes(&with_s(above)).is_some_and(|s| !s.is_low()));
    }

    #[test]
    fn out_of_range_is_no_signature() {
        assert_eq!(Signature::from_bytes(&with_s([0; HALF])), None);
        assert_eq!(Signature::from_bytes(&with_s(ORDER)), None);
        assert_eq!(Signature::from_bytes(&[1; 95]), None);
    }
}

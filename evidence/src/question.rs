//! Questions about signatures, which somebody else answers: WebCrypto in the browser, Rust crates natively.

/// A kind of signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// ECDSA, the signature as r‖s.
    Ecdsa(Curve, Hash),
    /// RSASSA-PKCS1-v1_5.
    RsaPkcs1(Hash),
}

/// A curve of NIST.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Curve {
    /// P-256.
    P256,
    /// P-384.
    P384,
}

impl Curve {
    /// Its name in WebCrypto.
    pub const fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
        }
    }

    /// The length of r and of s, in bytes.
    pub const fn half(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
        }
    }
}

/// A hash of the SHA-2 family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hash {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Hash {
    /// Its name in WebCrypto.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }
}

/// Is this the signature of this message by this key? A key that cannot be read makes the answer no.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    /// The kind.
    pub scheme: Scheme,
    /// The key, SPKI in DER.
    pub spki: Vec<u8>,
    /// The message, not hashed.
    pub message: Vec<u8>,
    /// The signature: r‖s of ECDSA, the number of RSA.
    pub signature: Vec<u8>,
}

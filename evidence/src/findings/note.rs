//! What is worth saying about a file that is no fault of it.

macro_rules! notes {
    ($($(#[$doc:meta])* $name:ident $code:literal;)*) => {
        /// A note.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Note { $($(#[$doc])* $name,)* }

        impl Note {
            /// Every note.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// A short stable code for programs.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

notes! {
    /// No key was given to compare with.
    KeyNotPinned "key_not_pinned";
    /// The key is the expected one.
    KeyPinned "key_pinned";
    /// Derived.
    Derived "derived";
    /// Compared with its original.
    OriginalCompared "original_compared";
    /// Withdrawn.
    Withdrawn "withdrawn";
    /// In the chain.
    InChain "in_chain";
    /// The end of a chain.
    ChainTail "chain_tail";
    /// A good attestation.
    AttestationGood "attestation_good";
    /// An attestation nobody checked.
    AttestationUnchecked "attestation_unchecked";
    /// Not trusted.
    StartedByScript "started_by_script";
    /// Not everything was captured.
    NotCaptured "not_captured";
    /// A stamp of a trusted authority.
    StampGood "stamp_good";
    /// A stamp of an authority nobody vouched for.
    StampUnchecked "stamp_unchecked";
    /// A proof that waits for its block.
    ProofPending "proof_pending";
    /// A proof that names a block.
    ProofBlock "proof_block";
}

//! The checks.

/// What a failed check says of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// The file cannot be read as a package at all.
    Unreadable,
    /// Something was changed after sealing, or the package was never sealed so by this library.
    Altered,
    /// Another key sealed it.
    AnotherKey,
    /// Nobody signed it.
    Unsigned,
}

macro_rules! checks {
    ($($(#[$doc:meta])* $name:ident $code:literal $class:ident;)*) => {
        /// A check of the verifier. Every attack in the list of the design has its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Check { $($(#[$doc])* $name,)* }

        impl Check {
            /// Every check.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// A short stable code for programs.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// What its failure says of the file.
            pub const fn class(self) -> Class {
                match self { $(Self::$name => Class::$class,)* }
            }
        }
    };
}

checks! {
    // The file.
    /// No ZIP.
    NotZip "not_zip" Unreadable;
    /// No end.
    Truncated "truncated" Unreadable;
    /// Over a limit.
    TooLarge "too_large" Unreadable;
    /// A later format.
    FutureVersion "future_version" Unreadable;

    // The ZIP.
    /// Bytes after the end.
    ZipTrailing "zip_trailing" Altered;
    /// Bytes before the beginning.
    ZipLeading "zip_leading" Altered;
    /// Bytes between entries, or entries over each other.
    ZipGap "zip_gap" Altered;
    /// A length that leads outside.
    ZipLength "zip_length" Altered;
    /// The end record.
    ZipEnd "zip_end" Altered;
    /// Local and central headers.
    ZipHeaders "zip_headers" Altered;
    /// A header field.
    ZipField "zip_field" Altered;
    /// The checksum.
    ZipCrc "zip_crc" Altered;
    /// The same name twice.
    ZipDuplicate "zip_duplicate" Altered;
    /// A name that leads elsewhere.
    ZipPath "zip_path" Altered;
    /// The order.
    ZipOrder "zip_order" Altered;

    // The list of contents.
    /// A file that every package has.
    MissingFile "missing_file" Altered;
    /// A name no file of a package may have.
    FileName "file_name" Altered;
    /// Not in the list.
    UnlistedFile "unlisted_file" Altered;
    /// In the list only.
    ListedMissing "listed_missing" Altered;
    /// Listed twice.
    ListedTwice "listed_twice" Altered;
    /// The list's order.
    ListedOrder "listed_order" Altered;
    /// A resource's name.
    ResourceName "resource_name" Altered;
    /// A length.
    ResourceBytes "resource_bytes" Altered;
    /// A hash.
    ResourceHash "resource_hash" Altered;
    /// How a hash is written.
    HashForm "hash_form" Altered;
    /// The list's text.
    ListForm "list_form" Altered;
    /// A key in the list.
    ListKey "list_key" Altered;
    /// What the list says about the package.
    ListFacts "list_facts" Altered;

    // The seal.
    /// The seal's text.
    SealForm "seal_form" Altered;
    /// A key in the seal.
    SealKey "seal_key" Altered;
    /// The path.
    SealPath "seal_path" Altered;
    /// The hash.
    SealHash "seal_hash" Altered;
    /// The two hashes.
    SealSignedHash "seal_signed_hash" Altered;
    /// The time.
    SealCreated "seal_created" Altered;
    /// The program.
    SealSoftware "seal_software" Altered;
    /// The version.
    SealVersion "seal_version" Altered;
    /// Base64.
    Base64Form "base64_form" Altered;
    /// The key's form.
    PublicKeyForm "public_key_form" Altered;
    /// No signature.
    Unsigned "unsigned" Unsigned;
    /// The signature is gone.
    SignatureMissing "signature_missing" Altered;
    /// The signature's form.
    SignatureForm "signature_form" Altered;
    /// High s.
    SignatureHighS "signature_high_s" Altered;
    /// Wrong.
    SignatureBad "signature_bad" Altered;
    /// The key is not the one the package names.
    KeyId "key_id" AnotherKey;
    /// The key is not the pinned one.
    AnotherKey "another_key" AnotherKey;

    // What stands beside the seal.
    /// A time stamp cannot be read.
    StampForm "stamp_form" Altered;
    /// A time stamp is about something else.
    StampOther "stamp_other" Altered;
    /// A time stamp was changed.
    StampBad "stamp_bad" Altered;
    /// A time stamp's signer may not give any.
    StampAuthority "stamp_authority" Altered;
    /// A time stamp leads to no root that is trusted.
    StampUntrusted "stamp_untrusted" Altered;
    /// A proof cannot be read.
    ProofForm "proof_form" Altered;
    /// A proof is about something else.
    ProofOther "proof_other" Altered;

    // What is in it.
    /// A gzip member.
    WarcGzip "warc_gzip" Altered;
    /// A WARC record.
    WarcForm "warc_form" Altered;
    /// A WARC record's digest.
    WarcDigest "warc_digest" Altered;
    /// The warcinfo record, dates.
    WarcFacts "warc_facts" Altered;
    /// The index.
    Index "index" Altered;
    /// The list of pages.
    Pages "pages" Altered;
    /// The record's text.
    RecordForm "record_form" Altered;
    /// The record's values.
    RecordValues "record_values" Altered;
    /// The record's parts.
    RecordParts "record_parts" Altered;
    /// A part of the wrong kind.
    PartKind "part_kind" Altered;
    /// The explanation.
    Explanation "explanation" Altered;
    /// The position's text.
    PositionForm "position_form" Altered;
    /// The position's time.
    PositionTime "position_time" Altered;
    /// The position's event.
    PositionEvent "position_event" Altered;
    /// Derived from nothing.
    DerivedForm "derived_form" Altered;
    /// Differs from its original.
    DerivedContent "derived_content" Altered;
    /// The attestation's form.
    AttestationForm "attestation_form" Altered;
    /// The attestation is about another message.
    AttestationOther "attestation_other" Altered;
    /// The attestation's signature.
    AttestationBad "attestation_bad" Altered;

    // The chain.
    /// The chain's text.
    ChainForm "chain_form" Altered;
    /// The numbers.
    ChainSeq "chain_seq" Altered;
    /// The links.
    ChainLink "chain_link" Altered;
    /// What happened to what.
    ChainEvent "chain_event" Altered;
    /// Keys in the chain.
    ChainKey "chain_key" AnotherKey;
    /// Values.
    ChainValues "chain_values" Altered;
    /// The head.
    ChainHead "chain_head" Altered;
    /// No signature.
    ChainUnsigned "chain_unsigned" Unsigned;
    /// The signature's or the key's form.
    ChainSealForm "chain_seal_form" Altered;
    /// The signature.
    ChainSignature "chain_signature" Altered;
    /// The chain's key is not the one it names.
    ChainKeyId "chain_key_id" AnotherKey;
    /// Not the pinned key.
    ChainAnotherKey "chain_another_key" AnotherKey;
    /// A package and the chain are of different keys.
    ChainOtherPackage "chain_other_package" AnotherKey;
    /// A package that the chain does not have.
    ChainMissing "chain_missing" Altered;
    /// A package whose entry differs.
    ChainEntry "chain_entry" Altered;
}

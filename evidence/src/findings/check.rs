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
    ($($(#[$doc:meta])* $name:ident $code:literal $class:ident $en:literal $zh:literal;)*) => {
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

            /// Plain words in English.
            pub const fn en(self) -> &'static str {
                match self { $(Self::$name => $en,)* }
            }

            /// Plain words in Chinese.
            pub const fn zh(self) -> &'static str {
                match self { $(Self::$name => $zh,)* }
            }
        }
    };
}

checks! {
    // The file.
    /// No ZIP.
    NotZip "not_zip" Unreadable
        "This is not an evidence package." "这不是证据包文件。";
    /// No end.
    Truncated "truncated" Unreadable
        "The end of the file is missing or damaged: the copy is incomplete." "文件结尾缺失或损坏：这份拷贝不完整。";
    /// Over a limit.
    TooLarge "too_large" Unreadable
        "The file is larger, or holds more, than any evidence package does." "文件的大小或内容数量超出了证据包的上限。";
    /// A later format.
    FutureVersion "future_version" Unreadable
        "The package has a format that this version of the verifier does not know: update it." "证据包的格式比这个校验程序新：请先更新程序。";

    // The ZIP.
    /// Bytes after the end.
    ZipTrailing "zip_trailing" Altered
        "Something was added after the end of the package." "包的末尾之后被加了内容。";
    /// Bytes before the beginning.
    ZipLeading "zip_leading" Altered
        "Something was added before the beginning of the package." "包的开头之前被加了内容。";
    /// Bytes between entries, or entries over each other.
    ZipGap "zip_gap" Altered
        "Something is hidden between the files of the package, or two files overlap." "包内文件之间藏有内容，或文件互相重叠。";
    /// A length that leads outside.
    ZipLength "zip_length" Altered
        "The package claims lengths that the file does not hold." "包中声明的长度与文件实际不符。";
    /// The end record.
    ZipEnd "zip_end" Altered
        "The package's table of contents does not fit the package." "包的目录与实际内容不符。";
    /// Local and central headers.
    ZipHeaders "zip_headers" Altered
        "A file of the package is described in two ways that contradict each other." "包内某个文件有两处互相矛盾的描述。";
    /// A header field.
    ZipField "zip_field" Altered
        "A file of the package is stored in a way that sealed packages never are." "包内某个文件的存储方式与封存时不同。";
    /// The checksum.
    ZipCrc "zip_crc" Altered
        "The checksum of a file in the package does not fit its content." "包内某个文件的校验值与内容不符。";
    /// The same name twice.
    ZipDuplicate "zip_duplicate" Altered
        "The package holds two files of the same name: one of them may be forged." "包内有两个同名文件：其中一个可能是伪造的。";
    /// A name that leads elsewhere.
    ZipPath "zip_path" Altered
        "A file of the package has a name that leads outside the package." "包内某个文件名指向包外的位置。";
    /// The order.
    ZipOrder "zip_order" Altered
        "The files of the package are not in the order they are sealed in." "包内文件的顺序与封存时不同。";

    // The list of contents.
    /// A file that every package has.
    MissingFile "missing_file" Altered
        "A file that every evidence package holds is missing." "缺少证据包必有的文件。";
    /// A name no file of a package may have.
    FileName "file_name" Altered
        "A file of the package has a name that no file of an evidence package has." "包内某个文件的名称不合规则。";
    /// Not in the list.
    UnlistedFile "unlisted_file" Altered
        "The package holds a file that is not in its sealed list." "包内有一个未列入封存清单的文件。";
    /// In the list only.
    ListedMissing "listed_missing" Altered
        "A file of the sealed list is not in the package." "封存清单中的某个文件不在包内。";
    /// Listed twice.
    ListedTwice "listed_twice" Altered
        "The sealed list names a file twice." "封存清单中某个文件出现了两次。";
    /// The list's order.
    ListedOrder "listed_order" Altered
        "The sealed list is not in its order." "封存清单的顺序不对。";
    /// A resource's name.
    ResourceName "resource_name" Altered
        "The sealed list calls a file by a name that is not its own." "封存清单中某个文件的名称与其路径不符。";
    /// A length.
    ResourceBytes "resource_bytes" Altered
        "A file does not have the length that the sealed list gives." "某个文件的长度与封存清单不符。";
    /// A hash.
    ResourceHash "resource_hash" Altered
        "A file is not the one that was sealed: its fingerprint differs." "某个文件已不是封存时的内容：指纹不同。";
    /// How a hash is written.
    HashForm "hash_form" Altered
        "A fingerprint is not written as it is when sealed." "某个指纹的写法与封存时不同。";
    /// The list's text.
    ListForm "list_form" Altered
        "The sealed list is not written as it is when sealed." "封存清单的写法与封存时不同。";
    /// A key in the list.
    ListKey "list_key" Altered
        "The sealed list holds a field that no sealed list has." "封存清单中有不该存在的字段。";
    /// What the list says about the package.
    ListFacts "list_facts" Altered
        "The sealed list says something about the package that the record contradicts." "封存清单中的说明与记录不符。";

    // The seal.
    /// The seal's text.
    SealForm "seal_form" Altered
        "The seal is not written as seals are." "封签的写法不对。";
    /// A key in the seal.
    SealKey "seal_key" Altered
        "Something was added beside the seal that does not belong there." "封签旁被加了不属于它的内容。";
    /// The path.
    SealPath "seal_path" Altered
        "The seal is about another file." "封签指向的是别的文件。";
    /// The hash.
    SealHash "seal_hash" Altered
        "The sealed list is not the one that was sealed: its fingerprint differs." "封存清单已不是封存时的内容：指纹不同。";
    /// The two hashes.
    SealSignedHash "seal_signed_hash" Altered
        "The fingerprint that was signed is not the one beside it." "签名所对应的指纹与旁边的指纹不同。";
    /// The time.
    SealCreated "seal_created" Altered
        "The seal gives another time than the sealed list." "封签的时间与封存清单不同。";
    /// The program.
    SealSoftware "seal_software" Altered
        "The seal names another program than the sealed list." "封签所写的程序与封存清单不同。";
    /// The version.
    SealVersion "seal_version" Altered
        "The seal names another version than the sealed list." "封签所写的版本与封存清单不同。";
    /// Base64.
    Base64Form "base64_form" Altered
        "The signature or the key is not written as it is when sealed." "签名或密钥的写法与封存时不同。";
    /// The key's form.
    PublicKeyForm "public_key_form" Altered
        "The seal's key is not a key of the kind that seals packages." "封签里的密钥不是用于封存的那种密钥。";
    /// No signature.
    Unsigned "unsigned" Unsigned
        "Nobody signed this package: the page it was made on was not secure, so nothing protects it from being changed."
        "这个包没有签名：它是在不安全的页面上生成的，因此无法防止被改动。";
    /// The signature is gone.
    SignatureMissing "signature_missing" Altered
        "The signature was removed: the package names a key that sealed it." "签名被删除了：包内写有封存它的密钥。";
    /// The signature's form.
    SignatureForm "signature_form" Altered
        "The signature is not a signature." "签名的格式不对。";
    /// High s.
    SignatureHighS "signature_high_s" Altered
        "The signature was replaced by its twin, which only someone other than the sealing program does."
        "签名被换成了它的孪生形式，封存程序不会这样写。";
    /// Wrong.
    SignatureBad "signature_bad" Altered
        "The signature is wrong: the package was changed after it was sealed." "签名不成立：包在封存之后被改动过。";
    /// The key is not the one the package names.
    KeyId "key_id" AnotherKey
        "Another key signed this package than the one it names: it was sealed again by somebody else."
        "为这个包签名的密钥不是包内所写的那一把：它被别人重新封存过。";
    /// The key is not the pinned one.
    AnotherKey "another_key" AnotherKey
        "Another key sealed this package than the one you expect." "封存这个包的密钥不是你指定的那一把。";

    // What is in it.
    /// A gzip member.
    WarcGzip "warc_gzip" Altered
        "The archive is not packed as it is when sealed." "存档的打包方式与封存时不同。";
    /// A WARC record.
    WarcForm "warc_form" Altered
        "The archive is not written as it is when sealed." "存档的写法与封存时不同。";
    /// A WARC record's digest.
    WarcDigest "warc_digest" Altered
        "A part of the archive is not what the archive says it is." "存档中某一部分与其自身的指纹不符。";
    /// The warcinfo record, dates.
    WarcFacts "warc_facts" Altered
        "The archive says something about itself that the record contradicts." "存档的说明与记录不符。";
    /// The index.
    Index "index" Altered
        "The index does not fit the archive." "索引与存档不符。";
    /// The list of pages.
    Pages "pages" Altered
        "The list of pages does not fit the record." "页面列表与记录不符。";
    /// The record's text.
    RecordForm "record_form" Altered
        "The record is not written as it is when sealed." "记录的写法与封存时不同。";
    /// The record's values.
    RecordValues "record_values" Altered
        "The record holds values that no record has." "记录中有不可能出现的内容。";
    /// The record's parts.
    RecordParts "record_parts" Altered
        "The record and the archive do not list the same parts." "记录所列的部分与存档不符。";
    /// A part of the wrong kind.
    PartKind "part_kind" Altered
        "A part of the package is not of the kind it says." "包内某一部分与其标明的种类不符。";
    /// The explanation.
    Explanation "explanation" Altered
        "The page that explains what the package proves is not the real one." "说明“能证明什么”的页面不是原版。";
    /// The position's text.
    PositionForm "position_form" Altered
        "The package's place in the chain is not written as it is when sealed." "包在链中位置的写法与封存时不同。";
    /// The position's time.
    PositionTime "position_time" Altered
        "The package gives two different times for its sealing." "包内写有两个不同的封存时间。";
    /// The position's event.
    PositionEvent "position_event" Altered
        "The package says it is an original and a derived one at once." "包同时自称是原件和派生件。";
    /// Derived from nothing.
    DerivedForm "derived_form" Altered
        "The package does not say properly what it was derived from." "派生包没有写清来自哪些原件。";
    /// Differs from its original.
    DerivedContent "derived_content" Altered
        "The derived package differs from its original in more than it says." "派生包与原件的差别超出了它所声明的内容。";
    /// The attestation's form.
    AttestationForm "attestation_form" Altered
        "The host's statement cannot be read." "平台的证明无法读取。";
    /// The attestation is about another message.
    AttestationOther "attestation_other" Altered
        "The host's statement is about another message." "平台的证明所指的是另一条消息。";
    /// The attestation's signature.
    AttestationBad "attestation_bad" Altered
        "The host's statement was not signed by the host." "平台的证明并非由该平台签名。";

    // The chain.
    /// The chain's text.
    ChainForm "chain_form" Altered
        "The chain is not written as chains are." "链文件的写法不对。";
    /// The numbers.
    ChainSeq "chain_seq" Altered
        "Entries of the chain are missing or out of order." "链中有条目缺失或顺序被调换。";
    /// The links.
    ChainLink "chain_link" Altered
        "An entry of the chain was changed, removed or replaced." "链中某个条目被改动、删除或替换过。";
    /// What happened to what.
    ChainEvent "chain_event" Altered
        "The chain withdraws or seals something that it cannot." "链中撤回或封存的对象不成立。";
    /// Keys in the chain.
    ChainKey "chain_key" AnotherKey
        "An entry of the chain was made with another key." "链中某个条目使用了另一把密钥。";
    /// Values.
    ChainValues "chain_values" Altered
        "An entry of the chain holds values that no entry has." "链中某个条目有不可能出现的内容。";
    /// The head.
    ChainHead "chain_head" Altered
        "The end of the chain is not the one the chain names." "链的末尾与链中所写的不同。";
    /// No signature.
    ChainUnsigned "chain_unsigned" Unsigned
        "Nobody signed this chain." "这条链没有签名。";
    /// The signature's or the key's form.
    ChainSealForm "chain_seal_form" Altered
        "The chain's signature or key is not written as it is when sealed." "链的签名或密钥的写法不对。";
    /// The signature.
    ChainSignature "chain_signature" Altered
        "The chain's signature is wrong: it was changed after it was exported." "链的签名不成立：它在导出之后被改动过。";
    /// The chain's key is not the one it names.
    ChainKeyId "chain_key_id" AnotherKey
        "Another key signed this chain than the one it names." "为这条链签名的密钥不是链中所写的那一把。";
    /// Not the pinned key.
    ChainAnotherKey "chain_another_key" AnotherKey
        "Another key signed this chain than the one you expect." "为这条链签名的密钥不是你指定的那一把。";
    /// A package and the chain are of different keys.
    ChainOtherPackage "chain_other_package" AnotherKey
        "The package and the chain were sealed with different keys." "这个包与这条链使用的不是同一把密钥。";
    /// A package that the chain does not have.
    ChainMissing "chain_missing" Altered
        "The chain does not hold this package: its entry was removed, or the chain was exported before." "链中没有这个包：它的条目被删除了，或者链是在它之前导出的。";
    /// A package whose entry differs.
    ChainEntry "chain_entry" Altered
        "The chain says something else about this package than the package itself." "链中关于这个包的条目与包本身不符。";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Check;

    #[test]
    fn every_check_has_its_own_code_and_words() {
        let codes: BTreeSet<_> = Check::ALL.iter().map(|check| check.code()).collect();
        let en: BTreeSet<_> = Check::ALL.iter().map(|check| check.en()).collect();
        let zh: BTreeSet<_> = Check::ALL.iter().map(|check| check.zh()).collect();
        assert_eq!((codes.len(), en.len(), zh.len()), (Check::ALL.len(), Check::ALL.len(), Check::ALL.len()));
    }
}

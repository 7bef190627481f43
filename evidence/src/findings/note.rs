//! What is worth saying about a file that is no fault of it.

macro_rules! notes {
    ($($(#[$doc:meta])* $name:ident $code:literal $en:literal $zh:literal;)*) => {
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

notes! {
    /// No key was given to compare with.
    KeyNotPinned "key_not_pinned"
        "Nobody said which key to expect: anybody could have made and sealed this package. Compare its key with one you got from the person before."
        "没有指定应为哪一把密钥：任何人都可能制作并封存这样的包。请与当事人事先告诉你的密钥核对。";
    /// The key is the expected one.
    KeyPinned "key_pinned"
        "The key is the one you expect." "密钥与你指定的一致。";
    /// Derived.
    Derived "derived"
        "This package was derived from others, which it names; what was taken out is listed in it." "这是派生包，其中写明了来自哪些原件、删去了什么。";
    /// Compared with its original.
    OriginalCompared "original_compared"
        "It was compared with its original: they differ only in what is listed." "已与原件比对：差别仅限于所列内容。";
    /// Withdrawn.
    Withdrawn "withdrawn"
        "The person withdrew this package later: the chain says so." "当事人后来撤回了这个包：链中有记录。";
    /// In the chain.
    InChain "in_chain"
        "The package stands in the chain where it says." "包在链中的位置与其所写一致。";
    /// The end of a chain.
    ChainTail "chain_tail"
        "Whether entries were cut off the end of the chain can only be seen by comparing its last entry with one that left the device before."
        "链的末尾是否被截短，只有与先前离开设备的末尾条目比对才能看出。";
    /// A good attestation.
    AttestationGood "attestation_good"
        "The host that owns the message confirms its text." "拥有该消息的平台确认了其文字内容。";
    /// An attestation nobody checked.
    AttestationUnchecked "attestation_unchecked"
        "The host's statement about the message was not checked: give the host's key." "平台关于该消息的证明未经核对：请提供平台的密钥。";
    /// Not trusted.
    StartedByScript "started_by_script"
        "A program started this capture, not a person's key or click." "这次取证由程序启动，而非由人按键或点击。";
    /// Not everything was captured.
    NotCaptured "not_captured"
        "Parts of the page could not be captured; the record lists them." "页面有些部分未能取到；记录中有清单。";
}

//! Where a text stands and who speaks to whom: what the host knows and the text does not say.

/// Where the text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Surface {
    /// A post of one's own.
    Post,
    /// A comment under somebody's post.
    #[default]
    Comment,
    /// A direct message.
    Dm,
    /// A live comment (danmaku).
    Live,
    /// A message that mentions the reader.
    Mention,
    /// A nickname, group name or topic title.
    Name,
}

impl Surface {
    /// Every surface, in wire order.
    pub const ALL: [Self; 6] = [Self::Post, Self::Comment, Self::Dm, Self::Live, Self::Mention, Self::Name];

    /// The name used in JSON and rule sources.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Comment => "comment",
            Self::Dm => "dm",
            Self::Live => "live",
            Self::Mention => "mention",
            Self::Name => "name",
        }
    }

    /// The surface with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// What the writer is to the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Relation {
    /// The same person.
    Self_,
    /// They follow each other.
    Mutual,
    /// The reader follows the writer.
    Following,
    /// The writer follows the reader.
    Follower,
    /// Neither follows the other.
    #[default]
    Stranger,
}

impl Relation {
    /// Every relation, in wire order.
    pub const ALL: [Self; 5] = [Self::Self_, Self::Mutual, Self::Following, Self::Follower, Self::Stranger];

    /// The name used in JSON and rule sources.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Self_ => "self",
            Self::Mutual => "mutual",
            Self::Following => "following",
            Self::Follower => "follower",
            Self::Stranger => "stranger",
        }
    }

    /// The relation with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.name() == name)
    }
}

/// How readily the engine speaks up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Preset {
    /// Only what is grave.
    Relaxed,
    /// The default.
    #[default]
    Standard,
    /// Also what is mild.
    Strict,
}

impl Preset {
    /// Every preset, in wire order.
    pub const ALL: [Self; 3] = [Self::Relaxed, Self::Standard, Self::Strict];

    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Relaxed => "relaxed",
            Self::Standard => "standard",
            Self::Strict => "strict",
        }
    }

    /// The preset with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }
}

/// What the host knows about a text. Everything has a default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Where the text is shown.
    pub surface: Surface,
    /// What the writer is to the reader.
    pub relation: Relation,
    /// The text answers somebody's post or message.
    pub reply: bool,
    /// How many people the text mentions, where the host knows.
    pub mentions: u32,
    /// Milliseconds since the writer's last message to the same person, where the host knows.
    pub since_last_to_same_target_ms: Option<u32>,
    /// How many messages the writer sent to the same person lately.
    pub sent_to_same_target: u32,
    /// How many people reported this sender or message.
    pub reports: u32,
    /// The reader is a minor.
    pub minor: bool,
    /// Who wrote, as a number the host gives to senders that dismissals name. Nothing for all others.
    pub sender: Option<u32>,
}

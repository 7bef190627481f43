//! What the engine says about a text: [`Verdict`], [`Finding`] and the closed lists they are made of.

/// What a finding is about. The order is the wire order: new categories go at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Category {
    /// Name-calling and abuse of a person.
    Insult,
    /// Ridicule and belittling.
    Mockery,
    /// Cues of an accusation of crime or sexual conduct against a person. The engine never claims to know the truth.
    Defamation,
    /// An attack on people for who they are.
    Hate,
    /// Announcing or wishing violence or harm.
    Threat,
    /// Pushing somebody towards suicide or self-harm.
    SelfHarmBait,
    /// Private data of a person, or calls to find it.
    Doxxing,
    /// Sexual harassment.
    Sexual,
    /// Calling others to join an attack on a person.
    Incitement,
    /// Swearing aimed at nobody.
    Profanity,
    /// The writer may be in danger. Never a finding: it becomes [`Verdict::support`].
    Distress,
}

impl Category {
    /// Every category, in wire order.
    pub const ALL: [Self; 11] = [
        Self::Insult,
        Self::Mockery,
        Self::Defamation,
        Self::Hate,
        Self::Threat,
        Self::SelfHarmBait,
        Self::Doxxing,
        Self::Sexual,
        Self::Incitement,
        Self::Profanity,
        Self::Distress,
    ];

    /// The name used in rule sources and in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Insult => "insult",
            Self::Mockery => "mockery",
            Self::Defamation => "defamation",
            Self::Hate => "hate",
            Self::Threat => "threat",
            Self::SelfHarmBait => "self_harm_bait",
            Self::Doxxing => "doxxing",
            Self::Sexual => "sexual",
            Self::Incitement => "incitement",
            Self::Profanity => "profanity",
            Self::Distress => "distress",
        }
    }

    /// The category with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.name() == name)
    }
}

/// How strongly the text should be questioned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Level {
    /// Nothing to say.
    #[default]
    None,
    /// A quiet inline mark.
    Hint,
    /// Asked once, at submit.
    Warn,
    /// Asked at submit; held in the inbox.
    Severe,
}

impl Level {
    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Hint => "hint",
            Self::Warn => "warn",
            Self::Severe => "severe",
        }
    }

    /// The level with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::None, Self::Hint, Self::Warn, Self::Severe].into_iter().find(|l| l.name() == name)
    }
}

/// How the text had to be read for the finding to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Via {
    /// As written, after case, width, script and look-alike folding.
    Plain,
    /// After marks, spaces, invisible characters and repeats between letters were taken out.
    Tight,
    /// After split or look-alike characters, emoji and leet were undone.
    Shape,
    /// Read aloud: by its syllables.
    Sound,
    /// By the format of a number or address.
    Format,
    /// By the statistical model alone.
    Model,
    /// By a word the person added.
    User,
}

impl Via {
    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Tight => "tight",
            Self::Shape => "shape",
            Self::Sound => "sound",
            Self::Format => "format",
            Self::Model => "model",
            Self::User => "user",
        }
    }
}

/// Context that raised or lowered a finding. The discriminant is its bit in [`Toned`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Tone {
    /// Raised: aimed at the reader or a named person.
    Targeted,
    /// Lowered: inside quotation marks or a quoted line.
    Quoted,
    /// Lowered: reported, as a victim or witness tells it.
    Reported,
    /// Lowered: negated.
    Negated,
    /// Lowered: asked about.
    Question,
    /// Lowered: speech against abuse.
    Counter,
    /// Lowered: about the writer.
    Self_,
    /// Lowered: about a thing or a service.
    Thing,
    /// Lowered: banter between people who follow each other.
    Banter,
    /// Lowered: fiction, a song or film title.
    Fiction,
    /// Lowered: used as praise.
    Praise,
    /// Raised: repeated at the same person, reported by others, or sent by many.
    Repeated,
}

impl Tone {
    /// Every tone, in bit order.
    pub const ALL: [Self; 12] = [
        Self::Targeted,
        Self::Quoted,
        Self::Reported,
        Self::Negated,
        Self::Question,
        Self::Counter,
        Self::Self_,
        Self::Thing,
        Self::Banter,
        Self::Fiction,
        Self::Praise,
        Self::Repeated,
    ];

    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Targeted => "targeted",
            Self::Quoted => "quoted",
            Self::Reported => "reported",
            Self::Negated => "negated",
            Self::Question => "question",
            Self::Counter => "counter",
            Self::Self_ => "self",
            Self::Thing => "thing",
            Self::Banter => "banter",
            Self::Fiction => "fiction",
            Self::Praise => "praise",
            Self::Repeated => "repeated",
        }
    }
}

/// A set of [`Tone`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Toned(pub u16);

impl Toned {
    /// Adds a tone.
    pub fn insert(&mut self, tone: Tone) {
        self.0 |= 1 << tone as u8;
    }

    /// Whether the tone is in the set.
    pub const fn contains(self, tone: Tone) -> bool {
        self.0 & (1 << tone as u8) != 0
    }

    /// The tones, in bit order.
    pub fn iter(self) -> impl Iterator<Item = Tone> {
        Tone::ALL.into_iter().filter(move |t| self.contains(*t))
    }
}

/// One thing found in the text, with the place and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Index into [`Engine::rules`](crate::Engine::rules).
    pub rule: u32,
    /// What it is about.
    pub category: Category,
    /// 1 (mild) to 4 (gravest), as the rule says.
    pub severity: u8,
    /// How sure, 0 to 1000.
    pub confidence: u16,
    /// Start in UTF-16 code units of the original text; never inside a surrogate pair.
    pub start: u32,
    /// End in UTF-16 code units, exclusive; never inside a surrogate pair.
    pub end: u32,
    /// How the text had to be read.
    pub via: Via,
    /// The context that raised or lowered it.
    pub toned: Toned,
}

/// What the engine says about one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How strongly the text should be questioned.
    pub level: Level,
    /// The probability, in thousandths, that a fair reader calls the text abusive. `level >= Warn` implies `score >= 500`.
    pub score: u16,
    /// What was found, ordered by start, then end, then rule.
    pub findings: Vec<Finding>,
    /// The writer may be in danger: offer help. Never a reason for a level.
    pub distress: bool,
}
